import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Contestant, contestants } from "./contestants";
import { type Figures, figuresOf } from "./figures";
import { measure, type Measured } from "./measure";
import { type Scenario, scenarios } from "./scenarios";
import { Trails } from "./trails";

const titles: Readonly<Record<Contestant, string>> = {
  floor: "gunzip and JSON.parse alone",
  handWritten: "hand-written DuckDB",
  snowtrail: "snowtrail detect",
};

/**
 * Measures what detecting takes, in processes of their own, which have their turns in pairs so that a busy moment of the
 * machine is nobody's alone.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: "string", default: "1000000" },
      runs: { type: "string", default: "3" },
      only: { type: "string" },
      "ten-million": { type: "boolean", default: false },
      json: { type: "string" },
    },
  });
  const events = wholeNumber("events", values.events);
  const runs = wholeNumber("runs", values.runs);
  const all = scenarios(events, values["ten-million"]);
  const chosen = all.filter(({ name }) => name.startsWith(values.only ?? ""));
  if (chosen.length === 0) {
    const names = all.map(({ name }) => `"${name}"`).join(", ");
    throw new Error(`--only takes how one of ${names} begins, not "${values.only}".`);
  }
  const machine = {
    node: process.versions.node,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memory: totalmem(),
  };
  print(
    `Node ${machine.node}, ${machine.cores} × ${machine.cpu}, ${megabytes(machine.memory)} MB memory; median of ${runs}`,
  );
  const results: { scenario: string; events: number; figures: Figures[] }[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), "snowtrail-bench-"));
  try {
    const trails = new Trails(folder, print);
    for (const scenario of chosen) {
      const figures = await compare(scenario, runs, trails);
      results.push({ scenario: scenario.name, events: scenario.events, figures });
      print(`\n${table(scenario, figures)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ machine, runs, results }, undefined, 2)}\n`);
  }
}

const inTurn = Object.keys(contestants) as Contestant[];

async function compare(scenario: Scenario, runs: number, trails: Trails): Promise<Figures[]> {
  const taskOf = await scenario.prepare(trails);
  const rounds: Map<Contestant, Measured>[] = [];
  for (let run = 0; run < runs; run += 1) {
    const round = new Map<Contestant, Measured>();
    rounds.push(round);
    for (const contestant of scenario.contestants ?? inTurn) {
      try {
        round.set(contestant, await measure(contestant, taskOf(contestant)));
      } catch (error) {
        print(`${scenario.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return inTurn.flatMap((contestant) => figuresOf(contestant, rounds) ?? []);
}

function table({ name }: Scenario, figures: readonly Figures[]): string {
  const head = ["wall s", "CPU s", "peak MB", "events", "findings", "× wall", "× CPU", "× peak"];
  const lines = figures.map(({ contestant, wall, cpu, peak, events, findings, ratio }) =>
    row(titles[contestant], [
      wall.toFixed(2),
      cpu.toFixed(2),
      String(megabytes(peak)),
      String(events),
      contestant === "floor" ? "" : String(findings),
      ...[ratio?.wall, ratio?.cpu, ratio?.peak].map((times) => times?.toFixed(2) ?? ""),
    ]),
  );
  return [row(name, head), ...lines].join("\n");
}

function row(title: string, cells: readonly string[]): string {
  return title.padEnd(30) + cells.map((cell) => cell.padStart(11)).join("");
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} takes a whole number above 0, not "${text}".`);
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main();
