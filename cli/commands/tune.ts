import { existsSync } from "node:fs";
import { draftExceptions, type Severity } from "../../sql/catalogue";
import { FindingsAlone } from "../findings/alone";
import { suppressedCount } from "../findings/suppressed";
import { printTable } from "../output/table";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../output/usageError";
import { visible, visibleJson } from "../output/visibleText";
import { mustBeWritable, writeNew } from "../output/file";
import { alikeOf, alikeSelect } from "../tune/alike";
import { chooseExceptions, type Choice } from "../tune/choose";
import { historyOf, type History } from "../tune/history";
import {
  chosenText,
  dayRows,
  foundText,
  principalRows,
  sparedText,
  suggestionRows,
} from "../tune/report";
import { askedCatalogue, type DetectionOptions } from "./askedCatalogue";
import type { Input } from "./inputText";
import type { SourceOptions } from "./loading";
import { overEvents, type Events } from "./overEvents";

export interface TuneOptions extends SourceOptions, DetectionOptions {
  format: "table" | "json";
  db?: string;
  /** The gravest findings that a suggestion may remove. */
  upTo: Severity;
  /** A new file for the suggestions. */
  exceptions?: string;
}

/** How long a suggestion lasts, in days. */
const lasts = 90;

/** What the command tells. */
interface Told {
  history: History;
  /** Findings that exceptions leave out already. */
  suppressed: number;
  choice: Choice;
  /** The suggestions as lines of exceptions.csv, under its first line. */
  lines: string;
}

/**
 * Tells which detections found how much on which day, by whom, and which exceptions would quieten them.
 *
 * @returns The exit status.
 * @throws UsageError when the file for the suggestions is there already, UnwrittenError when it cannot be written.
 */
export async function tune(
  paths: readonly string[],
  options: TuneOptions,
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  const { db, exceptions: file, upTo } = options;
  if (file !== undefined && existsSync(file)) {
    throw new UsageError(`"${file}" exists already. Give --exceptions the name of a new file.`);
  }
  if (file !== undefined) await mustBeWritable(file);
  const catalogue = askedCatalogue(options);
  const events: Events = {
    ...{ paths, stdin, sources: options, db, catalogue },
    unlessKept: async (warehouse) => {
      const alone = new FindingsAlone(catalogue, warehouse);
      return { choice: { stored: await alone.begin(new Set()) }, ready: () => alone.ready() };
    },
  };
  return overEvents(events, terminal, async ({ engine }) => {
    const { rows } = await engine.query(alikeSelect);
    const all = rows.map(alikeOf);
    const choice = chooseExceptions(all, upTo);
    const expires = new Date(Date.now() + lasts * 86_400_000).toISOString().slice(0, 10);
    const lines = draftExceptions(choice.suggestions.map((each) => ({ ...each, expires })));
    const suppressed = await suppressedCount(engine, catalogue);
    const told = { history: historyOf(all), suppressed, choice, lines };
    await (options.format === "json" ? printJson(told, terminal) : printText(told, upTo, terminal));
    if (file === undefined || choice.suggestions.length === 0) return;
    await writeNew(file, lines);
    await terminal.stderr.write(`wrote  ${visible(file)}\n`);
  });
}

async function printJson(
  { history, suppressed, choice, lines }: Told,
  { stdout }: Terminal,
): Promise<void> {
  const { suggestions, ...rest } = choice;
  const told = { ...history, suppressed, ...rest, suggestions, lines };
  await stdout.write(`${visibleJson(JSON.stringify(told, null, 2))}\n`);
}

async function printText(
  { history, suppressed, choice, lines }: Told,
  upTo: Severity,
  { stdout }: Terminal,
): Promise<void> {
  await stdout.write(`${foundText(history, suppressed)}\n`);
  if (history.findings === 0) return;
  for (const rows of [dayRows(history), principalRows(history)]) {
    await stdout.write("\n");
    await printTable(stdout, rows);
  }
  await stdout.write(`\n${chosenText(choice)}\n`);
  if (choice.suggestions.length > 0) {
    await stdout.write("\n");
    await printTable(stdout, suggestionRows(choice));
    await stdout.write(`\n${lines}`);
  }
  if (choice.spared > 0) await stdout.write(`\n${sparedText(choice, upTo)}\n`);
}
