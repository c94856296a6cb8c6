import { expect } from "chai";
import { rmSync } from "node:fs";
import { TestFolder, deniedCall, quietEvent, rootLogin, snowtrail } from "./logFiles";

describe("snowtrail summary", () => {
  let folder: TestFolder;
  before(() => {
    folder = new TestFolder();
    folder.log("a.json", [
      quietEvent("q1", { eventTime: "2024-05-01T08:00:00Z", awsRegion: "us-east-1" }),
      quietEvent("q2", { eventTime: "2024-05-01T09:00:00Z" }),
      deniedCall("d", { eventTime: "2024-05-03T09:00:00Z" }),
      rootLogin("r", { errorMessage: "Failed authentication" }),
      quietEvent("nobody", { awsRegion: null, sourceIPAddress: null, userIdentity: null }),
    ]);
    // The second delivery of one event, and another event that has its id.
    folder.log("b.json", [
      quietEvent("q2", { eventTime: "2024-05-01T09:00:00Z" }),
      quietEvent("q2", { eventTime: "2024-05-01T09:30:00Z" }),
    ]);
  });
  after(() => {
    folder.remove();
  });

  const summary = async (...args: string[]): Promise<Record<string, unknown>[]> =>
    JSON.parse(
      (await snowtrail(["summary", ...args, folder.path, "--format", "json"])).stdout,
    ) as Record<string, unknown>[];

  const reader = "assumed-role/reader/session of 111122223333";

  it("tells first and last seen, calls, errors, regions and services of each principal, each event once", async () => {
    expect(await summary("principal")).to.deep.equal([
      {
        principal: reader,
        first_seen: "2024-05-01 08:00:00.000",
        last_seen: "2024-05-03 09:00:00.000",
        calls: 4,
        errors: 1,
        addresses: 1,
        regions: ["eu-west-1", "us-east-1"],
        services: ["ec2", "s3"],
      },
      {
        principal: "root user of 111122223333",
        first_seen: "2024-05-01 10:00:00.000",
        last_seen: "2024-05-01 10:00:00.000",
        calls: 1,
        errors: 1,
        addresses: 1,
        regions: ["eu-west-1"],
        services: ["signin"],
      },
      {
        principal: "unknown",
        first_seen: "2024-05-01 10:00:00.000",
        last_seen: "2024-05-01 10:00:00.000",
        calls: 1,
        errors: 0,
        addresses: 0,
        regions: [],
        services: ["s3"],
      },
    ]);
  });

  it("of addresses, services and regions it counts the principals; events without one are under NULL", async () => {
    const brief = async (subject: string): Promise<unknown[][]> =>
      (await summary(subject)).map((row) => [row[subject], row.calls, row.principals]);
    expect(await brief("address")).to.deep.equal([
      ["198.51.100.7", 4, 1],
      ["203.0.113.9", 1, 1],
      [null, 1, 1],
    ]);
    expect(await brief("service")).to.deep.equal([
      ["s3", 4, 2],
      ["ec2", 1, 1],
      ["signin", 1, 1],
    ]);
    expect(await brief("region")).to.deep.equal([
      ["eu-west-1", 4, 2],
      ["us-east-1", 1, 1],
      [null, 1, 1],
    ]);
  });

  it("without a subject there are all four, one line of JSON each, and tables with an empty line between", async () => {
    const json = await snowtrail(["summary", folder.path, "--format", "json"]);
    const results = json.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>[]);
    expect(results.map(([row]) => Object.keys(row ?? {})[0])).to.deep.equal([
      "principal",
      "address",
      "service",
      "region",
    ]);
    const { stdout } = await snowtrail(["summary", folder.path], 160);
    expect(stdout.split("\n\n").map((table) => table.split(" ")[0])).to.deep.equal([
      "principal",
      "address",
      "service",
      "region",
    ]);
  });

  it("is the same when a database keeps all of the events", async () => {
    const all = ["summary", folder.path, "--format", "jsonl"];
    const kept = await snowtrail([...all, "--db", folder.at("kept.duckdb")]);
    expect(kept.stdout)
      .to.equal((await snowtrail(all)).stdout)
      .and.not.to.equal("");
  });

  it("takes deliveries that are written in another way for one event, and a like event without an id for another", async () => {
    const reordered = Object.fromEntries(Object.entries(quietEvent("w")).reverse());
    const untold = quietEvent("");
    delete untold.eventID;
    const logs = folder.log("written/d.json", [quietEvent("w"), reordered, untold, untold]);
    const { stdout } = await snowtrail(["summary", "region", logs, "--format", "jsonl"]);
    expect(JSON.parse(stdout)).to.include({ calls: 3 });
    rmSync(folder.at("written"), { recursive: true });
  });

  it("a table has times to the minute and lists as text", async () => {
    const { stdout } = await snowtrail(["summary", "principal", folder.path], 200);
    expect(stdout.split("\n")[2]?.split(/ {2,}/)).to.deep.equal([
      reader,
      "2024-05-01 08:00",
      "2024-05-03 09:00",
      "4",
      "1",
      "1",
      "eu-west-1, us-east-1",
      "ec2, s3",
    ]);
  });

  it("a folder that is named like a subject is a path behind ./", async () => {
    folder.log("region/c.json", [quietEvent("c")]);
    const ran = await snowtrail(["summary", folder.at("region"), "--format", "jsonl"]);
    expect(ran.stdout.trimEnd().split("\n")).to.have.length(4);
    expect(ran.status).to.equal(0);
  });

  it("reads a database without loading anything, and tells what it could not load with 3", async () => {
    const db = folder.at("events.duckdb");
    const bad = folder.write("bad.json", "{");
    const logs = folder.at("a.json");
    const loaded = await snowtrail(["summary", "region", logs, bad, "--db", db]);
    expect(loaded.status).to.equal(3);
    expect(loaded.stderr).to.match(/not read/);
    const again = await snowtrail(["summary", "region", "--db", db, "--format", "csv"]);
    expect(again.status).to.equal(0);
    expect(again.stdout.split("\n")[1]).to.match(/^eu-west-1,.*,3,2,/);
  });
});
