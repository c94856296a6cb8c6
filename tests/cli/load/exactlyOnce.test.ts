import { expect } from "chai";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { Session } from "../../../engine";
import { TestFolder, quietEvent, rowsOf, snowtrail, withoutDetections } from "../logFiles";

const root = path.join(__dirname, "../../..");

function start(args: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    ["--require", "tsx/cjs", path.join(root, "cli/main.ts"), ...args],
    { cwd: root, stdio: ["ignore", "ignore", "pipe"] },
  );
}

describe("local: loading exactly once", () => {
  let folder: TestFolder;
  let db: string;
  beforeEach(() => {
    folder = new TestFolder();
    db = folder.at("events.duckdb");
    folder.log("logs/1.json", [quietEvent("one")]);
    folder.log("logs/2.json.gz", [quietEvent("two"), quietEvent("three")]);
  });
  afterEach(() => {
    folder.remove();
  });

  const kept = (): string[] => ["--db", db, ...withoutDetections];
  const ids = async (): Promise<unknown[]> => {
    const rows = await rowsOf("select eventID from cloudtrail order by eventID", ...kept());
    return rows.map((row) => row.eventID);
  };

  it("loading the same files twice counts nothing twice", async () => {
    await snowtrail(["detect", folder.at("logs"), ...kept()]);
    const again = await snowtrail(["detect", folder.at("logs"), ...kept()]);
    expect(again.stdout).to.match(/^files +2 found: 0 loaded, 2 loaded before$/m);
    expect(again.stdout).to.match(/^events +0, 3 with those loaded before;/m);
    expect(await ids()).to.deep.equal(["one", "three", "two"]);
  });

  it("a file is the same one however it was named", async () => {
    await snowtrail(["detect", folder.at("logs"), ...kept()]);
    await snowtrail(["detect", `${folder.at("logs")}/../logs/1.json`, ...kept()]);
    expect(await ids()).to.have.length(3);
  });

  it("a touched file is still the same content", async () => {
    const file = folder.at("logs/1.json");
    await snowtrail(["detect", file, ...kept()]);
    utimesSync(file, new Date(), new Date());
    await snowtrail(["detect", file, ...kept()]);
    expect(await ids()).to.deep.equal(["one"]);
  });

  it("new files are added to what is there", async () => {
    await snowtrail(["detect", folder.at("logs/1.json"), ...kept()]);
    await snowtrail(["detect", folder.at("logs/2.json.gz"), ...kept()]);
    expect(await ids()).to.deep.equal(["one", "three", "two"]);
  });

  it("other content under a loaded path replaces its events, and that is said", async () => {
    await snowtrail(["detect", folder.at("logs"), ...kept()]);
    folder.log("logs/1.json", [quietEvent("ONE"), quietEvent("more")]);
    const ran = await snowtrail(["detect", folder.at("logs"), ...kept()]);
    expect(ran.stdout)
      .to.match(/^changed +1 had other content/m)
      .and.include("1.json");
    expect(await ids()).to.deep.equal(["ONE", "more", "three", "two"]);
  });

  it("a truncated file is loaded once it is whole", async () => {
    const whole = gzipSync(JSON.stringify({ Records: [quietEvent("late")] }));
    folder.write("logs/3.json.gz", whole.subarray(0, -30));
    expect((await snowtrail(["detect", folder.at("logs"), ...kept()])).status).to.equal(3);
    folder.write("logs/3.json.gz", whole);
    expect((await snowtrail(["detect", folder.at("logs"), ...kept()])).status).to.equal(0);
    expect(await ids()).to.include("late");
  });

  it("a loaded file that was damaged since keeps its events", async () => {
    await snowtrail(["detect", folder.at("logs"), ...kept()]);
    folder.write("logs/1.json", "{");
    const ran = await snowtrail(["detect", folder.at("logs"), ...kept()]);
    expect(ran.status).to.equal(3);
    expect(ran.stdout)
      .to.match(/^changed +1 had other content .* their earlier events were kept:$/m)
      .and.include("1.json");
    expect(await ids()).to.have.length(3);
  });

  it("a loaded file that is no log any more keeps its events, and that is no success", async () => {
    await snowtrail(["detect", folder.at("logs"), ...kept()]);
    folder.write("logs/1.json", '{"name":"x"}');
    const ran = await snowtrail(["detect", folder.at("logs"), ...kept()]);
    expect(ran.status).to.equal(3);
    expect(ran.stdout).to.match(/^changed +1 had other content .* were kept:$/m);
    expect(await ids()).to.have.length(3);
  });

  it("an event in two files is two deliveries, and its findings are not found twice", async () => {
    const denied = quietEvent("denied", { errorCode: "AccessDenied", eventName: "GetObject" });
    folder.log("logs/denied.json", [denied]);
    folder.log("logs/again.json", [denied, quietEvent("other")]);
    const ran = await snowtrail(["detect", folder.at("logs"), "--db", db]);
    expect(ran.stdout).to.match(/^events +6; 1 of them delivered more than once$/m);
    expect(ran.stdout).to.match(/^findings +1:/m);
  });

  it("a copy of a file is told and not counted, in the same run and in a later one", async () => {
    copyFileSync(folder.at("logs/1.json"), folder.at("logs/copy.json"));
    const first = await snowtrail(["detect", folder.at("logs"), ...kept()]);
    expect(first.stdout).to.match(/^files +3 found: 2 loaded, 1 copies$/m);
    expect(first.stdout).to.match(/^events +3; 0 of them delivered more than once$/m);
    copyFileSync(folder.at("logs/2.json.gz"), folder.at("elsewhere.json.gz"));
    const again = await snowtrail(["detect", folder.at("elsewhere.json.gz"), ...kept()]);
    expect(again.stdout).to.match(/^files +1 found: 0 loaded, 1 copies$/m);
    expect(again.stdout).to.match(/^ {2}the same content as .*\/logs\/2\.json\.gz \(1\):$/m);
    expect(again.status).to.equal(0);
    expect(await ids()).to.have.length(3);
  });

  it("a copy is loaded once the file that it copied has other content", async () => {
    copyFileSync(folder.at("logs/1.json"), folder.at("logs/copy.json"));
    await snowtrail(["detect", folder.at("logs"), ...kept()]);
    folder.log("logs/1.json", [quietEvent("ONE")]);
    await snowtrail(["detect", folder.at("logs"), ...kept()]);
    expect(await ids()).to.deep.equal(["ONE", "one", "three", "two"]);
  });

  it("Ctrl-C ends with 130 and leaves a database that goes on", async function () {
    this.timeout(60_000);
    for (let at = 0; at < 40; at += 1) {
      const records = Array.from({ length: 1500 }, (_, index) =>
        quietEvent(`${at}-${index}`, { userAgent: "x".repeat(2000) }),
      );
      folder.log(`many/${at}.json`, records);
    }
    const run = start(["detect", folder.at("many"), ...kept()]);
    const ended = once(run, "exit");
    // It listens for signals before it makes the database.
    while (!existsSync(db)) await setTimeout(20);
    await setTimeout(300);
    run.kill("SIGINT");
    const [status] = (await ended) as [number];
    expect(status).to.be.oneOf([130, 0]);
    await snowtrail(["detect", folder.at("many"), ...kept()]);
    const [row] = await rowsOf("select count(*) n from cloudtrail", ...kept());
    expect(row).to.deep.equal({ n: 60_000 });
  });
});

describe("local: the database file", () => {
  let folder: TestFolder;
  let db: string;
  beforeEach(() => {
    folder = new TestFolder();
    db = folder.at("events.duckdb");
    folder.log("logs/1.json", [quietEvent("one")]);
  });
  afterEach(() => {
    folder.remove();
  });

  it("a file that is no database is refused and left as it is", async () => {
    const text = "x".repeat(9000);
    writeFileSync(db, text);
    const ran = await snowtrail(["detect", folder.at("logs"), "--db", db]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.match(/is not a DuckDB database/);
    expect(statSync(db).size).to.equal(9000);
  });

  it("a log file given as the database is refused", async () => {
    const ran = await snowtrail(["query", "select 1", "--db", folder.at("logs/1.json")]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.match(/is not a DuckDB database/);
  });

  it("a database that does not exist cannot be queried, and none is made", async () => {
    const ran = await snowtrail(["query", "select 1", "--db", db]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.match(/There is no database/);
    expect(() => statSync(db)).to.throw();
  });

  it("a folder that does not exist is named", async () => {
    const ran = await snowtrail([
      "detect",
      folder.at("logs"),
      "--db",
      folder.at("no/where.duckdb"),
    ]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.match(/the folder ".*no" does not exist/);
  });

  it("another program's database is refused", async () => {
    const session = await Session.open({ file: db });
    await session.run("create table theirs (a integer)");
    await session.close();
    const ran = await snowtrail(["detect", folder.at("logs"), "--db", db]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.match(/was not made by Snowtrail/);
  });

  it("a database filled under another cloudtrail is refused, with what to do", async () => {
    await snowtrail(["detect", folder.at("logs"), "--db", db]);
    const session = await Session.open({ file: db });
    await session.run("update snowtrail set cloudtrail_digest = 'another'");
    await session.close();
    const ran = await snowtrail(["detect", folder.at("logs"), "--db", db]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.match(
      /another definition of cloudtrail.*load the log files into a new file/,
    );
  });

  it("a database that another process holds is named with that process", async function () {
    this.timeout(30_000);
    await snowtrail(["detect", folder.at("logs"), "--db", db]);
    const holder = spawn(
      process.execPath,
      [
        "-e",
        `require("@duckdb/node-api").DuckDBInstance.create(${JSON.stringify(db)}).then(() => { console.log("held"); setTimeout(() => {}, 60000); })`,
      ],
      { cwd: root },
    );
    await once(holder.stdout, "data");
    const ran = await snowtrail(["detect", folder.at("logs"), "--db", db]);
    holder.kill();
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.include(`in use by process ${holder.pid}`);
  });

  it("reading does not change the file", async () => {
    await snowtrail(["detect", folder.at("logs"), "--db", db]);
    const before = statSync(db);
    await rowsOf("select * from findings", "--db", db);
    expect(statSync(db).mtimeMs).to.equal(before.mtimeMs);
  });
});
