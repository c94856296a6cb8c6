import { expect } from "chai";
import { logSource } from "../../../cli/warehouse/logSource";
import { Session, literal } from "../../../engine";

const file = "111122223333_CloudTrail_eu-west-1_20260317T1225Z_a.json.gz";
const below = "111122223333/CloudTrail/eu-west-1/2026/03/17";

/** What LOG_SOURCE says of files by their names. */
const sources: Record<string, string> = {
  [`s3://example-logs/AWSLogs/${below}/${file}`]: "s3://example-logs/AWSLogs/",
  [`s3://example-logs/audit/AWSLogs/o-exampleorgid/${below}/${file}`]:
    "s3://example-logs/audit/AWSLogs/",
  [`/home/analyst/logs/AWSLogs/${below}/${file}`]: "/home/analyst/logs/AWSLogs/",
  [`/home/analyst/oldAWSLogs/AWSLogs/${below}/${file}`]: "/home/analyst/oldAWSLogs/AWSLogs/",
  [`/home/analyst/oldAWSLogs/${file}`]: "/home/analyst/oldAWSLogs/",
  [`/home/analyst/AWSLogs/AWSLogs/${below}/${file}`]: "/home/analyst/AWSLogs/",
  [`C:\\logs\\AWSLogs\\${file}`]: "C:\\logs\\AWSLogs\\",
  [`AWSLogs/${file}`]: "AWSLogs/",
  "standard input": "",
};

describe("where a file was found", () => {
  let session: Session;
  before(async () => {
    session = await Session.open();
  });
  after(() => session.close());

  for (const [name, source] of Object.entries(sources)) {
    it(`is ${JSON.stringify(source)} for ${name}`, async () => {
      const rows = await session.rows(`select ${logSource(literal(name))}`);
      expect(rows).to.deep.equal([[source]]);
    });
  }
});
