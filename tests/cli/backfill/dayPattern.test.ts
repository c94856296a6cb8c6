import { expect } from "chai";
import { dayPattern } from "../../../cli/backfill/dayPattern";
import { UsageError } from "../../../cli/output/usageError";
import { EventKind, filePattern } from "../../../components/ingest/copyStatement";

const file = "111122223333_CloudTrail_eu-west-1_20260131T0000Z_abc.json.gz";
const account = "AWSLogs/111122223333";

describe("The pattern of one day", () => {
  const takes = (pattern: string, key: string): boolean =>
    new RegExp(`^(?:${dayPattern(pattern, "2026-01-31")})$`).test(key);

  it("takes the files of that day in each region, and of no other day", () => {
    const pattern = filePattern(["events"]);
    expect(dayPattern(pattern, "2026-01-31")).to.equal(
      "(.*/)?[0-9]{12}/CloudTrail/(.*/)?2026/01/31/[^/]*[.]json([.]gz)?",
    );
    expect(takes(pattern, `${account}/CloudTrail/eu-west-1/2026/01/31/${file}`)).to.be.true;
    expect(takes(pattern, `${account}/CloudTrail/us-east-1/2026/01/31/${file}`)).to.be.true;
    expect(takes(pattern, `${account}/CloudTrail/eu-west-1/2026/01/30/${file}`)).to.be.false;
    expect(takes(pattern, `${account}/CloudTrail/eu-west-1/2026/01/31/more/${file}`)).to.be.false;
  });

  it("takes no digest, and each kind of file that the stack loads", () => {
    const pattern = filePattern(Object.values(EventKind));
    for (const folder of ["CloudTrail", "CloudTrail-Insight", "CloudTrail-Aggregated"]) {
      expect(takes(pattern, `${account}/${folder}/eu-west-1/2026/01/31/${file}`), folder).to.be
        .true;
    }
    expect(takes(pattern, `${account}/CloudTrail-Digest/eu-west-1/2026/01/31/${file}`)).to.be.false;
  });

  it("takes what a pattern of one's own names with the region", () => {
    const own = ".*/CloudTrail/eu-west-1/.*[.]json([.]gz)?";
    expect(takes(own, `${account}/CloudTrail/eu-west-1/2026/01/31/${file}`)).to.be.true;
    expect(takes(own, `${account}/CloudTrail/us-east-1/2026/01/31/${file}`)).to.be.false;
  });

  it("is refused where a pattern ends otherwise", () => {
    expect(() => dayPattern(".*gz", "2026-01-31")).to.throw(
      UsageError,
      'The stack\'s filePattern ".*gz" cannot be narrowed to a day, because it does not end with "/.*[.]json([.]gz)?".',
    );
  });
});
