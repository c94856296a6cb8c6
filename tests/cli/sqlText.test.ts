import { expect } from "chai";
import { TestFolder, quietEvent, rootLogin, snowtrail } from "./logFiles";

describe("snowtrail query: where the SQL stands", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder();
    folder.log("logs/a.json", [quietEvent("q"), rootLogin("r")]);
    folder.write("count.sql", "-- How many there are\nselect count(*) as n\nfrom cloudtrail;\n");
  });
  after(() => {
    folder.remove();
  });

  const counted = { status: 0, stdout: "n\n2\n", stderr: "" };
  const logs = (): string[] => [folder.at("logs"), "--format", "csv"];

  it("in the file that --file names, and then all arguments are paths", async () => {
    expect(await snowtrail(["query", "--file", folder.at("count.sql"), ...logs()])).to.deep.equal(
      counted,
    );
  });

  it("in standard input, for - in either place", async () => {
    const sql = "select count(*) as n from cloudtrail";
    expect(await snowtrail(["query", "-", ...logs()], undefined, sql)).to.deep.equal(counted);
    expect(await snowtrail(["query", "--file", "-", ...logs()], undefined, sql)).to.deep.equal(
      counted,
    );
  });

  it("in standard input, when no argument is given", async () => {
    const db = folder.at("events.duckdb");
    await snowtrail(["detect", folder.at("logs"), "--db", db]);
    const sql = "\ufeffselect count(*) as n from cloudtrail";
    expect(await snowtrail(["query", "--db", db, "--format", "csv"], undefined, sql)).to.deep.equal(
      counted,
    );
  });

  it("nowhere: a terminal is not waited for", async () => {
    const ran = await snowtrail(["query", "--db", folder.at("events.duckdb")]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.equal(
      "snowtrail: There is no SQL. Write it in quotes, name a file with --file, or pipe it in.\n",
    );
  });

  it("a file that cannot be read as text is named with the reason", async () => {
    const latin = folder.write("latin.sql", Buffer.from("select '\xe9'", "latin1"));
    const missing = folder.at("missing.sql");
    const wrong: [file: string, reason: string][] = [
      [missing, `The SQL in "${missing}" cannot be read: it does not exist.`],
      [folder.path, `The SQL in "${folder.path}" cannot be read: it is a folder.`],
      [latin, `The SQL in "${latin}" is not UTF-8 text. Save it as UTF-8.`],
    ];
    for (const [file, reason] of wrong) {
      const ran = await snowtrail(["query", "--file", file, folder.at("logs")]);
      expect(ran.status, file).to.equal(2);
      expect(ran.stderr, file).to.include(reason).and.not.include("defect");
    }
  });

  it("an error names the file and the line in it", async () => {
    const file = folder.write("wrong.sql", "-- first\nselect eventID,\n  nope from cloudtrail");
    const ran = await snowtrail(["query", "--file", file, folder.at("logs")]);
    expect(ran.stderr).to.include(`snowtrail: ${file}: line 3, column 3: there is no column nope.`);
    const open = await snowtrail(["query", "-", folder.at("logs")], undefined, "select 'x");
    expect(open.stderr).to.include("standard input: line 1, column 8: a string is never closed.");
  });
});

describe("snowtrail query: several statements", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder();
    folder.log("logs/a.json", [quietEvent("q"), rootLogin("r")]);
  });
  after(() => {
    folder.remove();
  });

  const query = (sql: string, format: string): ReturnType<typeof snowtrail> =>
    snowtrail(["query", sql, folder.at("logs"), "--format", format], 60);
  const sql = `set who = 'Root';
select eventID from cloudtrail where userIdentity:type = $who;

select eventID from cloudtrail
where 1 = 0`;

  it("table: each result in its order, under a heading with its line", async () => {
    expect((await query(sql, "table")).stdout).to.equal(
      [
        "statement 1 of 3, line 1: set who = 'Root'",
        "status",
        "────────────────────────────────",
        "Statement executed successfully.",
        "",
        "statement 2 of 3, line 2: select eventID from cloudtrail wh…",
        "eventID",
        "───────",
        "r",
        "",
        "statement 3 of 3, line 4: select eventID from cloudtrail wh…",
        "eventID",
        "───────",
        "",
      ].join("\n"),
    );
  });

  it("json: one array on one line for each statement", async () => {
    const { stdout } = await query(sql, "json");
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).to.deep.equal([
      [{ status: "Statement executed successfully." }],
      [{ eventID: "r" }],
      [],
    ]);
  });

  it("json: a value that was written over several lines takes one", async () => {
    folder.write("pretty/a.json", JSON.stringify({ Records: [quietEvent("p")] }, null, 2));
    const { stdout } = await snowtrail([
      "query",
      "select userIdentity from cloudtrail; select record from cloudtrail_raw",
      folder.at("pretty"),
      "--format",
      "json",
    ]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).to.have.length(2);
    expect(JSON.parse(lines[0] ?? "")).to.have.nested.property(
      "[0].userIdentity.type",
      "AssumedRole",
    );
  });

  it("csv: a header for each, and an empty line between", async () => {
    expect((await query(sql, "csv")).stdout).to.equal(
      "status\nStatement executed successfully.\n\neventID\nr\n\neventID\n",
    );
  });

  it("one statement with a semicolon is one, and prints as it did", async () => {
    expect((await query("select 1 as a;", "csv")).stdout).to.equal("a\n1\n");
    expect((await query("select 1 as a;", "json")).stdout).to.equal('[\n{"a":1}\n]\n');
  });

  it("the first that fails ends the run, is counted, and the results before it stand", async () => {
    const refused = await query("select 1 as a;\n\nselect nope;\nselect 3", "csv");
    expect(refused).to.deep.equal({
      status: 2,
      stdout: "a\n1\n",
      stderr:
        "snowtrail: statement 2 of 3: line 3, column 8: there is no column nope. There is no FROM.\n",
    });
    const failed = await query("select 1 as a;\n\nselect 'x'::date;", "csv");
    expect(failed.stderr).to.match(/^snowtrail: statement 2 of 2, line 3: .*'?x'?/);
    expect(failed.stderr).not.to.include("defect");
    expect(failed).to.include({ status: 2, stdout: "a\n1\n" });
  });

  it("what is never closed is found before the first statement runs", async () => {
    expect(await query("select 1;\nselect 'open", "csv")).to.include({ status: 2, stdout: "" });
  });

  it("nothing in the SQL reaches the terminal as a control", async () => {
    const { stdout } = await query("select '\u001b[2J\u202e' as a; select 1", "table");
    expect(stdout).to.include("\\u001b[2J");
    expect(stdout.replaceAll("\n", "")).not.to.match(/[\p{Cc}\u202e]/u);
  });
});
