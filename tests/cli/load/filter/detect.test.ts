import { expect } from "chai";
import { readCatalogue, readFixtures } from "../../../../sql/catalogue";
import { TestFolder, quietEvent, rootLogin, snowtrail, type Ran } from "../../logFiles";
import { OddRecords } from "./oddRecords";

type Row = Record<string, unknown>;

/** The findings in an order of their own, without the time at which they were loaded. */
function findings({ stdout }: Ran): string[] {
  const rows = JSON.parse(stdout) as Row[];
  return rows.map((row) => JSON.stringify({ ...row, loaded_at: null })).sort();
}

function summary({ stderr }: Ran): string {
  return stderr.replace(/^time .*\n/m, "");
}

describe("detect without --db", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  /** Runs it without and with a database, which gives the same. */
  async function ranBoth(): Promise<Ran> {
    const detect = ["detect", folder.at("logs"), "--format", "json"];
    const without = await snowtrail(detect);
    const stored = await snowtrail([...detect, "--db", folder.at("events.duckdb")]);
    expect(findings(without)).to.deep.equal(findings(stored));
    expect(summary(without)).to.equal(summary(stored));
    expect(without.status).to.equal(stored.status);
    return without;
  }

  /** @returns The summary of both. */
  async function detected(): Promise<string> {
    return summary(await ranBoth());
  }

  it("finds and counts what it does with one, though it stores findings alone", async () => {
    const quiet = Array.from({ length: 300 }, (_, at) => quietEvent(`quiet ${at}`));
    folder.log("logs/1.json.gz", [...quiet, rootLogin("a"), rootLogin("b")]);
    folder.log("logs/2.json", [rootLogin("b"), quietEvent("quiet 1"), quietEvent("quiet 1")]);
    const said = await detected();
    expect(said).to.match(/^events +305; 2 of them delivered more than once$/m);
    expect(said).to.match(/^findings +4: 4 high$/m);
  });

  it("does so for records that no serializer would write", async () => {
    const maker = new OddRecords();
    const records = Array.from({ length: 500 }, (_, at) => maker.next(String(at)));
    folder.write("logs/1.json", `{"Records":[${records.join(",")}]}`);
    expect(await detected()).to.match(/^events +500;/m);
  });

  it("finds by thresholds and first uses what it does with one, and tells all of these events", async () => {
    const { windowed } = readCatalogue();
    for (const detection of windowed) {
      const firing = readFixtures(detection)?.cases.filter(({ kind }) => kind === "firing") ?? [];
      for (const [at, { events }] of firing.entries()) {
        folder.log(`logs/${detection.id}-${at}.json`, events);
      }
    }
    const { stdout } = await ranBoth();
    const found = new Set((JSON.parse(stdout) as Row[]).map(({ detection_id: id }) => id));
    expect(windowed.filter(({ id }) => found.has(id)).map(({ id }) => id)).to.deep.equal(
      windowed.map(({ id }) => id),
    );
  });

  it("tells an event by its own id, and no other in it", async () => {
    folder.write(
      "logs/1.json",
      `{"Records":[
        {"requestParameters":{"eventID":"x"},"eventID":"a"},
        {"requestParameters":{"eventID":"x"},"eventID":"b"},
        {"eventID":"c","eventID":"k"},
        {"eventID":"k","requestParameters":{"eventID":"a"}}]}`.replace(/\s/g, ""),
    );
    folder.write(
      "logs/2.json",
      [
        '{"eventID":"d","eventID":"e","eventName":"x"}',
        '{"eventID":"e","eventName":"x"}',
        String.raw`{"event\u0049D":"f","eventName":"x","eventSource":"y"}`,
        '{ "eventID" : "f", "eventName":"x"}',
        '{"requestParameters":{"eventID":"g"},"eventName":"x","eventSource":"y"}',
        '{"requestParameters":{"eventID":"g"},"eventName":"x","eventSource":"z"}',
        '{"eventID":null,"eventName":"x"}',
        '{"eventID":null,"eventName":"y"}',
        String.raw`{"eventID":"\"h","eventName":"x"}`,
        String.raw`{"eventID":"\"i","eventName":"x"}`,
        '{"eventID":7,"eventName":"x"}',
        '{"eventID":"7","eventName":"x"}',
      ].join("\n"),
    );
    expect(await detected()).to.match(/^events +16; 2 of them delivered more than once$/m);
  });

  it("counts no record of what turns out to be broken", async () => {
    const line = JSON.stringify(quietEvent("a"));
    folder.write("logs/1.json", [line, `{"eventID":"a",,}`, line].join("\n"));
    folder.write("logs/2.json", `{"Records":[${line},${line},`);
    folder.log("logs/3.json", [quietEvent("b"), rootLogin("c")]);
    const said = await detected();
    expect(said).to.match(/^events +4; 1 of them delivered more than once$/m);
  });

  it("counts the records of a file once that lies there twice, however large", async () => {
    const padding = "x".repeat(1000);
    const many = Array.from({ length: 26_000 }, (_, at) =>
      JSON.stringify(quietEvent(`event ${at}`, { userAgent: padding })),
    );
    const text = `{"Records":[${many.join(",")},${JSON.stringify(rootLogin("a"))}]}`;
    folder.write("logs/1.json", text);
    folder.write("logs/2.json", text);
    const said = await detected();
    expect(said).to.match(/^events +26,001; 0 of them delivered more than once$/m);
    expect(said).to.match(/^findings +2: 2 high$/m);
  });

  it("stores everything when a detection needs all events", async () => {
    folder.log("logs/1.json", [quietEvent("a", { awsRegion: "sa-east-1" }), quietEvent("b")]);
    folder.write(
      "mine/rare_region.sql",
      `/*
id: rare_region
title: Rare region
description: Detects a call in a region that no other event names.
severity: low
attack: { version: "18", techniques: [T1535] }
cis: {}
falsePositives: [The first call in a new region.]
blindSpots: [Regions with more than one call.]
references: ["https://docs.aws.amazon.com/general/latest/gr/rande.html"]
status: stable
*/
select * from cloudtrail qualify count(*) over (partition by awsRegion) = 1`,
    );
    const ran = await snowtrail([
      ...["detect", folder.at("logs"), "--detections", folder.at("mine")],
      ...["--format", "json"],
    ]);
    expect((JSON.parse(ran.stdout) as Row[]).map(({ awsRegion }) => awsRegion)).to.have.members([
      "sa-east-1",
      "eu-west-1",
    ]);
  });
});
