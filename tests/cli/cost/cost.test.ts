import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { measure } from "../../../cli/cost/measure";
import { discover } from "../../../cli/sources/discover";
import { TestFolder, quietEvent, snowtrail } from "../logFiles";

describe("snowtrail cost", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  it("prints of the samples what docs/cost.md shows", async () => {
    const page = readFileSync(path.join(__dirname, "../../../docs/cost.md"), "utf8");
    const [, example = ""] = /it prints:\n\n```\n(.*?)```/s.exec(page) ?? [];
    const { stdout, status } = await snowtrail(["cost", "samples"], 120);
    expect(stdout).to.equal(example);
    expect(status, "one sample is cut off").to.equal(3);
  });

  it("measures files, bytes, events and the days that have any", async () => {
    const packed = folder.log("a.json.gz", [quietEvent("1"), quietEvent("2")]);
    const plain = folder.log("b.json", [
      quietEvent("3", { eventTime: "2024-05-02T00:00:00Z" }),
      quietEvent("4", { eventTime: "unknown" }),
      "no record",
    ]);
    folder.write("digest.json", '{"digestStartTime":"x"}');
    const broken = folder.write("broken.json", '{"Records":[');
    const unpacked = JSON.stringify({ Records: [quietEvent("1"), quietEvent("2")] }).length;
    const [packedSize, plainSize] = [packed, plain].map((file) => readFileSync(file).length);
    const seen: string[] = [];
    const measured = await measure(await discover([folder.path]), {
      signal: new AbortController().signal,
      onFile: (read, of) => seen.push(`${read}/${of}`),
    });
    expect(measured).to.deep.equal({
      files: 2,
      packed: (packedSize ?? 0) + (plainSize ?? 0),
      unpacked: unpacked + (plainSize ?? 0),
      events: 5,
      days: 2,
      other: 1,
      damaged: [{ path: broken, reason: "the JSON ends too early: the file is truncated" }],
    });
    expect(seen).to.deep.equal(["0/4", "1/4", "2/4", "3/4"]);
  });

  it("reckons with the days, the interval and the queries that are asked for", async () => {
    folder.log("a.json", [quietEvent("1")]);
    const options = ["--keep", "1", "--every", "1440", "--queries", "1", "--format", "json"];
    const { stdout, stderr, status } = await snowtrail(["cost", folder.path, ...options]);
    const rows = JSON.parse(stdout) as Record<string, unknown>[];
    expect(rows.map((row) => row.mode)).to.deep.equal(["view", "task", "dynamic-table"]);
    // Once a day for a minute.
    expect(rows.map((row) => row.filling_credits_a_month)).to.deep.equal([0, 0.5, 0.5]);
    expect(rows.map((row) => row.querying_credits_a_month)).to.deep.equal([0.5, 0.5, 0.5]);
    expect(stderr).to.include("measured    1 file, 1 event on 1 day; 0 more hold no events\n");
    expect(status).to.equal(0);
  });

  it("tells when there is nothing to reckon with", async () => {
    folder.log("a.json", []);
    const { stdout, status } = await snowtrail(["cost", folder.path]);
    expect(stdout).to.include("There is no event with a time: nothing to reckon with.");
    expect(status).to.equal(3);
  });

  it("wants numbers above 0", async () => {
    const { stderr, status } = await snowtrail(["cost", "samples", "--every", "0"]);
    expect(stderr).to.include("argument '0' is invalid. Give a number above 0.");
    expect(status).to.equal(2);
  });
});
