import { readFileSync } from "node:fs";
import { expect } from "chai";
import { TestFolder, deniedCall, quietEvent, rootLogin, snowtrail } from "./logFiles";
import { displayWidth } from "../../cli/output/visibleText";

function detectionText(id: string, select: string): string {
  return `/*
id: ${id}
title: Buckets listed
description: Detects a listing of buckets.
severity: info
attack: { version: "18", techniques: [T1580] }
cis: {}
falsePositives: [everyone]
blindSpots: [none]
references: ["https://example.com"]
status: experimental
*/
${select}
`;
}

describe("snowtrail detect", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  it("tells what, who, from where and when, the most severe first", async () => {
    folder.log("a.json", [deniedCall("d"), rootLogin("r", { eventTime: "2024-05-02T08:09:10Z" })]);
    const { stdout, status } = await snowtrail(["detect", folder.path], 120);
    const login = stdout.indexOf("Console login without MFA");
    const denied = stdout.indexOf("Client.UnauthorizedOperation");
    expect(login).to.be.greaterThan(0).and.lessThan(denied);
    expect(stdout).to.include("2024-05-02 08:09");
    expect(stdout).to.include("root user");
    expect(stdout).to.include("203.0.113.9");
    expect(stdout).to.include("ConsoleLogin (signin)");
    expect(stdout).to.include("eu-west-1, 111122223333");
    expect(status).to.equal(0);
  });

  it("leaves out what an exception is about, and says how many there were", async () => {
    folder.log("logs/a.json", [deniedCall("d"), rootLogin("r")]);
    const head = "detection,field,pattern,reason,owner,expires";
    const line = "root_activity,sourceIPAddress,203.0.113.*,A drill,ops,2999-12-31";
    folder.write("own/exceptions.csv", `${head}\n${line}\n`);
    const { stdout } = await snowtrail(
      ["detect", folder.at("logs"), "--detections", folder.at("own")],
      120,
    );
    expect(stdout).not.to.include("Root user activity");
    expect(stdout).to.match(/^findings +2: 1 high, 1 low$/m);
    expect(stdout).to.match(/^suppressed +1 more by exceptions: select \* from suppressed/m);
  });

  it("two hundred denied calls of one principal are one entry", async () => {
    const denied = Array.from({ length: 200 }, (_, at) =>
      deniedCall(`d${at}`, { eventTime: `2024-05-01T10:${String(at % 60).padStart(2, "0")}:00Z` }),
    );
    folder.log("a.json", [...denied, rootLogin("r")]);
    const { stdout } = await snowtrail(["detect", folder.path], 120);
    expect(stdout).to.include("200 times");
    expect(stdout.match(/RunInstances/g)).to.have.length(1);
    expect(stdout).to.include("2024-05-01 10:00").and.include("to 10:59");
  });

  for (const width of [80, 100, 120, 160]) {
    it(`no line is wider than a terminal of ${width} columns`, async () => {
      folder.log("a.json", [
        rootLogin("r"),
        deniedCall("d", { eventName: "A".repeat(300), sourceIPAddress: "日本".repeat(80) }),
      ]);
      const { stdout } = await snowtrail(["detect", folder.path], width);
      const [entries = ""] = stdout.split("\nfiles ");
      for (const line of entries.split("\n")) expect(displayWidth(line)).to.be.at.most(width);
    });
  }

  it("the summary counts files, events, those delivered twice, and findings", async () => {
    folder.log("a.json", [rootLogin("r"), quietEvent("q")]);
    folder.log("b.json", [rootLogin("r")]);
    folder.write("digest.json", '{"digestStartTime":"x"}');
    const { stdout } = await snowtrail(["detect", folder.path]);
    expect(stdout).to.match(/^files +3 found: 2 loaded, 1 skipped as no log$/m);
    expect(stdout).to.match(/^events +3; 1 of them delivered more than once$/m);
    expect(stdout).to.match(/^findings +\d+: \d+ high/m);
    expect(stdout).to.match(/^time +\d+\.\d s$/m);
  });

  it("nothing found is said", async () => {
    folder.log("a.json", [quietEvent("q")]);
    const { stdout, status } = await snowtrail(["detect", folder.path, "--fail-on", "info"]);
    expect(stdout).to.match(/^findings +none$/m);
    expect(status).to.equal(0);
  });

  it("--fail-on ends with 1 from its severity on", async () => {
    folder.log("a.json", [rootLogin("r")]);
    const status = async (severity: string): Promise<number> =>
      (await snowtrail(["detect", folder.path, "--fail-on", severity])).status;
    expect(await status("low")).to.equal(1);
    expect(await status("high")).to.equal(1);
    expect(await status("critical")).to.equal(0);
  });

  it("findings at --fail-on weigh more than a file that could not be read", async () => {
    folder.log("a.json", [rootLogin("r")]);
    folder.write("b.json", "{");
    expect((await snowtrail(["detect", folder.path, "--fail-on", "high"])).status).to.equal(1);
    expect((await snowtrail(["detect", folder.path, "--fail-on", "critical"])).status).to.equal(3);
  });

  it("json: stdout is one array with every column of a finding, stderr has the summary", async () => {
    folder.log("a.json", [deniedCall("d"), rootLogin("r")]);
    const { stdout, stderr } = await snowtrail(["detect", folder.path, "--format", "json"]);
    const findings = JSON.parse(stdout) as Record<string, unknown>[];
    expect(findings.map((finding) => finding.severity)).to.include("high");
    expect(findings[0]).to.include.keys("detection_id", "severity", "title", "eventID", "record");
    expect(findings[0]?.severity).to.equal("high");
    expect(findings[0]?.userIdentity).to.have.property("type", "Root");
    expect(findings[0]?.eventTime).to.equal("2024-05-01 10:00:00.000");
    expect(stderr).to.match(/^files +1 found/m);
  });

  it("json without findings is an empty array", async () => {
    folder.log("a.json", [quietEvent("q")]);
    const { stdout } = await snowtrail(["detect", folder.path, "--format", "json"]);
    expect(stdout).to.equal("[]\n");
  });

  it("csv: a header, one line a finding, and no formula", async () => {
    folder.log("a.json", [
      rootLogin("r", { userAgent: '=HYPERLINK("http://198.51.100.1")', sourceIPAddress: "-" }),
    ]);
    const { stdout } = await snowtrail(["detect", folder.path, "--format", "csv"]);
    const lines = stdout.trim().split("\n");
    expect(lines[0]).to.match(/^detection_id,severity,title,eventTime,/);
    expect(stdout).to.include(`"'=HYPERLINK(""http://198.51.100.1"")"`).and.include(",'-,");
    expect(stdout).not.to.match(/(^|,)"?[=+@]/m);
  });

  it("nothing from a log reaches the terminal as a control or a reordering", async () => {
    const evil = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egpj.exe\r\nroot\u200b\u2028x\u0000";
    folder.log("a.json", [
      deniedCall("d", {
        eventName: evil,
        errorCode: `AccessDenied${evil}`,
        sourceIPAddress: evil,
        awsRegion: evil,
        userIdentity: { type: evil, arn: evil },
        requestParameters: { bucketName: evil },
      }),
    ]);
    folder.write(`${"evil\u001b[31m\u202e"}.json`, "{");
    for (const format of ["table", "json", "jsonl", "csv", "timesketch"]) {
      const { stdout, stderr } = await snowtrail(["detect", folder.path, "--format", format], 100);
      for (const text of [stdout, stderr]) {
        expect(text.replaceAll("\n", "")).not.to.match(/[\p{Cc}\u202e\u200b\u2028]/u);
      }
      expect(stdout).to.match(/\\u001b/);
      if (format === "json") {
        const [finding] = JSON.parse(stdout) as Record<string, unknown>[];
        expect(finding?.eventName).to.equal(evil);
      }
    }
  });

  it("one's own detections run beside the shipped ones, and ids can be left out", async () => {
    folder.log("logs/a.json", [quietEvent("q"), rootLogin("r")]);
    folder.write(
      "detections/list_buckets.sql",
      detectionText("list_buckets", "select * from cloudtrail where eventName = 'ListBuckets'"),
    );
    const ran = await snowtrail([
      "detect",
      folder.at("logs"),
      "--detections",
      folder.at("detections"),
      "--disable",
      "root_activity,console_login_without_mfa",
    ]);
    expect(ran.stdout).to.include("Buckets listed");
    expect(ran.stdout).to.match(/^findings +1: 1 info$/m);
  });

  it("a detection that drops columns is refused with its file", async () => {
    folder.log("logs/a.json", [quietEvent("q")]);
    const file = folder.write(
      "detections/narrow.sql",
      detectionText("narrow", "select eventID from cloudtrail"),
    );
    const ran = await snowtrail([
      "detect",
      folder.at("logs"),
      "--detections",
      folder.at("detections"),
    ]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr)
      .to.include(file)
      .and.match(/select \* from cloudtrail/);
  });

  it("a wrong command line ends with 2 and says what is expected", async () => {
    const wrong: [string[], RegExp][] = [
      [["detect"], /missing required argument 'paths'/],
      [
        ["detect", folder.path, "--format", "xml"],
        /Allowed choices are table, json, jsonl, csv, timesketch/,
      ],
      [["detect", folder.path, "--fail-on", "bad"], /Allowed choices are info, low, medium/],
      [["detect", folder.path, "--disable", "nope"], /There is no detection "nope"/],
      [["detect", folder.path, "--detections", folder.at("no")], /folder of detections/],
      [["detekt", folder.path], /Did you mean detect/],
      [["query", "select 1"], /There are no events to look at/],
      [["summary"], /There are no events to look at/],
      [["summary", "region"], /There are no events to look at/],
      [["summary", folder.path, "--format", "timesketch"], /Allowed choices are table, json/],
      [["search"], /missing required argument 'text'/],
      [["search", "", folder.path], /There is no text to search for/],
      [["search", "/(/", folder.path], /\/\(\/ is refused: missing closing \)/],
      [["search", "/a/g", folder.path], /The flags "g" .* not some of i, m and s/],
    ];
    for (const [args, message] of wrong) {
      const ran = await snowtrail(args);
      expect(ran.status, args.join(" ")).to.equal(2);
      expect(ran.stderr)
        .to.match(message)
        .and.not.match(/ at .*\.ts/);
    }
  });

  it("--version prints the package's version", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await snowtrail(["--version"])).to.deep.equal({
      status: 0,
      stdout: `${version}\n`,
      stderr: "",
    });
  });

  it("--help tells the exit status", async () => {
    const ran = await snowtrail(["detect", "--help"]);
    expect(ran.status).to.equal(0);
    expect(ran.stdout)
      .to.match(/Exit status:/)
      .and.include("--fail-on");
  });
});
