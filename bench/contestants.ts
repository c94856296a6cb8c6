import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { detect } from "../cli/commands/detect";
import { Sink } from "../cli/output/sink";

/** What one contestant took. */
export interface Measured {
  /** Seconds. */
  wall: number;
  /** Seconds of all threads. */
  cpu: number;
  /** Bytes. */
  peak: number;
  /** Events it saw, so that nobody wins by leaving some out. */
  counted: number;
}

/** Each takes a folder of logs and returns how many events it saw. */
export const contestants: Record<string, (folder: string) => Promise<number>> = {
  /** What reading costs in JavaScript when nothing is kept and nothing detected. */
  "floor: gunzip, JSON.parse": (folder) => inWorkers(folder),
  /** The obvious DuckDB load: typed, no detections, and wrong about JSON null and letter case. */
  "peer: DuckDB STRUCT": (folder) => structs(folder),
  "snowtrail detect": (folder) => snowtrail(folder),
};

async function snowtrail(folder: string): Promise<number> {
  const summary: Buffer[] = [];
  const stderr = new PassThrough().on("data", (chunk: Buffer) => summary.push(chunk));
  await detect(
    [folder],
    { format: "json", disable: [] },
    {
      stdout: new Sink(new PassThrough().resume()),
      stderr: new Sink(stderr),
      color: false,
      signal: new AbortController().signal,
    },
    new PassThrough(),
  );
  const text = Buffer.concat(summary).toString();
  process.stderr.write(text);
  return Number(/^events +([\d,]+)/m.exec(text)?.[1]?.replaceAll(",", ""));
}

function logs(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json.gz"))
    .map((name) => path.join(folder, name));
}

async function inWorkers(folder: string): Promise<number> {
  const files = logs(folder);
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
  return counts.reduce((sum, count) => sum + count, 0);
}

function parseAll(files: readonly string[]): number {
  return files.reduce((sum, file) => {
    const log = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records: unknown[] };
    return sum + log.Records.length;
  }, 0);
}

async function structs(folder: string): Promise<number> {
  const scratch = mkdtempSync(path.join(tmpdir(), "snowtrail-bench-"));
  try {
    const instance = await DuckDBInstance.create(path.join(scratch, "peer.duckdb"), {
      temp_directory: scratch,
    });
    const connection = await instance.connect();
    const text = ["eventTime", "eventVersion", "eventSource", "eventName", "awsRegion"].concat(
      ["sourceIPAddress", "userAgent", "errorCode", "errorMessage", "requestID", "eventID"],
      ["eventType", "recipientAccountId", "eventCategory", "sharedEventID", "vpcEndpointId"],
    );
    const json = [
      "userIdentity",
      "requestParameters",
      "responseElements",
      "additionalEventData",
    ].concat(["resources", "tlsDetails", "serviceEventDetails", "managementEvent", "readOnly"]);
    const fields = [
      ...text.map((name) => `"${name}" VARCHAR`),
      ...json.map((name) => `"${name}" JSON`),
    ];
    await connection.run("set preserve_insertion_order = false");
    await connection.run(`create table cloudtrail as
      select unnest(Records, recursive := true)
      from read_json('${folder}/**/*.json.gz',
        columns = { Records: 'STRUCT(${fields.join(", ")})[]' }, maximum_object_size = 67108864)`);
    const [count] = (await connection.runAndReadAll("select count(*) from cloudtrail")).getRows();
    connection.closeSync();
    instance.closeSync();
    return Number(count?.[0]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measured(name: string, folder: string): Promise<Measured> {
  const contestant = contestants[name];
  if (contestant === undefined) throw new Error(`There is no contestant "${name}".`);
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  const counted = await contestant(folder);
  const { user, system } = process.cpuUsage(before);
  return {
    wall: Number(process.hrtime.bigint() - start) / 1e9,
    cpu: (user + system) / 1e6,
    peak: process.resourceUsage().maxRSS * 1024,
    counted,
  };
}

if (!isMainThread) {
  parentPort?.postMessage(parseAll(workerData as string[]));
} else if (require.main === module && process.send !== undefined) {
  const [name = "", folder = ""] = process.argv.slice(2);
  void measured(name, folder).then((result) => process.send?.(result, () => process.exit(0)));
}
