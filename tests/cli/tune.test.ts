import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { readCatalogue } from "../../sql/catalogue";
import { TestFolder, deniedCall, quietEvent, rootLogin, snowtrail } from "./logFiles";

describe("snowtrail tune", () => {
  let folder: TestFolder;
  const arn = "arn:aws:sts::111122223333:assumed-role/inventory/";
  const looking = ["unauthorized_api_calls", "root_activity", "console_login_without_mfa"];
  const others = readCatalogue().detections.filter(({ id }) => !looking.includes(id));
  const disabled = ["--disable", others.map(({ id }) => id).join(",")];
  before(() => {
    folder = new TestFolder();
    folder.log("logs/a.json", [
      ...Array.from({ length: 12 }, (_, n) =>
        deniedCall(`d${n}`, {
          eventTime: `2024-05-0${1 + (n % 3)}T10:00:00Z`,
          userIdentity: { type: "AssumedRole", arn: `${arn}i-${n % 6}`, accountId: "111122223333" },
        }),
      ),
      ...Array.from({ length: 4 }, (_, n) =>
        deniedCall(`r${n}`, {
          userIdentity: { type: "Root", arn: "arn:aws:iam::111122223333:root" },
        }),
      ),
      ...Array.from({ length: 3 }, (_, n) =>
        deniedCall(`h${n}`, {
          userIdentity: { type: "IAMUser", userName: "\u001b[31m\u202e=evil,", accountId: "1" },
        }),
      ),
      rootLogin("root"),
      quietEvent("q"),
    ]);
  });
  after(() => {
    folder.remove();
  });

  const tune = async (...args: string[]): ReturnType<typeof snowtrail> =>
    snowtrail(["tune", folder.at("logs"), ...disabled, ...args]);

  it("suggests lines that are refused as they are, and remove just what was told once they have reason and owner", async () => {
    folder.write("own/notes.md", "");
    const file = folder.at("own/exceptions.csv");
    const ran = await tune("--format", "json", "--exceptions", file);
    expect([ran.status, ran.stderr]).to.deep.equal([0, `wrote  ${file}\n`]);
    const told = JSON.parse(ran.stdout) as Record<string, unknown>;
    expect(told).to.deep.include({
      days: ["2024-05-01", "2024-05-02", "2024-05-03"],
      suppressed: 0,
      suggestions: [
        {
          detection: "unauthorized_api_calls",
          field: "userIdentity.arn",
          pattern: `${arn}*`,
          removes: 12,
          of: 19,
          principals: 6,
          addresses: 1,
          besideGraver: 0,
        },
      ],
      lines: readFileSync(file, "utf8"),
    });
    const days = Math.round((Date.parse(lastDayIn(file)) - Date.now()) / 86_400_000);
    expect(days).to.be.within(89, 90);

    const again = await tune("--detections", folder.at("own"));
    expect(again.status).to.equal(2);
    expect(again.stderr)
      .to.include("exceptions.csv: the list is wrong.")
      .and.include("line 2: reason: expected text.")
      .and.include("line 2: owner: expected text.");

    const filled = readFileSync(file, "utf8").replace(",,,", ",Lists everything,platform,");
    folder.write("own/exceptions.csv", filled);
    const { stdout } = await tune("--format", "json", "--detections", folder.at("own"));
    const left = JSON.parse(stdout) as Record<string, unknown>;
    expect(left).to.deep.include({ suppressed: 12, suggestions: [], spared: told.spared });
    expect(left.findings).to.equal(Number(told.findings) - 12);
  });

  it("never writes over a file, and says so before it reads anything", async () => {
    const file = folder.write("mine.csv", "mine");
    expect(await tune("--exceptions", file)).to.deep.equal({
      status: 2,
      stdout: "",
      stderr: `snowtrail: "${file}" exists already. Give --exceptions the name of a new file.\n`,
    });
    expect(readFileSync(file, "utf8")).to.equal("mine");
  });

  it("tells a folder that is not there before it reads anything", async () => {
    const ran = await tune("--exceptions", folder.at("missing/exceptions.csv"));
    expect([ran.status, ran.stdout]).to.deep.equal([4, ""]);
    expect(ran.stderr).to.include("its folder does not exist");
  });

  it("writes no file without a suggestion", async () => {
    const file = folder.at("none.csv");
    const ran = await tune("--exceptions", file, "--up-to", "info");
    expect(ran.stdout).to.include("There is no exception to suggest.");
    expect(existsSync(file)).to.equal(false);
  });

  it("in a table shows days and principals, and below it the whole lines to paste", async () => {
    const { stdout, stderr } = await tune();
    expect(stderr).to.equal("");
    expect(stdout).to.match(/^unauthorized_api_calls +low +19 +6\.3 +11 +2024-05-01 +█/m);
    expect(stdout).to.match(/^unauthorized_api_calls +root user of 111122223333 +4 +21 %$/m);
    expect(stdout).to.include("\\u001b[31m\\u202e=evil, (IAMUser in 1)");
    expect(stdout).to.match(
      new RegExp(
        `^detection,field,pattern,reason,owner,expires\nunauthorized_api_calls,userIdentity.arn,${arn}\\*,,,\\d{4}-\\d\\d-\\d\\d$`,
        "m",
      ),
    );
    expect(stdout).to.not.include("\u001b").and.not.include("\u202e");
  });

  it("reads a database, and without events says what is missing", async () => {
    const db = folder.at("events.duckdb");
    const loaded = await tune("--db", db);
    expect((await snowtrail(["tune", "--db", db, ...disabled])).stdout).to.equal(loaded.stdout);
    expect((await snowtrail(["tune"])).status).to.equal(2);
    const quiet = folder.log("quiet/q.json", [quietEvent("q")]);
    const told = await snowtrail(["tune", quiet, ...disabled]);
    expect([told.status, told.stdout]).to.deep.equal([0, "No findings.\n"]);
  });

  function lastDayIn(file: string): string {
    return /\d{4}-\d\d-\d\d$/m.exec(readFileSync(file, "utf8"))?.[0] ?? "";
  }
});
