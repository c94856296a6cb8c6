import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import path from "node:path";
import { TestFolder, deniedCall, quietEvent, rootLogin, rowsOf, snowtrail } from "./logFiles";

describe("snowtrail query", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder();
    folder.log("logs/a.json", [quietEvent("q"), rootLogin("r"), deniedCall("d")]);
  });
  after(() => {
    folder.remove();
  });

  const query = async (sql: string, format = "json"): Promise<string> =>
    (await snowtrail(["query", sql, folder.at("logs"), "--format", format])).stdout;

  it("names columns as the query writes them", async () => {
    const csv = await query(
      "select eventID, EVENTNAME as Name, count(*) from cloudtrail group by 1, 2",
      "csv",
    );
    expect(csv.split("\n")[0]).to.equal("eventID,Name,count(*)");
  });

  it("a label that occurs twice loses no value in JSON", async () => {
    const text = await query(
      "select eventID, eventName as eventID from cloudtrail where eventID = 'q'",
    );
    expect(JSON.parse(text)).to.deep.equal([{ eventID: "q", eventID_2: "ListBuckets" }]);
  });

  it("VARIANT values stand in JSON as what they are, and SQL NULL and JSON null are null", async () => {
    const rows = await rowsOf(
      "select userIdentity, requestParameters, errorCode from cloudtrail where eventID = 'q'",
      folder.at("logs"),
    );
    expect(rows[0]?.userIdentity).to.have.property("type", "AssumedRole");
    expect(rows[0]).to.include({ requestParameters: null, errorCode: null });
  });

  it("shows values as Snowflake does", async () => {
    const csv = await query(
      "select eventTime, readOnly, userIdentity:type, requestParameters from cloudtrail where eventID = 'r'",
      "csv",
    );
    expect(csv.split("\n")[1]).to.equal('2024-05-01 10:00:00.000,false,"""Root""",null');
  });

  it("reads the detections, the findings, the raw files and the history", async () => {
    const one = async (sql: string): Promise<unknown> =>
      Object.values((await rowsOf(sql, folder.at("logs")))[0] ?? {})[0];
    expect(await one("select count(*) from console_login_without_mfa")).to.equal(1);
    expect(await one("select count(*) from findings where severity = 'high'")).to.be.greaterThan(0);
    expect(await one("select array_size(record:Records) from cloudtrail_raw")).to.equal(3);
    expect(await one("select row_count from load_history")).to.equal(3);
  });

  it("the views of health answer over the load history", async () => {
    const logs = new TestFolder();
    logs.log("a.json", [quietEvent("q")]);
    logs.write("digest.json", '{"digestStartTime":"x"}');
    const health = "select state, failed_last_day from pipeline_health";
    expect(await rowsOf(health, logs.path)).to.deep.equal([
      { state: "HEALTHY", failed_last_day: 0 },
    ]);
    const bad = logs.write("bad.json", "hello");
    expect(await rowsOf(health, logs.path)).to.deep.equal([
      { state: "FILES_FAILING", failed_last_day: 1 },
    ]);
    const errors = await rowsOf("select file_name, reason, status from load_errors", logs.path);
    expect(errors.map(({ file_name }) => file_name)).to.deep.equal([realpathSync(bad)]);
    expect(errors[0]?.reason).to.match(/^not JSON/);
    const facts = "select files_last_day, events_last_day, pipe_state, last_event_at from pipeline";
    expect(await rowsOf(facts, logs.path)).to.deep.equal([
      {
        files_last_day: 1,
        events_last_day: 1,
        pipe_state: "RUNNING",
        last_event_at: "2024-05-01 10:00:00.000",
      },
    ]);
    logs.remove();
  });

  it("the raw file, flattened, is cloudtrail again", async () => {
    const rows = await rowsOf(
      `select f.value:eventID::string as id, f.index as place
       from cloudtrail_raw, lateral flatten(input => record:Records) f order by f.index`,
      folder.at("logs"),
    );
    expect(rows.map((row) => row.id)).to.deep.equal(["q", "r", "d"]);
  });

  it("a table fits its columns to the values", async () => {
    expect(
      await query("select eventID, eventName from cloudtrail where eventID = 'q'", "table"),
    ).to.equal("eventID  eventName\n───────  ───────────\nq        ListBuckets\n");
  });

  it("no rows are a header, or an empty array", async () => {
    const sql = "select eventID from cloudtrail where 1 = 0";
    expect(await query(sql, "csv")).to.equal("eventID\n");
    expect(await query(sql)).to.equal("[]\n");
  });

  it("only reads: every other statement is refused, with 2 and without a stack", async () => {
    for (const sql of [
      "drop table cloudtrail",
      "delete from cloudtrail",
      "insert into load_history values (1)",
      "set threads = (select 1 from read_json('/etc/passwd'))",
      "show warehouses",
      "select * from read_json('/etc/passwd')",
      "select * from '/etc/passwd'",
      "copy into cloudtrail from @x",
      "select nonsense from cloudtrail",
      "select * from nowhere",
      "select",
    ]) {
      const ran = await snowtrail(["query", sql, folder.at("logs")]);
      expect(ran.status, sql).to.equal(2);
      expect(ran.stdout).to.equal("");
      expect(ran.stderr, sql)
        .to.match(/^snowtrail: /)
        .and.not.match(/\.ts:|defect/);
    }
  });

  it("a statement may begin with a comment", async () => {
    for (const comment of [
      "-- Console logins",
      "--no space",
      "--detections = none",
      "--",
      "---- x",
    ]) {
      const ran = await snowtrail([
        "query",
        `${comment}\nselect count(*) as n from cloudtrail`,
        folder.at("logs"),
        "--format",
        "json",
      ]);
      expect(ran, comment).to.include({ status: 0, stdout: '[\n{"n":3}\n]\n' });
    }
  });

  it("an option that there is not is refused by its name", async () => {
    for (const option of ["--fiel", "--fiel=q.sql", "--no-such", "-x"]) {
      const ran = await snowtrail(["query", option, "select 1", folder.at("logs")]);
      expect(ran.status, option).to.equal(2);
      expect(ran.stderr, option).to.include(`unknown option '${option}'`);
    }
  });

  it("a text without a statement is refused", async () => {
    for (const sql of ["", " ;", "-- only a comment"]) {
      const ran = await snowtrail(["query", sql, folder.at("logs")]);
      expect(ran.status).to.equal(2);
      expect(ran.stderr).to.equal(
        "snowtrail: There is no statement in the SQL: it is empty or a comment.\n",
      );
    }
  });

  it("an unknown table's error lists those that are there", async () => {
    const ran = await snowtrail(["query", "select * from nowhere", folder.at("logs")]);
    expect(ran.stderr)
      .to.match(/NOWHERE/i)
      .and.include("CLOUDTRAIL_RAW");
  });

  it("text that is no number fails the query in plain words", async () => {
    const ran = await snowtrail([
      "query",
      "select eventName::number from cloudtrail",
      folder.at("logs"),
    ]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).not.to.include("LINE 1").and.not.include("defect");
  });

  it("a missing folder for temporary files is no defect", async () => {
    const { TMPDIR } = process.env;
    process.env.TMPDIR = folder.at("missing");
    const ran = await snowtrail(["query", "select 1", folder.at("logs")]);
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    expect(ran).to.deep.equal({
      status: 2,
      stdout: "",
      stderr: `snowtrail: No temporary folder can be made in "${folder.at("missing")}" (ENOENT). Name one that exists and may be written to in the environment variable TMPDIR.\n`,
    });
  });

  it("a reader that goes away ends it quietly", async function () {
    this.timeout(60_000);
    const many = Array.from({ length: 20_000 }, (_, at) => quietEvent(`${at}`));
    folder.log("many/a.json", many);
    const root = path.join(__dirname, "../..");
    const child = spawn(
      process.execPath,
      ["--require", "tsx/cjs", "cli/main.ts", "query", "select record from cloudtrail"].concat(
        folder.at("many"),
        "--format",
        "json",
      ),
      { cwd: root },
    );
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    await once(child.stdout, "data");
    child.stdout.destroy();
    const [status] = (await once(child, "exit")) as [number];
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
  });
});
