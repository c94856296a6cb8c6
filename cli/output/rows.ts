import { stringify } from "csv-stringify/sync";
import { type Rendered, type Column } from "../../engine";
import type { Sink } from "./sink";
import { displayWidth, pad, truncate, visible, visibleJson } from "./visibleText";

/** What rows are printed as. */
export const formats = ["table", "json", "csv"] as const;
export type Format = (typeof formats)[number];

/** Rows as they are computed, under their columns. */
export interface Rows {
  columns: readonly Column[];
  rows: AsyncIterable<Rendered[][]> | Iterable<Rendered[][]>;
}

/**
 * Prints rows in a format, and returns how many there were. It stops early when nobody reads them.
 *
 * @param layout.onOneLine Write a JSON array on one line, so that each line is a result. Defaults to false.
 */
export async function printRows(
  sink: Sink,
  format: Format,
  rows: Rows,
  layout: { onOneLine: boolean } = { onOneLine: false },
): Promise<number> {
  switch (format) {
    case "json":
      return printJson(sink, rows, layout.onOneLine ? "" : "\n");
    case "csv":
      return printCsv(sink, rows);
    case "table":
      return printTable(sink, rows);
  }
}

/**
 * One JSON array with an object a row. VARIANT, OBJECT and ARRAY values stand in it as the JSON they are,
 * numbers with all their digits. A label that occurs twice gets `_2` the second time, so that no value is
 * lost.
 *
 * @param apart What stands between rows, beside the comma.
 */
async function printJson(sink: Sink, { columns, rows }: Rows, apart: string): Promise<number> {
  const keys = distinct(columns.map(({ label }) => label)).map((label) => JSON.stringify(label));
  let count = 0;
  for await (const some of rows) {
    const objects = some.map((row) => {
      const members = row.map((value, at) => `${keys[at]}:${jsonOf(value, columns[at])}`);
      return `${count++ === 0 ? "[" : ","}${apart}{${members.join(",")}}`;
    });
    await sink.write(visibleJson(objects.join("")));
    if (sink.isClosed) return count;
  }
  await sink.write(count === 0 ? "[]\n" : `${apart}]\n`);
  return count;
}

function jsonOf(value: Rendered, column: Column | undefined): string {
  if (value === null) return "null";
  if (typeof value === "string") {
    return isJson(column) || column?.type === "NUMBER" ? value : JSON.stringify(value);
  }
  // JSON has no NaN and no infinities.
  return typeof value === "number" && !Number.isFinite(value)
    ? JSON.stringify(String(value))
    : String(value);
}

function isJson(column: Column | undefined): boolean {
  return column?.type === "VARIANT" || column?.type === "OBJECT" || column?.type === "ARRAY";
}

/** The labels, in which one that was there before gets a number. */
function distinct(labels: readonly string[]): string[] {
  const taken = new Set(labels);
  const used = new Set<string>();
  return labels.map((label) => {
    let own = label;
    for (let number = 2; used.has(own); number += 1) {
      const candidate = `${label}_${number}`;
      if (!taken.has(candidate)) own = candidate;
    }
    used.add(own);
    return own;
  });
}

/** RFC 4180 with a header and line feeds. NULL is an empty field. */
async function printCsv(sink: Sink, { columns, rows }: Rows): Promise<number> {
  await sink.write(stringify([columns.map(({ label }) => cell(label))]));
  let count = 0;
  for await (const some of rows) {
    count += some.length;
    await sink.write(stringify(some.map((row) => row.map(cell))));
    if (sink.isClosed) break;
  }
  return count;
}

/**
 * A value for CSV. A spreadsheet would run text that starts like a formula, so it gets an apostrophe in
 * front (OWASP, "CSV Injection"); a number is a number. Characters that do not show are escaped: JSON is
 * the format that keeps every byte.
 */
function cell(value: Rendered): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = visible(value);
  return /^[=+\-@\t\r＝＋－＠]/u.test(value) ? `'${text}` : text;
}

/** Rows that are looked at to find the widths of columns; later rows are cut to those. */
const sampleRows = 1000;

async function printTable(sink: Sink, { columns, rows }: Rows): Promise<number> {
  const labels = columns.map(({ label }) => visible(label));
  let widths: number[] | undefined;
  let held: string[][] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    if (widths === undefined) {
      widths = fit([labels, ...held], sink.width);
      const rule = widths.map((width) => "─".repeat(width));
      await sink.write(line(labels, widths) + line(rule, widths));
    }
    const fixed = widths;
    await sink.write(held.map((row) => line(row, fixed)).join(""));
    held = [];
  };
  for await (const some of rows) {
    count += some.length;
    held.push(...some.map((row) => row.map(shown)));
    if (held.length >= sampleRows) await flush();
    if (sink.isClosed) return count;
  }
  await flush();
  return count;
}

function shown(value: Rendered): string {
  return value === null ? "NULL" : visible(String(value));
}

function line(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((text, at) => {
    const width = widths[at] ?? 0;
    return pad(truncate(text, width), width);
  });
  return `${padded.join("  ").trimEnd()}\n`;
}

/** The widths that the cells need, the widest cut until all fit, though never below 8 columns. */
function fit(cells: readonly string[][], total: number): number[] {
  const widths = (cells[0] ?? []).map((_, at) =>
    Math.max(1, ...cells.map((row) => displayWidth(row[at] ?? ""))),
  );
  const available = total - 2 * (widths.length - 1);
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= 8) break;
    const at = widths.indexOf(widest);
    const next = Math.max(8, ...widths.filter((width) => width < widest));
    const cut = Math.min(excess, widest - Math.min(next, widest - 1));
    widths[at] = widest - cut;
    excess -= cut;
  }
  return widths;
}
