import { expect } from "chai";
import { mkdirSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { readCatalogue } from "../../../sql/catalogue";
import { DatabaseError } from "../../../engine";
import { discover, type Problem } from "../../../cli/sources/discover";
import { withWarehouse } from "../../../cli/warehouse/withWarehouse";
import { Watcher } from "../../../cli/watch/watcher";
import { TestFolder, quietEvent, rootLogin, rowsOf, snowtrail } from "../logFiles";

describe("A watcher", () => {
  let folder: TestFolder;
  let found: string[];
  let problems: Problem[];
  /** Whether another process has the database. */
  let isBusy: boolean;
  /** Whether what is told reaches anybody. */
  let hasReader: boolean;
  const catalogue = readCatalogue();
  const { signal } = new AbortController();

  beforeEach(() => {
    folder = new TestFolder();
    mkdirSync(folder.at("logs"));
    isBusy = false;
    hasReader = true;
    found = [];
    problems = [];
  });
  afterEach(() => {
    folder.remove();
  });

  const db = (): string => folder.at("events.duckdb");

  /** Every file counts as whole, unless a look is told the time. */
  async function start(quiet = 0): Promise<Watcher> {
    const watcher = new Watcher({
      discover: () => discover([folder.at("logs")]),
      withWarehouse: (work) =>
        isBusy
          ? Promise.reject(new DatabaseError("in use"))
          : withWarehouse({ db: db(), readOnly: false, catalogue, signal }, work),
      quiet,
      onFindings: async ({ columns, rows }) => {
        const [detection, event] = ["DETECTION_ID", "EVENTID"].map((name) =>
          columns.findIndex((column) => column.name === name),
        ) as [number, number];
        for await (const some of rows) {
          found.push(...some.map((row) => `${String(row[detection])} ${String(row[event])}`));
        }
        return hasReader;
      },
      onProblem: (problem) => {
        problems.push(problem);
        return Promise.resolve();
      },
      signal,
    });
    await watcher.begin();
    return watcher;
  }

  const login = (id: string): string[] =>
    ["console_login_without_mfa", "root_activity"].map((detection) => `${detection} ${id}`);

  it("tells each finding once, when its file has come", async () => {
    const watcher = await start();
    folder.log("logs/1.json", [quietEvent("quiet"), rootLogin("one")]);
    await watcher.look();
    expect(found).to.have.members(login("one"));
    await watcher.look();
    folder.log("logs/2.json", [quietEvent("quiet too")]);
    await watcher.look();
    expect(found).to.have.length(2);
    folder.log("logs/3.json.gz", [rootLogin("two")]);
    await watcher.look();
    expect(found).to.have.members([...login("one"), ...login("two")]);
    expect(watcher.totals).to.deep.equal({ files: 3, events: 4, other: 0, findings: 4 });
  });

  it("tells the same event once when it is delivered again", async () => {
    const watcher = await start();
    folder.log("logs/1.json", [rootLogin("one")]);
    await watcher.look();
    folder.log("logs/2.json", [quietEvent("more"), rootLogin("one")]);
    await watcher.look();
    expect(found).to.have.members(login("one"));
  });

  it("tells nothing anew after a restart, and what has come since", async () => {
    folder.log("logs/1.json", [rootLogin("one")]);
    await (await start()).look();
    folder.log("logs/2.json", [rootLogin("two")]);
    found = [];
    await (await start()).look();
    expect(found).to.have.members(login("two"));
  });

  it("tells what an earlier run had loaded and not yet told", async () => {
    await start();
    folder.log("logs/1.json", [rootLogin("one")]);
    await snowtrail(["detect", folder.at("logs"), "--db", db()]);
    await (await start()).look();
    expect(found).to.have.members(login("one"));
  });

  it("does not tell what the database held before anybody watched", async () => {
    folder.log("logs/1.json", [rootLogin("one")]);
    await snowtrail(["detect", folder.at("logs"), "--db", db()]);
    const watcher = await start();
    await watcher.look();
    expect(found).to.deep.equal([]);
    folder.log("logs/2.json", [rootLogin("two")]);
    await watcher.look();
    expect(found).to.have.members(login("two"));
  });

  it("reads a file that is being written once it is whole, and calls it damaged at no time", async () => {
    const whole = gzipSync(JSON.stringify({ Records: [rootLogin("one")] }));
    const watcher = await start(1000);
    const now = Date.now();
    const written = (bytes: number, at: number): void => {
      const file = folder.write("logs/1.json.gz", whole.subarray(0, bytes));
      utimesSync(file, new Date(now + at), new Date(now + at));
    };
    written(100, 0);
    await watcher.look(now + 10);
    written(200, 900);
    await watcher.look(now + 1100);
    written(whole.length, 1800);
    await watcher.look(now + 2000);
    expect(found).to.deep.equal([]);
    await watcher.look(now + 2800);
    expect(found).to.have.members(login("one"));
    expect(problems).to.deep.equal([]);
  });

  it("tells a damaged file once, and reads it again when it has changed", async () => {
    const whole = gzipSync(JSON.stringify({ Records: [rootLogin("one")] }));
    const file = folder.write("logs/1.json.gz", whole);
    truncateSync(file, 100);
    const watcher = await start();
    await watcher.look();
    await watcher.look();
    expect(problems).to.have.length(1);
    expect(problems[0]?.reason).to.match(/truncated/);
    writeFileSync(file, whole);
    await watcher.look();
    expect(problems).to.have.length(1);
    expect(found).to.have.members(login("one"));
  });

  it("lets others use the database between its looks, and waits while they do", async () => {
    const watcher = await start();
    folder.log("logs/1.json", [rootLogin("one")]);
    await watcher.look();
    expect(await rowsOf("select eventID from cloudtrail", "--db", db())).to.have.length(1);
    isBusy = true;
    folder.log("logs/2.json", [rootLogin("two")]);
    await watcher.look();
    await watcher.look();
    expect(problems).to.deep.equal([{ path: "the database", reason: "in use" }]);
    isBusy = false;
    await watcher.look();
    expect(found).to.have.members([...login("one"), ...login("two")]);
  });

  it("tells again what has reached nobody", async () => {
    hasReader = false;
    folder.log("logs/1.json", [rootLogin("one")]);
    await (await start()).look();
    hasReader = true;
    found = [];
    await (await start()).look();
    expect(found).to.have.members(login("one"));
  });

  it("does not begin with a database that is no database", async () => {
    folder.write("events.duckdb", "not a database");
    const error = await start().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(DatabaseError);
  });
});
