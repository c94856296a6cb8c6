import { expect } from "chai";
import { gzipSync } from "node:zlib";
import { load } from "../../../cli/load/load";
import { discover } from "../../../cli/sources/discover";
import { withWarehouse } from "../../../cli/warehouse/withWarehouse";
import { readCatalogue } from "../../../sql/catalogue";
import { TestFolder, snowtrail, type Ran } from "../logFiles";
import { TestTrail, put } from "./trail";

const trail = new TestTrail();
const [one, two, three, four] = [
  trail.log("2024-05-01T12:10:00Z"),
  trail.log("2024-05-01T12:20:00Z"),
  trail.log("2024-05-01T12:30:00Z"),
  trail.log("2024-05-01T12:40:00Z"),
];
const logs = [one, two, three, four];
const digest = trail.digest("2024-05-01T13:00:00Z", { logs });

/** Loads files as commands do, without making the views of what they ask. */
async function loadInto(db: string, ...paths: string[]): Promise<void> {
  const { signal } = new AbortController();
  const where = { db, readOnly: false, catalogue: readCatalogue(), signal };
  const discovery = await discover(paths);
  await withWarehouse(where, (warehouse) => load(warehouse, discovery));
}

describe("Load histories", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const run = (...args: string[]): Promise<Ran> =>
    snowtrail(["reconcile", folder.at("AWSLogs"), ...args]);
  /** What is told of the files that are not loaded, by the minute in their names. */
  const notLoaded = async (...args: string[]): Promise<Record<string, string>> => {
    const { stdout } = await run(...args, "--format", "json");
    const rows = JSON.parse(stdout) as { fault: string; reason: string; file: string }[];
    return Object.fromEntries(
      rows
        .filter(({ fault }) => fault === "not loaded")
        .map(({ file, reason }) => [/T12(\d\d)Z/.exec(file)?.[1] ?? file, reason]),
    );
  };

  it("of the laptop tell what is loaded, what failed and what nobody loaded", async () => {
    const db = folder.at("events.duckdb");
    put(folder, one, two, { ...three, text: "{" });
    await loadInto(db, folder.at("AWSLogs"));
    put(folder, three, four, digest);
    expect(await notLoaded("--db", db)).to.deep.equal({
      30: "the JSON ends too early: the file is truncated",
      40: "the load history does not know it",
    });
    const { stdout, status } = await run("--db", db);
    expect(stdout).to.match(/^loaded {6}2 of 4 delivered files loaded$/m);
    expect(status).to.equal(1);

    await loadInto(db, folder.at("AWSLogs"));
    const whole = await run("--db", db);
    expect(whole.stdout).to.match(/^loaded {6}4 of 4 delivered files loaded$/m);
    expect(whole.status).to.equal(0);
  });

  it("of the laptop tell when what was loaded is not what is there, and count copies as loaded", async () => {
    const db = folder.at("events.duckdb");
    put(folder, digest, two, three, four, { ...one, text: one.text.replace("ListBuckets", "A") });
    folder.write("a/copy-of-two.json.gz", gzipSync(two.text));
    await loadInto(db, folder.at("a"), folder.at("AWSLogs"));
    put(folder, one);
    expect(await notLoaded("--db", db)).to.deep.equal({
      10: "what was loaded from it is another content than it has now",
    });
  });

  const rows = [
    [one.key, "Loaded", ""],
    [two.key.replace("AWSLogs/", ""), "LOAD FAILED", "cut off"],
    [two.key.replace("AWSLogs/", ""), "Loaded", ""],
    [three.key, "Load failed", 'no "JSON"'],
    [four.key, "Partially loaded", "one record"],
  ] as const;
  const told = { 30: 'no "JSON"', 40: "loaded in part: one record" };
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

  it("of Snowflake are read as CSV, whatever the case and the order of the columns", async () => {
    put(folder, ...logs, digest);
    const csv = rows.map(([file, status, error]) =>
      [status, file, "1", error].map(quoted).join(","),
    );
    const file = folder.write(
      "history.csv",
      ["\ufeffSTATUS,FILE_NAME,ROW_COUNT,FIRST_ERROR_MESSAGE", ...csv, ""].join("\r\n"),
    );
    expect(await notLoaded("--copy-history", file)).to.deep.equal(told);
  });

  it("of Snowflake are read as JSON", async () => {
    put(folder, ...logs, digest);
    const json = rows.map(([FILE_NAME, STATUS, error]) => ({
      ...{ FILE_NAME, STATUS },
      FIRST_ERROR_MESSAGE: error === "" ? null : error,
    }));
    const pending = { file_name: "other/x.json.gz", status: "Load in progress" };
    const file = folder.write("history.json", JSON.stringify([...json, pending]));
    expect(await notLoaded("--copy-history", file)).to.deep.equal(told);
  });

  it("that are something else are refused, with the query that gives one", async () => {
    put(folder, ...logs, digest);
    for (const [text, reason] of [
      ["", /is empty\. Export/],
      [
        "a,b\n1,2\n",
        /is wrong in row 1, file_name: expected text\. Export as CSV or JSON what this query gives:\nselect file_name/,
      ],
      ['file_name,status\n"a', /is not CSV: /],
      ["[{]", /is not JSON\./],
      ['{"a":1}', /is wrong: expected a list of rows\./],
    ] as const) {
      const file = folder.write("history.csv", text);
      const { status, stderr } = await run("--copy-history", file);
      expect(status, text).to.equal(2);
      expect(stderr).to.match(reason);
    }
    const both = await run("--copy-history", "a", "--db", "b");
    expect(both.status).to.equal(2);
    expect(both.stderr).to.include("cannot be used with option");
  });
});
