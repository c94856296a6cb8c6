import { expect } from "chai";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { TestFolder, quietEvent, rootLogin, snowtrail } from "./logFiles";
import { TestS3, setEnvironment } from "./s3Server";

const root = path.join(__dirname, "../..");

describe("snowtrail watch", () => {
  let folder: TestFolder;
  let runs: ChildProcess[] = [];
  beforeEach(() => {
    folder = new TestFolder();
    mkdirSync(folder.at("logs"));
  });
  afterEach(() => {
    // What a failed test has left would go on for ever, and the test run with it.
    for (const run of runs) run.kill("SIGKILL");
    runs = [];
    folder.remove();
  });

  interface Watching {
    /** The next lines on stdout. */
    lines(count: number): Promise<string[]>;
    /** The next line on stderr. */
    error(): Promise<string>;
    /** Presses Ctrl-C, and returns the exit status and the lines that come then. */
    stop(): Promise<{ status: unknown; lines: string[]; errors: string[] }>;
  }

  function watch(...args: string[]): Watching {
    const run = spawn(
      process.execPath,
      [
        ...["--require", "tsx/cjs", path.join(root, "cli/main.ts")],
        ...["watch", ...args, "--interval", "0.2"],
      ],
      { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
    );
    runs.push(run);
    const ended = once(run, "exit");
    const [stdout, stderr] = [run.stdout, run.stderr].map((input) =>
      createInterface(input)[Symbol.asyncIterator](),
    ) as [AsyncIterableIterator<string>, AsyncIterableIterator<string>];
    const next = async (from: AsyncIterableIterator<string>): Promise<string> =>
      String((await from.next()).value);
    const rest = async (from: AsyncIterableIterator<string>): Promise<string[]> => {
      const lines: string[] = [];
      for await (const line of from) lines.push(line);
      return lines;
    };
    return {
      lines: async (count) => {
        const lines: string[] = [];
        while (lines.length < count) lines.push(await next(stdout));
        return lines;
      },
      error: () => next(stderr),
      stop: async () => {
        run.kill("SIGINT");
        const [lines, errors, exit] = await Promise.all([rest(stdout), rest(stderr), ended]);
        return { status: exit[0], lines, errors };
      },
    };
  }

  it("prints a line for each finding as files come, and ends on Ctrl-C with a summary and 0", async () => {
    const watching = watch(folder.at("logs"), "--db", folder.at("events.duckdb"));
    folder.log("logs/1.json", [rootLogin("one", { sourceIPAddress: "203.0.113.9\u001b[2J" })]);
    // The titles are as wide as the widest of all detections.
    const told = (await watching.lines(2)).map((line) => line.replace(/ {2,}/g, "  "));
    expect(told).to.deep.equal([
      "high  2024-05-01 10:00:00  Console login without MFA  root user  ConsoleLogin (signin)  203.0.113.9\\u001b[2J  eu-west-1, 111122223333",
      "high  2024-05-01 10:00:00  Root user activity  root user  ConsoleLogin (signin)  203.0.113.9\\u001b[2J  eu-west-1, 111122223333",
    ]);
    folder.log("logs/2.json.gz", [
      quietEvent("quiet"),
      rootLogin("two", { eventTime: "2024-05-01T11:00:00Z" }),
    ]);
    const [third] = await watching.lines(2);
    expect(third).to.match(/^high {6}2024-05-01 11:00:00 {2}/);
    const { status, lines } = await watching.stop();
    expect(lines.slice(0, 3)).to.deep.equal([
      "files       2 loaded",
      "events      3",
      "findings    4: 4 high",
    ]);
    expect(status).to.equal(0);
  }).timeout(60_000);

  it("prints lines of JSON with all columns, and keeps the summary off them", async () => {
    folder.log("logs/1.json", [rootLogin("one")]);
    const watching = watch(folder.at("logs"), "--format", "jsonl");
    const findings = (await watching.lines(2)).map(
      (line) => JSON.parse(line) as Record<string, unknown>,
    );
    expect(findings.map(({ detection_id }) => detection_id)).to.deep.equal([
      "console_login_without_mfa",
      "root_activity",
    ]);
    expect(findings[0]).to.include({ eventID: "one", actor: "root user of 111122223333" });
    expect(findings[0]).not.to.have.property("finding");
    const { status, lines, errors } = await watching.stop();
    expect(status).to.equal(0);
    expect(lines).to.deep.equal([]);
    expect(errors).to.include("findings    2: 2 high");
  }).timeout(60_000);

  it("names what cannot be read, once", async () => {
    const file = folder.write("logs/1.json", "{");
    const watching = watch(folder.at("logs"));
    expect(await watching.error()).to.match(new RegExp(`^${file}: `));
    await setTimeout(1000);
    const { status, errors } = await watching.stop();
    expect(errors).to.deep.equal([]);
    expect(status).to.equal(0);
  }).timeout(60_000);

  it("does not begin where nothing is", async () => {
    const { status, stderr } = await snowtrail(["watch", folder.at("nowhere")]);
    expect(status).to.equal(2);
    expect(stderr).to.match(/There is nothing to watch: ".*nowhere": it does not exist\./);
  });

  it("of a trail in S3 lists the whole once, and then the days since yesterday", async () => {
    const s3 = await TestS3.start();
    const restore = setEnvironment(s3.environment);
    const day = (ago: number): string =>
      new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "/");
    const key = (ago: number): string =>
      `AWSLogs/111122223333/CloudTrail/eu-west-1/${day(ago)}/${ago}.json.gz`;
    try {
      s3.log(key(40), [rootLogin("old")]);
      const watching = watch(`s3://${TestS3.bucket}/AWSLogs/`, "--endpoint-url", s3.url);
      await watching.lines(2);
      // The look that is under way has begun before; the one after it has not.
      await setTimeout(1000);
      s3.requests = [];
      s3.log(key(0), [rootLogin("new", { eventTime: "2024-05-02T10:00:00Z" })]);
      await watching.lines(2);
      expect((await watching.stop()).status).to.equal(0);
      expect(s3.reads).to.deep.equal([key(0)]);
      const starts = s3.requests.map(({ query }) => query.get("start-after"));
      expect(new Set(starts.filter((start) => start !== null))).to.deep.equal(
        new Set([`AWSLogs/111122223333/CloudTrail/eu-west-1/${day(1)}/`]),
      );
    } finally {
      restore();
      await s3.stop();
    }
  }).timeout(60_000);
});
