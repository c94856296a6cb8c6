import { expect } from "chai";
import { TestFolder, deniedCall, quietEvent, rootLogin, snowtrail } from "../logFiles";

type Row = Record<string, unknown>;

describe("formats", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder();
    folder.log("a.json", [
      rootLogin("r"),
      deniedCall("d", { userAgent: "x".repeat(20_000), sourceIPAddress: "9".repeat(5_000) }),
      deniedCall("untimed", { eventTime: "soon" }),
    ]);
    folder.write("pretty.json", JSON.stringify({ Records: [quietEvent("q")] }, null, 2));
  });
  after(() => {
    folder.remove();
  });

  const printed = async (format: string, ...args: string[]): Promise<string> =>
    (await snowtrail([...args, folder.path, "--format", format])).stdout;
  const lines = (text: string): Row[] =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Row);

  it("jsonl holds json's objects, each on a line of its own", async () => {
    const sql = "select * exclude loaded_at from cloudtrail order by eventID";
    const array = JSON.parse(await printed("json", "query", sql)) as Row[];
    expect(array).to.have.length(4);
    expect(lines(await printed("jsonl", "query", sql))).to.deep.equal(array);
  });

  it("jsonl of several statements is their rows one after another", async () => {
    const rows = lines(await printed("jsonl", "query", "select 1 as a; select 2 as b"));
    expect(rows).to.deep.equal([{ a: 1 }, { b: 2 }]);
  });

  it("jsonl of no rows is nothing", async () => {
    expect(await printed("jsonl", "query", "select 1 as a where 1 = 0")).to.equal("");
  });

  it("timesketch: what happened, when, and what the time is, before the columns that are not NULL", async () => {
    const [first] = lines(await printed("timesketch", "detect"));
    expect(Object.keys(first ?? {}).slice(0, 3)).to.deep.equal([
      "message",
      "datetime",
      "timestamp_desc",
    ]);
    expect(first).to.include({
      message:
        "Console login without MFA: ConsoleLogin (signin) by root user of 111122223333 from 203.0.113.9",
      datetime: "2024-05-01T10:00:00.000+00:00",
      timestamp_desc: "eventTime",
      severity: "high",
    });
    expect(first).not.to.have.property("errorCode");
    expect(JSON.parse(String(first?.userIdentity))).to.have.property("type", "Root");
  });

  it("timesketch: an event without a time is kept, at the epoch", async () => {
    const rows = lines(await printed("timesketch", "query", "select * from cloudtrail"));
    expect(rows).to.have.length(4);
    expect(rows.find(({ eventID }) => eventID === "untimed")).to.include({
      datetime: "1970-01-01T00:00:00.000+00:00",
      timestamp_desc: "Not a time",
      message: "RunInstances (ec2) from 198.51.100.7, failed with Client.UnauthorizedOperation",
    });
  });

  it("timesketch: a query names message, time and meaning itself", async () => {
    const sql = `select
        'logged in: ' || eventID as message,
        '2024-05-01 12:00:00 +0230'::timestamp_tz as datetime,
        eventTime,
        'Sign-in' as timestamp_desc
      from cloudtrail where eventID = 'r'`;
    expect(lines(await printed("timesketch", "query", sql))).to.deep.equal([
      {
        message: "logged in: r",
        datetime: "2024-05-01T12:00:00.000+02:30",
        timestamp_desc: "Sign-in",
        eventTime: "2024-05-01 10:00:00.000",
      },
    ]);
  });

  it("timesketch: rows that are no events tell their values", async () => {
    const sql = "select max(eventTime) as latest, count(*) as n from cloudtrail";
    expect(lines(await printed("timesketch", "query", sql))).to.deep.equal([
      {
        message: "latest: 2024-05-01 10:00:00.000, n: 4",
        datetime: "2024-05-01T10:00:00.000+00:00",
        timestamp_desc: "latest",
        latest: "2024-05-01 10:00:00.000",
        n: 4,
      },
    ]);
  });

  it("timesketch: rows without a time are refused, with what to do", async () => {
    const ran = await snowtrail(["query", "select 1", folder.path, "--format", "timesketch"]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.match(/needs a time.*Select eventTime as well, or use --format jsonl/);
  });

  it("a very long value is cut in a table, with a mark, and nowhere else", async () => {
    const table = await snowtrail(["detect", folder.path], 120);
    const address = /9{20,}.*$/m.exec(table.stdout)?.[0] ?? "";
    expect(table.stdout.match(/9/g)?.length).to.be.lessThan(250);
    expect(address).not.to.equal("");
    expect(table.stdout).to.match(/9…/);
    const queried = await snowtrail(["query", "select userAgent from cloudtrail", folder.path], 80);
    expect(queried.stdout).to.match(/^x{79}…$/m);
    for (const format of ["json", "jsonl", "csv", "timesketch"]) {
      expect(await printed(format, "detect"), format)
        .to.include("x".repeat(20_000))
        .and.include("9".repeat(5_000));
    }
  });
});
