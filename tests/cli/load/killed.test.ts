import { expect } from "chai";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { TestFolder, quietEvent, rowsOf } from "../logFiles";

/** How often each load is killed: `KILLS=50 npx mocha -g killed` tries many moments. */
const kills = Number(process.env.KILLS ?? 3);

const root = path.join(__dirname, "../../..");
const files = 40;
const eventsOfFile = 1500;

function events(file: number): ReturnType<typeof quietEvent>[] {
  return Array.from({ length: eventsOfFile }, (_, at) =>
    quietEvent(`${file}-${at}`, { userAgent: randomBytes(500).toString("hex") }),
  );
}

/** Loads in a process of its own, which is killed after some milliseconds if it still runs then. */
async function detect(logs: string, db: string, killedAfter?: number): Promise<number | null> {
  const args = ["--require", "tsx/cjs", path.join(root, "cli/main.ts"), "detect", logs, "--db", db];
  const run = spawn(process.execPath, args, { cwd: root, stdio: "ignore" });
  const ended = once(run, "exit") as Promise<[number | null]>;
  if (killedAfter !== undefined) {
    await setTimeout(killedAfter);
    run.kill("SIGKILL");
  }
  return (await ended)[0];
}

describe("local: a load that is killed", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  for (const [what, write] of [
    [
      "of many files",
      (): void => {
        for (let at = 0; at < files; at += 1) folder.log(`logs/${at}.json.gz`, events(at));
      },
    ],
    [
      "of one large file",
      (): void => {
        folder.log(
          "logs/large.json.gz",
          Array.from({ length: files }, (_, at) => events(at)).flat(),
        );
      },
    ],
  ] as const) {
    it(`${what}, at any moment: each file is whole or not there, and every event once in the end`, async function () {
      this.timeout(60_000 + kills * 40_000);
      write();
      const logs = folder.at("logs");
      const start = performance.now();
      expect(await detect(logs, folder.at("whole.duckdb"))).to.equal(0);
      const whole = performance.now() - start;
      const db = folder.at("events.duckdb");
      for (let kill = 0; kill < kills; kill += 1) {
        // Moments all over the run, and not the same ones each time.
        await detect(logs, db, (whole * (kill + Math.random())) / kills);
        if (!existsSync(db)) continue;
        const [torn] = await rowsOf(
          `select count(*) n from (
            select file_name from load_history as history
              full join (select file_name, count(*) as stored from cloudtrail group by all) as events
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
      expect(await detect(logs, db)).to.equal(0);
      const [row] = await rowsOf(
        "select count(*) n, count(distinct eventID) ids, count(distinct record) records from cloudtrail",
        "--db",
        db,
      );
      const all = files * eventsOfFile;
      expect(row).to.deep.equal({ n: all, ids: all, records: all });
    });
  }
});
