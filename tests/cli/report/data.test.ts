import { expect } from "chai";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import type { ReportData } from "../../../cli/report/data";
import { readCatalogue } from "../../../sql/catalogue";
import { TestFolder, deniedCall, quietEvent, rootLogin, snowtrail } from "../logFiles";
import { unusual } from "../insightsLogs";
import { OddRecords } from "../load/filter/oddRecords";

describe("snowtrail detect --report", () => {
  let folder: TestFolder;
  let file: string;
  beforeEach(() => {
    folder = new TestFolder();
    file = folder.at("page.html");
  });
  afterEach(() => {
    folder.remove();
  });

  const report = async (...args: string[]): Promise<ReportData> => {
    const ran = await snowtrail(["detect", folder.at("logs"), "--report", file, ...args]);
    expect(ran.status, ran.stderr).to.equal(0);
    return dataOf(readFileSync(file, "utf8"));
  };
  const dataOf = (html: string): ReportData => {
    const [, json = ""] =
      /<script id="data" type="application\/json">(.*?)<\/script>/s.exec(html) ?? [];
    return JSON.parse(json) as ReportData;
  };

  it("tells totals, each event once, and Insights events apart", async () => {
    folder.log("logs/a.json", [rootLogin("r"), quietEvent("q"), deniedCall("d"), unusual("i")]);
    folder.log("logs/b.json", [rootLogin("r")]);
    expect((await report()).totals).to.deep.equal({
      delivered: 4,
      insights: 1,
      events: 3,
      errors: 1,
      principals: 2,
      addresses: 2,
      accounts: 1,
      regions: 1,
      findings: 3,
      suppressed: 0,
      files: 2,
      first: Date.UTC(2024, 4, 1, 10) / 1000,
      last: Date.UTC(2024, 4, 1, 10) / 1000,
    });
  });

  it("is the same when a database keeps all of the events, for records that no serializer would write", async () => {
    const maker = new OddRecords();
    const odd = Array.from({ length: 300 }, (_, at) => maker.next(String(at)));
    folder.write("logs/odd.json", `{"Records":[${odd.join(",")}]}`);
    folder.log("logs/a.json", [rootLogin("r"), quietEvent("q"), deniedCall("d"), quietEvent("q")]);
    const whole = [rootLogin("s"), quietEvent("t"), rootLogin("u")].map((event) =>
      JSON.stringify(event),
    );
    // Events that are taken back, since their line turns out to be broken.
    const broken = `[${whole.join(",")},{]`;
    folder.write("logs/lines.jsonl", [...whole, broken, ...whole].join("\n"));
    const pages = [];
    for (const db of [[], ["--db", folder.at("events.duckdb")]]) {
      await snowtrail(["detect", folder.at("logs"), "--report", file, ...db]);
      const { made, sources, ...told } = dataOf(readFileSync(file, "utf8"));
      expect([made, sources.length]).to.deep.equal([made, db.length === 0 ? 1 : 2]);
      pages.push(told);
    }
    expect(pages[0]).to.deep.equal(pages[1]);
    expect(pages[0]?.totals.delivered).to.equal(300 + 4 + 6);
    expect(pages[0]?.totals.findings).to.be.greaterThan(5);
  });

  it("counts events, errors and findings in slots of a round time", async () => {
    folder.log("logs/a.json", [
      quietEvent("q", { eventTime: "2024-05-01T10:00:10Z" }),
      deniedCall("d", { eventTime: "2024-05-01T10:02:59Z" }),
      rootLogin("r", { eventTime: "2024-05-01T10:03:00Z" }),
      quietEvent("untimed", { eventTime: "soon" }),
    ]);
    const { timeline } = await report();
    expect(timeline).to.deep.equal({
      start: Date.UTC(2024, 4, 1, 10) / 1000,
      step: 60,
      events: [1, 0, 1, 1],
      errors: [0, 0, 1, 0],
      findings: {
        info: [0, 0, 0, 0],
        low: [0, 0, 1, 0],
        medium: [0, 0, 0, 0],
        high: [0, 0, 0, 2],
        critical: [0, 0, 0, 0],
      },
    });
  });

  it("has at most 120 slots, however long the time is", async () => {
    folder.log("logs/a.json", [
      quietEvent("q", { eventTime: "2014-01-01T00:00:00Z" }),
      quietEvent("z", { eventTime: "2024-05-01T00:00:00Z" }),
    ]);
    const { timeline } = await report();
    expect(timeline?.events.length).to.be.within(40, 120);
    expect(timeline?.events.reduce((sum, count) => sum + count, 0)).to.equal(2);
  });

  it("without a time there is no timeline, and without findings there are all detections", async () => {
    folder.log("logs/a.json", [quietEvent("untimed", { eventTime: null })]);
    const data = await report();
    expect(data).not.to.have.property("timeline");
    expect(data.detections).to.have.length(readCatalogue().detections.length);
    expect(data.detections.every(({ findings }) => findings === 0)).to.equal(true);
  });

  it("shows who and from where with their findings first, whatever the number of their calls", async () => {
    folder.log("logs/a.json", [rootLogin("r"), quietEvent("q1"), quietEvent("q2")]);
    const { principals, addresses } = await report();
    const brief = ({ name, calls, findings, severity }: ReportData["principals"]["shown"][0]) => [
      name,
      calls,
      findings,
      severity,
    ];
    expect(principals.shown.map(brief)).to.deep.equal([
      ["root user of 111122223333", 1, 2, "high"],
      ["assumed-role/reader/session of 111122223333", 2, 0, undefined],
    ]);
    expect(addresses.shown.map(brief)).to.deep.equal([
      ["203.0.113.9", 1, 2, "high"],
      ["198.51.100.7", 2, 0, undefined],
    ]);
  });

  it("is bounded: 25 events of a principal, 2,000 of all, 500 principals, long values and records cut", async () => {
    const long = "x".repeat(20_000);
    folder.log(
      "logs/a.json",
      Array.from({ length: 4000 }, (_, n) =>
        deniedCall(`d${n}`, {
          eventTime: new Date(Date.UTC(2024, 4, 1) + n * 1000).toISOString(),
          userIdentity: {
            type: "IAMUser",
            arn: `arn:aws:iam::111122223333:user/u${n < 700 ? n : n % 100}`,
          },
          sourceIPAddress: `198.51.100.${n % 250}`,
          ...(n === 0 ? { userAgent: long, requestParameters: { bucketName: long } } : {}),
        }),
      ),
    );
    const ids = readCatalogue().detections.map(({ id }) => id);
    const three = ["unauthorized_api_calls", "console_login_without_mfa", "security_group_changes"];
    const data = await report("--disable", ids.filter((id) => !three.includes(id)).join(","));
    const detection = data.detections[0];
    expect(detection).to.include({ id: "unauthorized_api_calls", findings: 4000, allGroups: 700 });
    expect(detection?.groups).to.have.length(200);
    const events = detection?.groups.flatMap((group) => group.events) ?? [];
    // All of the 2,000, since the other two detections found nothing: the one event of each of 100 principals, and 19 of 34.
    expect(events).to.have.length(2000);
    const sizes = detection?.groups.map((group) => group.events.length) ?? [];
    expect([...new Set(sizes)]).to.have.members([1, 19]);
    expect(data.principals).to.include({ all: 700 });
    expect(data.principals.shown).to.have.length(500);
    const cut = events.find(({ id }) => id === "d0");
    expect(cut?.agent).to.equal(`${"x".repeat(600)}…`);
    expect(cut?.record).to.have.length(6001);
    expect(readFileSync(file).byteLength).to.be.lessThan(3_000_000);
  });

  it("what was found is the same in the page whatever the format", async () => {
    folder.log("logs/a.json", [rootLogin("r"), deniedCall("d"), quietEvent("q")]);
    const { made, ...table } = await report();
    expect(made).to.be.greaterThan(0);
    for (const format of ["csv", "json", "jsonl", "timesketch"]) {
      expect(await report("--format", format), format).to.deep.include(table);
    }
  });

  it("the policy names each script and style by its hash, and allows nothing else", async () => {
    folder.log("logs/a.json", [rootLogin("r")]);
    await report();
    const html = readFileSync(file, "utf8");
    const policy = /http-equiv="Content-Security-Policy" content="(.*?)"/s.exec(html)?.[1] ?? "";
    const hashes = (element: string): string[] =>
      [...html.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, "gs"))].map(
        ([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
      );
    expect(policy.split(/;\s+/)).to.deep.equal([
      "default-src 'none'",
      `script-src ${hashes("script").join(" ")}`,
      `style-src ${hashes("style").join(" ")}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(hashes("script").length).to.be.greaterThan(5);
    expect(html).not.to.match(/<script [^>]*src=|<link [^>]*href="(?!data:,)|@import|url\(/);
  });

  it("no value ends the data's script element", async () => {
    const evil = "</script><!--<script>{{scripts}}$&";
    folder.log("logs/a.json", [rootLogin("r", { userAgent: evil })]);
    const data = await report();
    expect(data.detections[0]?.groups[0]?.events[0]?.agent).to.equal(evil);
    expect(readFileSync(file, "utf8")).not.to.include("</script><!--");
  });

  it("a page that cannot be written ends with 4, before anything is read", async () => {
    folder.log("logs/a.json", [rootLogin("r")]);
    mkdirSync(folder.at("folder"));
    for (const [where, why] of [
      [folder.at("missing/page.html"), "its folder does not exist"],
      [folder.at("folder"), "it is a folder"],
    ] as const) {
      const ran = await snowtrail([
        "detect",
        folder.at("logs"),
        "--report",
        where,
        "--fail-on",
        "low",
      ]);
      expect(ran).to.deep.equal({
        status: 4,
        stdout: "",
        stderr: `snowtrail: "${where}" cannot be written: ${why}.\n`,
      });
    }
  });

  it("a page onto a full disk ends with 4, though there are findings", async function () {
    if (!existsSync("/dev/full")) this.skip();
    folder.log("logs/a.json", [rootLogin("r")]);
    const args = ["detect", folder.at("logs"), "--report", "/dev/full", "--fail-on", "low"];
    const { status, stderr } = await snowtrail(args);
    expect(status).to.equal(4);
    expect(stderr).to.equal('snowtrail: "/dev/full" cannot be written: the disk is full.\n');
  });
});
