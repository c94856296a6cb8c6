import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { writeCorpus } from "./corpus";
import { contestants, type Measured } from "./contestants";

/** Generates a corpus and measures, one process each, how long its events take and how much memory. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: "string", default: "1000000" },
      only: { type: "string" },
      corpus: { type: "string" },
    },
  });
  const events = Number(values.events);
  if (!Number.isInteger(events) || events < 1) {
    throw new Error(`--events takes a whole number above 0, not "${values.events}".`);
  }
  const folder = values.corpus ?? mkdtempSync(path.join(tmpdir(), "snowtrail-bench-"));
  try {
    if (values.corpus === undefined) {
      const { files, rawBytes, compressedBytes } = await writeCorpus(folder, events);
      print(
        `${events} events in ${files} files, ${megabytes(rawBytes)} MB raw, ${megabytes(compressedBytes)} MB compressed`,
      );
    }
    print(
      `Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? "CPU"}, ${megabytes(totalmem())} MB memory\n`,
    );
    print(row(["", "wall s", "CPU s", "peak RSS MB", "events/s", "counted"]));
    for (const name of Object.keys(contestants)) {
      if (values.only !== undefined && values.only !== name) continue;
      const { wall, cpu, peak, counted } = await measure(name, folder);
      print(
        row([
          name,
          wall.toFixed(1),
          cpu.toFixed(1),
          String(megabytes(peak)),
          String(Math.round(events / wall)),
          String(counted),
        ]),
      );
    }
  } finally {
    if (values.corpus === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function measure(name: string, folder: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, "contestants.ts"), [name, folder], {
      execArgv: ["--require", "tsx/cjs"],
    });
    child.once("message", (message) => {
      resolve(message as Measured);
    });
    child.once("exit", (code) => {
      reject(new Error(`${name} ended with status ${code} and no measurement.`));
    });
  });
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(26) : cell.padStart(12))).join("");
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main();
