import { expect } from "chai";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { unusual } from "../insightsLogs";
import { TestFolder, quietEvent, rowsOf, type Json } from "../logFiles";
import { TestS3, setEnvironment } from "../s3Server";

/** How often each load is killed: `KILLS=50 npx mocha -g killed` tries many moments. */
const kills = Number(process.env.KILLS ?? 1);

const root = path.join(__dirname, "../../..");
const files = 40;

/** Every hundredth is an Insights event. */
function events(file: number, count: number): Json[] {
  return Array.from({ length: count }, (_, at) => {
    const [id, userAgent] = [`${file}-${at}`, randomBytes(500).toString("hex")];
    return at % 100 === 50 ? unusual(id, { userAgent }) : quietEvent(id, { userAgent });
  });
}

/** Where they are in the end. */
const stored = `(
  select file_name, eventID, userAgent from cloudtrail
  union all
  select file_name, eventID, record:userAgent::string from cloudtrail_insights
)`;

/**
 * Runs the command line in a process of its own, which is killed after some milliseconds if it still runs then.
 *
 * @returns The exit status, and none of one that was killed.
 */
async function run(args: readonly string[], killedAfter?: number): Promise<number | null> {
  const main = ["--require", "tsx/cjs", path.join(root, "cli/main.ts")];
  const started = spawn(process.execPath, [...main, ...args], { cwd: root, stdio: "ignore" });
  const ended = once(started, "exit") as Promise<[number | null]>;
  if (killedAfter !== undefined) {
    await Promise.race([ended, setTimeout(killedAfter, undefined, { ref: false })]);
    started.kill("SIGKILL");
  }
  return (await ended)[0];
}

async function seconds(work: () => Promise<number | null>): Promise<number> {
  const start = performance.now();
  expect(await work()).to.equal(0);
  return (performance.now() - start) / 1000;
}

describe("A load that is killed at any moment", () => {
  let folder: TestFolder;
  let s3: TestS3 | undefined;
  let restore = (): void => undefined;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(async () => {
    folder.remove();
    restore();
    await s3?.stop();
    s3 = undefined;
  });

  /** What `write` makes has so many events; it gives the arguments that name them. */
  const loads: readonly [what: string, count: number, write: () => Promise<string[]> | string[]][] =
    [
      [
        "of many files",
        files * 300,
        () => {
          for (let at = 0; at < files; at += 1) folder.log(`logs/${at}.json.gz`, events(at, 300));
          return [folder.at("logs")];
        },
      ],
      [
        "of one large file",
        files * 700,
        () => {
          const all = Array.from({ length: files }, (_, at) => events(at, 700)).flat();
          return [folder.log("logs/large.json.gz", all)];
        },
      ],
      [
        "from S3",
        files * 300,
        async () => {
          s3 = await TestS3.start();
          restore = setEnvironment(s3.environment);
          for (let at = 0; at < files; at += 1) s3.log(`logs/${at}.json.gz`, events(at, 300));
          return [`s3://${TestS3.bucket}/logs/`, "--endpoint-url", s3.url];
        },
      ],
    ];

  for (const [what, count, write] of loads) {
    it(`${what} leaves each file whole or not there, and every event is there once in the end`, async function () {
      this.timeout(120_000 + kills * 40_000);
      const logs = await write();
      const db = folder.at("events.duckdb");
      const load = ["detect", ...logs, "--db", db];
      const startup = await seconds(() => run(["--version"]));
      const whole = await seconds(() => run(load));
      await mustBeWhole(db, count);
      for (let kill = 0; kill < kills; kill += 1) {
        // Spread over what a run does with files.
        const moment = startup + ((kill + Math.random()) / kills) * (whole - startup);
        const status = await run(load, moment * 1000);
        await mustNotBeTorn(db);
        // The next one takes up what was killed, and begins anew where nothing is left to do.
        if (status === 0) await mustBeWhole(db, count);
      }
      expect(await run(load)).to.equal(0);
      await mustBeWhole(db, count);
    });
  }
});

async function mustNotBeTorn(db: string): Promise<void> {
  if (!existsSync(db)) return;
  const [torn] = await rowsOf(
    `select count(*) n from (
      select file_name from load_history as history
        full join (select file_name, count(*) as stored from ${stored} group by all) as events
          using (file_name)
      where coalesce(row_count, -1) <> coalesce(stored, -1))`,
    "--db",
    db,
  ).catch((error: unknown) => {
    // Killed before it was a database.
    if (/not made by Snowtrail|not a DuckDB database/.test(String(error))) return [{ n: 0 }];
    throw error;
  });
  expect(torn).to.deep.equal({ n: 0 });
}

/** The database has every event once. It is removed. */
async function mustBeWhole(db: string, count: number): Promise<void> {
  const [row] = await rowsOf(
    `select count(*) n, count(distinct eventID) ids, count(distinct userAgent) agents from ${stored}`,
    "--db",
    db,
  );
  expect(row).to.deep.equal({ n: count, ids: count, agents: count });
  for (const file of [db, `${db}.wal`]) rmSync(file, { force: true });
}
