import { readFileSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";

/** What reading costs in JavaScript when nothing is kept and nothing detected. */
async function main(folders: readonly string[]): Promise<void> {
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
  const events = counts.reduce((sum, count) => sum + count, 0);
  process.stdout.write(`${JSON.stringify({ events, findings: 0 })}\n`);
}

function parseAll(files: readonly string[]): number {
  return files.reduce((sum, file) => {
    const log = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records: unknown[] };
    return sum + log.Records.length;
  }, 0);
}

if (isMainThread) void main(process.argv.slice(2));
else parentPort?.postMessage(parseAll(workerData as string[]));
