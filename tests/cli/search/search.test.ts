import { expect } from "chai";
import { TestFolder, quietEvent, rootLogin, snowtrail, type Ran } from "../logFiles";

describe("snowtrail search", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder();
    folder.log("a.json", [
      quietEvent("late", {
        eventTime: "2024-05-02T10:00:00Z",
        requestParameters: {
          bucketName: "Payroll-2024",
          "tag set": [{ Key: "payroll", Value: 'a "quoted" \\ text' }],
        },
        resources: [{ ARN: "arn:aws:s3:::payroll-2024" }],
      }),
      rootLogin("early", { requestParameters: { note: "half\u00a0of the payroll" } }),
      quietEvent("numbers", { additionalEventData: { bytes: 4096, isNew: true } }),
    ]);
    folder.write(
      "escaped.json",
      `{"Records":[{"eventID":"escaped","eventTime":"2024-05-03T10:00:00Z","userAgent":"\\u0070ayroll \\u00e9"},
        {"eventID":"digits","n":12345678901234567890}]}`,
    );
  });
  after(() => {
    folder.remove();
  });

  const search = async (text: string): Promise<Record<string, unknown>[]> => {
    const { stdout } = await snowtrail(["search", text, folder.path, "--format", "json"]);
    return JSON.parse(stdout) as Record<string, unknown>[];
  };
  const found = async (text: string): Promise<unknown[]> =>
    (await search(text)).map((hit) => [hit.eventID, hit.found]);

  it("finds a text in any value, whatever its case, the oldest event first, and tells where", async () => {
    expect(await found("PAYROLL")).to.deep.equal([
      ["early", { "requestParameters.note": "half\u00a0of the payroll" }],
      [
        "late",
        {
          "requestParameters.bucketName": "Payroll-2024",
          "requestParameters['tag set'][0].Key": "payroll",
          "resources[0].ARN": "arn:aws:s3:::payroll-2024",
        },
      ],
      ["escaped", { userAgent: "payroll é" }],
    ]);
  });

  it("finds keys, and texts that JSON writes in another way", async () => {
    expect(await found("tag set")).to.deep.equal([
      ["late", { "requestParameters['tag set']": "tag set" }],
    ]);
    expect(await found('"quoted" \\ t')).to.deep.equal([
      ["late", { "requestParameters['tag set'][0].Value": 'a "quoted" \\ text' }],
    ]);
    expect(await found("É")).to.deep.equal([["escaped", { userAgent: "payroll é" }]]);
    expect(await found("half\u00a0of")).to.have.length(1);
  });

  it("finds numbers with all their digits, and true and false", async () => {
    expect(await found("12345678901234567890")).to.deep.equal([
      ["digits", { n: "12345678901234567890" }],
    ]);
    const [hit] = await found("/^true$/");
    expect(hit).to.deep.equal(["early", { managementEvent: "true" }]);
  });

  it("a regular expression is held against each value alone, and minds case unless it says i", async () => {
    expect(await found("/^payroll-\\d+$/")).to.deep.equal([]);
    expect(await found("/^payroll-\\d+$/i")).to.deep.equal([
      ["late", { "requestParameters.bucketName": "Payroll-2024" }],
    ]);
  });

  it("where it was found can be queried as it is told", async () => {
    const [hit] = (await search("payroll")).slice(1);
    for (const [place, value] of Object.entries(hit?.found as Record<string, string>)) {
      const sql = `select eventID from cloudtrail where record:${place}::string = '${value}'`;
      const { stdout } = await snowtrail(["query", sql, folder.path, "--format", "csv"]);
      expect(stdout, place).to.equal("eventID\nlate\n");
    }
  });

  it("the table tells when, what, who, from where, the first place and how many more", async () => {
    const ran: Ran = await snowtrail(["search", "payroll", folder.path], 200);
    expect(ran.stdout.split("\n")[3]?.split(/ {2,}/)).to.deep.equal([
      "2024-05-02 10:00",
      "ListBuckets (s3)",
      "assumed-role/reader/session of 111122223333",
      "198.51.100.7",
      "requestParameters.bucketName: Payroll-2024 and 2 more",
    ]);
    expect(ran.status).to.equal(0);
  });

  it("a text that is nowhere ends well, without rows", async () => {
    expect(await search("no such text")).to.deep.equal([]);
    expect((await snowtrail(["search", "'; drop table", folder.path])).status).to.equal(0);
  });

  it("finds the same in a database", async () => {
    const db = folder.at("events.duckdb");
    await snowtrail(["detect", folder.path, "--db", db]);
    for (const text of ["payroll", "/^payroll/i", "12345678901234567890"]) {
      const { stdout } = await snowtrail(["search", text, "--db", db, "--format", "json"]);
      expect(JSON.parse(stdout), text).to.deep.equal(await search(text));
    }
  });

  it("a regular expression that is none, or none of RE2's, is a mistake in the command line", async () => {
    const ran = await snowtrail(["search", "/(?<=a)b/", folder.path]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.include("Expected a regular expression in RE2's syntax");
  });

  it("a text behind -- may begin with a dash", async () => {
    const ran = await snowtrail(["search", "--format", "json", "--", "-2024", folder.path]);
    expect(JSON.parse(ran.stdout)).to.have.length(1);
  });
});
