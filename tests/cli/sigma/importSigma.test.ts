import { expect } from "chai";
import { Dialect, init, parse } from "@polyglot-sql/sdk";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { importRules } from "../../../cli/sigma/importRules";
import { readCatalogue } from "../../../sql/catalogue";
import { TestFolder, deniedCall, quietEvent, snowtrail, type Ran } from "../logFiles";
import { rule, shipped } from "./rules";

const denied = rule(
  "Refused calls",
  "    selection:\n        errorCode: ['*UnauthorizedOperation', 'AccessDenied*']\n    condition: selection",
  `id: 6f1d7a52-3b6e-4b52-9d7c-0f3c5f1f0a11
name: refused_call
description: |
  Detects calls that were refused,
  whoever made them
author: Jane Doe, Sample Team
status: stable
level: informational
tags: [attack.discovery, attack.t1580, attack.T1078.004, cve.2026-1]
falsepositives: [A role that is still new, ""]
references:
  - https://attack.mitre.org/techniques/T1580/
  - http://example.com/plain
`,
);

const files: Record<string, string> = {
  "cloud/aws_refused_calls.yml": denied,
  "cloud/aws_burst.yaml": `title: Many refused calls
level: high
correlation:
  type: event_count
  rules: [refused_call]
  group-by: [userIdentity.arn]
  timespan: 10m
  condition: { gte: 2 }
  generate: true
`,
  "cloud/filter.yml": `title: Not the scanner
logsource: { product: aws, service: cloudtrail }
filter:
  rules: [refused_call]
  scanner: { userAgent|startswith: scanner/ }
  condition: not scanner
`,
  "cloud/two.yml": [
    rule("Listed: buckets", "    s: { eventName: ListBuckets }\n    condition: s"),
    rule("Behind", "    s: { eventName|re: '(?=List)' }\n    condition: s"),
    "title: Elsewhere\nlogsource: { product: okta, service: okta }\ndetection: { s: { a: b }, condition: s }\n",
    "title: On Windows\nlogsource: { product: windows, category: process_creation }\ndetection: { s: { a: b }, condition: s }\n",
  ].join("---\n"),
  "cloud/broken.yml": "title: [\n",
  "notes.txt": "no rule",
};

describe("snowtrail import-sigma", () => {
  let folder: TestFolder;
  let out: string;
  let ran: Ran;
  before(async () => {
    await init();
    folder = new TestFolder();
    for (const [name, text] of Object.entries(files)) folder.write(`rules/${name}`, text);
    out = folder.at("detections");
    ran = await snowtrail(["import-sigma", folder.at("rules"), "--out", out]);
  });
  after(() => {
    folder.remove();
  });

  it("writes a file for each rule, and one more for a correlation", () => {
    expect(readdirSync(out)).to.deep.equal([
      "sigma_aws_burst.sql",
      "sigma_aws_refused_calls.sql",
      "sigma_listed_buckets.sql",
    ]);
    expect(ran.stdout).to.equal(
      `3 rules written to ${out}, 2 refused, 2 not for CloudTrail (okta/okta 1, windows/process_creation 1)\n1 filter in the rules that they are for\n`,
    );
  });

  it("tells what cannot be expressed by file, title, place and what was seen, and exits with 3", () => {
    expect(ran.status).to.equal(3);
    const [broken, behind, ...more] = ran.stderr.trim().split("\n");
    expect(broken).to.match(/broken\.yml: no valid YAML: /);
    expect(behind).to.match(
      /two\.yml, "Behind": detection: s: eventName\|re: a look-ahead or look-behind is not in Snowflake's regular expressions\. Seen: \(\?=List\)$/,
    );
    expect(more).to.be.empty;
  });

  it("the header has what the rule says of itself", () => {
    expect(readFileSync(`${out}/sigma_aws_refused_calls.sql`, "utf8")).to.match(
      /^\/\*\nid: sigma_aws_refused_calls\ntitle: Refused calls\ndescription: Detects calls that were refused, whoever made them\nseverity: info\nattack:\n {2}version: "18"\n {2}techniques:\n {4}- T1580\n {4}- T1078\.004\nfalsePositives:\n {2}- A role that is still new\nreferences:\n {2}- https:\/\/attack\.mitre\.org\/techniques\/T1580\/\nstatus: stable\n\*\/\n\n-- Sigma rule from aws_refused_calls\.yml, id 6f1d7a52-3b6e-4b52-9d7c-0f3c5f1f0a11, author Jane Doe, Sample Team\.\n-- Written by snowtrail import-sigma, digest [0-9a-f]{12}\nselect \*\nfrom cloudtrail\nwhere errorCode ilike any \('%UnauthorizedOperation', 'AccessDenied%'\)\n {4}and not coalesce\(userAgent ilike 'scanner\/%', false\)\n$/,
    );
  });

  it("the catalogue takes the folder, and a second parser reads its statements as Snowflake's", () => {
    const own = readCatalogue({ detectionsFolder: out }).detections.filter(({ id }) =>
      id.startsWith("sigma_"),
    );
    expect(own.map(({ id, severity }) => `${id} ${severity}`)).to.deep.equal([
      "sigma_aws_burst high",
      "sigma_aws_refused_calls info",
      "sigma_listed_buckets medium",
    ]);
    for (const { statement } of own) expect(parse(statement, Dialect.Snowflake).error).to.not.exist;
  });

  it("detect runs them", async () => {
    const logs = folder.log("logs/a.json", [
      deniedCall("1"),
      deniedCall("2", { eventTime: "2024-05-01T10:09:00Z" }),
      deniedCall("3", { userAgent: "Scanner/7", eventTime: "2024-05-01T10:09:30Z" }),
      quietEvent("4"),
    ]);
    const args = [
      "detect",
      logs,
      "--detections",
      out,
      "--disable",
      shipped.join(","),
      "--format",
      "jsonl",
    ];
    const { stdout } = await snowtrail(args);
    const found = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { detection_id: string; eventID: string })
      .filter(({ detection_id }) => detection_id.startsWith("sigma_"))
      .map(({ detection_id, eventID }) => `${detection_id} ${eventID}`);
    expect(found.sort()).to.deep.equal([
      "sigma_aws_burst 2",
      "sigma_aws_refused_calls 1",
      "sigma_aws_refused_calls 2",
      "sigma_listed_buckets 4",
    ]);
  });

  it("writes over its own files, and keeps what somebody has changed or written", async () => {
    const changed = `${out}/sigma_listed_buckets.sql`;
    const text = readFileSync(changed, "utf8");
    const edited = text.replace("'listbuckets'", "'listobjects'");
    writeFileSync(changed, edited);
    writeFileSync(`${out}/sigma_aws_burst.sql`, "select 1");
    const again = await snowtrail(["import-sigma", folder.at("rules"), "--out", out]);
    expect(again.stdout).to.match(/^1 rule written to .*, 4 refused/);
    expect(again.stderr).to.match(
      /two\.yml, "Listed: buckets": .*sigma_listed_buckets\.sql is there already/,
    );
    expect(readFileSync(changed, "utf8")).to.equal(edited);
    expect(readFileSync(`${out}/sigma_aws_burst.sql`, "utf8")).to.equal("select 1");
    writeFileSync(changed, text.replaceAll("\n", "\r\n"));
    await snowtrail(["import-sigma", folder.at("rules"), "--out", out]);
    expect(readFileSync(changed, "utf8")).to.equal(text);
  });

  it("docs/sigma.md shows a rule and what becomes of it", () => {
    const page = readFileSync("docs/sigma.md", "utf8");
    const [, text = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const [, written] = /```sql\n(.*?)```/s.exec(page) ?? [];
    const [detection] = importRules([{ name: "rules/admin_policy.yml", text }]).detections;
    expect(detection?.text).to.equal(written);
  });

  it("says what is wrong with the command line", async () => {
    const none = await snowtrail(["import-sigma", folder.at("logs"), "--out", out]);
    expect(none.status).to.equal(2);
    expect(none.stderr).to.match(/There is no file of YAML \(\.yml, \.yaml\) under/);
    const missing = await snowtrail(["import-sigma", folder.at("missing"), "--out", out]);
    expect(missing.status).to.equal(3);
    expect(missing.stderr).to.match(/missing: it does not exist\.$/m);
    const blocked = await snowtrail([
      "import-sigma",
      folder.at("rules"),
      "--out",
      folder.at("rules/notes.txt"),
    ]);
    expect(blocked.status).to.equal(4);
    expect(statSync(folder.at("rules/notes.txt")).isFile()).to.equal(true);
  });

  it("nothing in a rule gets out of a literal, the header or a comment", async () => {
    const evil = "*/ select 1; -- ' \\\" $$ \\u202e\\r\\n/* x";
    const text = rule(
      "x",
      `    s: { "eventName": "${evil}", "requestParameters.a'b\\n*/": "${evil}" }\n    k: ["${evil}"]\n    r: { "userAgent|re": "'\\\\)x" }\n    condition: 1 of them`,
      `description: "${evil}"\nauthor: "${evil}"\nfalsepositives: ["${evil}"]\nreferences: ["https://example.com/*/x'"]\nid: "${evil}"\n`,
    ).replace('title: "x"', () => `title: "${evil}"`);
    const file = folder.write("evil/e.yml", text);
    const { stdout, stderr } = await snowtrail([
      "import-sigma",
      file,
      "--out",
      folder.at("evil/out"),
    ]);
    expect(stderr).to.equal("");
    expect(stdout).to.match(/^1 rule written/);
    const written = readFileSync(folder.at("evil/out/sigma_e.sql"), "utf8");
    expect(written).to.not.match(/[\r\u202e]/);
    expect(written.split("\n").filter((line) => line.startsWith("--"))).to.have.length(2);
    const { detections } = readCatalogue({ detectionsFolder: folder.at("evil/out") });
    const [own] = detections.filter(({ id }) => id === "sigma_e");
    expect(own?.title).to.include("* / select 1; -- ' \" $$");
    const { error, ast } = parse(own?.statement ?? "", Dialect.Snowflake);
    expect(error).to.not.exist;
    expect(ast).to.have.length(1);
  });
});
