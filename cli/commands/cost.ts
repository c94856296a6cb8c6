import type { Column } from "../../engine";
import { readCatalogue } from "../../sql/catalogue";
import { measure, type Measured } from "../cost/measure";
import { costs, type Cost, type Operation } from "../cost/model";
import { counted, estimate, number, size } from "../output/numbers";
import { Progress } from "../output/progress";
import { printRows, type Format } from "../output/format";
import type { Terminal } from "../output/terminal";
import { exitStatus } from "./exitStatus";
import { byReason, discoverAsked, type SourceOptions } from "./loading";

export interface CostOptions extends SourceOptions {
  format: Format;
  /** Days for which events are kept. */
  keep: number;
  /** Minutes between two runs of the task, or the target lag. */
  every: number;
  /** Queries over FINDINGS in a day. */
  queries: number;
}

/**
 * Measures log files and prints what Snowflake would cost for them in each mode.
 *
 * @returns The exit status.
 */
export async function cost(
  paths: readonly string[],
  options: CostOptions,
  terminal: Terminal,
): Promise<number> {
  const { stdout, stderr, signal } = terminal;
  const progress = new Progress(stderr);
  const measured = await measure(await discoverAsked(paths, options, { signal }), {
    signal,
    onFile: (read, of) => {
      progress.show(`Measuring: ${number(read)} of ${number(of)} files`);
    },
  }).finally(() => {
    progress.clear();
  });
  const told = options.format === "table" ? stdout : stderr;
  const { files, packed, unpacked, days } = measured;
  if (days === 0) {
    await told.write(
      `${[...measuredLines(measured), "There is no event with a time: nothing to reckon with."].join("\n")}\n`,
    );
    return exitStatus.incomplete;
  }
  const { windowed } = readCatalogue();
  const operation: Operation = {
    keepDays: options.keep,
    everyMinutes: options.every,
    queriesPerDay: options.queries,
    scans: 1 + windowed.length,
  };
  const daily = { files: files / days, packed: packed / days, unpacked: unpacked / days };
  const lines = [...measuredLines(measured), ...dailyLines(measured), ...operationLines(operation)];
  await told.write(`${lines.join("\n")}\n\n`);
  await printRows(stdout, options.format, { columns, rows: [costs(daily, operation).map(row)] });
  return measured.damaged.length > 0 ? exitStatus.incomplete : exitStatus.ok;
}

function measuredLines({ files, events, days, other, damaged }: Measured): string[] {
  return [
    `measured    ${counted(files, "file")}, ${counted(events, "event")} on ${counted(days, "day")}; ${number(other)} more hold no events`,
    ...(damaged.length > 0 ? ["not read", ...byReason(damaged)] : []),
  ];
}

function dailyLines({ files, events, packed, unpacked, days }: Measured): string[] {
  const [stored, text] = [packed, unpacked].map((bytes) => size(bytes / days));
  return [
    `a day       ${estimate(files / days)} files, ${estimate(events / days)} events of ${size(unpacked / events)}`,
    `            ${stored} packed, ${text} unpacked: ${estimate(unpacked / packed)} times as much`,
  ];
}

function operationLines({ keepDays, everyMinutes, queriesPerDay, scans }: Operation): string[] {
  return [
    `reckoned    ${number(keepDays)} days kept; a task or a lag of ${number(everyMinutes)} minutes; an X-Small warehouse`,
    `            ${number(queriesPerDay)} queries a day over FINDINGS, which reads the events ${number(scans)} times`,
  ];
}

const columns: Column[] = [
  { name: "MODE", label: "mode", type: "VARCHAR" },
  ...[
    "raw_table_gb",
    "typed_table_gb",
    "snowpipe_credits_a_month",
    "filling_credits_a_month",
    "querying_credits_a_month",
  ].map((label): Column => ({ name: label.toUpperCase(), label, type: "FLOAT" })),
];

function row({
  mode,
  rawTable,
  typedTable,
  snowpipe,
  filling,
  querying,
}: Cost): (string | number)[] {
  const figures = [rawTable, typedTable, snowpipe, filling, querying];
  return [mode, ...figures.map((figure) => Number(figure.toPrecision(3)))];
}
