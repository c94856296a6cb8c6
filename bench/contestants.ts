import { readFileSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { detect } from "../cli/commands/detect";
import { Sink } from "../cli/output/sink";
import { handWritten, type Seen } from "./handWritten";

/** What a contestant does. */
export interface Task {
  folders: string[];
  /** The database that it may keep the events in. */
  db?: string;
  /** A folder of detections beside those that are shipped. */
  detections?: string;
  /** Shipped detections that it leaves out. Defaults to none. */
  disable?: string[];
}

/** Those that are compared. Each runs in a process of its own. */
export const contestants = {
  /** What reading costs in JavaScript when nothing is kept and nothing detected. */
  floor: ({ folders }: Task): Promise<Seen> => inWorkers(folders),
  handWritten: ({ folders }: Task): Promise<Seen> => handWritten(folders),
  snowtrail: (task: Task): Promise<Seen> => snowtrail(task),
};

/** The name of a contestant. */
export type Contestant = keyof typeof contestants;

/** What the command prints when nothing else is asked for, to nobody. */
async function snowtrail({ folders, ...kept }: Task): Promise<Seen> {
  const printed: Buffer[] = [];
  const stdout = new PassThrough().on("data", (chunk: Buffer) => printed.push(chunk));
  await detect(
    folders,
    { format: "table", disable: [], geoip: [], ...kept },
    {
      stdout: new Sink(stdout),
      stderr: new Sink(new PassThrough().resume()),
      color: false,
      signal: new AbortController().signal,
    },
    new PassThrough(),
  );
  const text = Buffer.concat(printed).toString();
  const count = (pattern: RegExp): number =>
    Number(pattern.exec(text)?.[1]?.replaceAll(",", "") ?? 0);
  // Of a database that holds events already, all of them are told behind the new ones.
  return {
    events: count(/^events +(?:[\d,]+, )?([\d,]+)/m),
    findings: count(/^findings +([\d,]+)/m),
  };
}

async function inWorkers(folders: readonly string[]): Promise<Seen> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json.gz"))
      .map((name) => path.join(folder, name)),
  );
  const workers = availableParallelism();
  const counts = await Promise.all(
    Array.from(
      { length: workers },
      (_, at) =>
        new Promise<number>((resolve, reject) => {
          const mine = files.filter((_file, index) => index % workers === at);
          new Worker(__filename, { workerData: mine, execArgv: ["--require", "tsx/cjs"] })
            .once("message", resolve)
            .once("error", reject);
        }),
    ),
  );
  return { events: counts.reduce((sum, count) => sum + count, 0), findings: 0 };
}

function parseAll(files: readonly string[]): number {
  return files.reduce((sum, file) => {
    const log = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records: unknown[] };
    return sum + log.Records.length;
  }, 0);
}

if (!isMainThread) parentPort?.postMessage(parseAll(workerData as string[]));
