import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { filesByDay } from "../../../cli/backfill/listing";
import { filePattern } from "../../../components/ingest/copyStatement";
import { TestFolder } from "../logFiles";

const stack = {
  logsLocation: "s3://audit-logs/audit/AWSLogs/",
  filePattern: filePattern(["events"]),
};
const account = "AWSLogs/111122223333";

describe("The files of each day", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const listing = (content: object): string =>
    folder.write("listing.json", JSON.stringify(content));

  it("are those of a listing that the stage covers and the pattern takes", async () => {
    const at = (key: string, Size: number): object => ({ Key: `audit/${account}/${key}`, Size });
    const source = listing({
      Contents: [
        at("CloudTrail/eu-west-1/2026/01/30/a.json.gz", 100),
        at("CloudTrail/us-east-1/2026/01/30/b.json.gz", 50),
        at("CloudTrail/eu-west-1/2026/01/31/c.json", 70),
        at("CloudTrail-Digest/eu-west-1/2026/01/31/d.json.gz", 900),
        { Key: `other/${account}/CloudTrail/eu-west-1/2026/01/31/e.json.gz`, Size: 900 },
      ],
      RequestCharged: null,
    });
    expect([...(await filesByDay(source, stack))]).to.deep.equal([
      ["2026-01-30", { files: 2, packed: 150, unpacked: 1350 }],
      ["2026-01-31", { files: 1, packed: 70, unpacked: 70 }],
    ]);
  });

  it("are those of a folder, measured, below whatever stands before AWSLogs/", async () => {
    const text = `{"Records":[]}${" ".repeat(1000)}`;
    const packed = gzipSync(text);
    folder.write(`copy/${account}/CloudTrail/eu-west-1/2026/01/30/a.json.gz`, packed);
    folder.write(`copy/${account}/CloudTrail/eu-west-1/2026/01/30/b.json`, text);
    folder.write("copy/notes.json", "{}");
    expect([...(await filesByDay(folder.path, stack))]).to.deep.equal([
      ["2026-01-30", { files: 2, packed: packed.length + text.length, unpacked: 2 * text.length }],
    ]);
  });

  it("count what can be had of a file that is cut off", async () => {
    const packed = gzipSync("x".repeat(5000));
    const name = `${account}/CloudTrail/eu-west-1/2026/01/30/a.json.gz`;
    folder.write(name, Buffer.concat([packed.subarray(0, -8), Buffer.from("ffff")]));
    const [[, day] = []] = await filesByDay(folder.path, stack);
    expect(day?.unpacked).to.be.at.most(5000);
  });

  it("of an empty bucket are none", async () => {
    expect([...(await filesByDay(listing({ RequestCharged: null }), stack))]).to.deep.equal([]);
  });

  for (const [what, content, reason] of [
    ["cut off by --max-items", { Contents: [], NextToken: "x" }, "the listing is cut off"],
    ["a page alone", { Contents: [], IsTruncated: true }, "the listing is cut off"],
    ["something else", { Contents: ["a"] }, "expected what `aws s3api list-objects-v2` prints"],
  ] as const) {
    it(`are refused from what is ${what}`, async () => {
      const refused = await filesByDay(listing(content), stack).catch(String);
      expect(refused).to.include(reason);
    });
  }

  it("are refused from what does not exist", async () => {
    const file = folder.at("missing.json");
    expect(await filesByDay(file, stack).catch(String)).to.equal(
      `UsageError: The listing "${file}" cannot be read: it does not exist.`,
    );
  });
});
