import type { Column, Rendered } from "../../engine";
import type { Rows } from "./rows";
import type { Sink } from "./sink";
import { visibleJson } from "./visibleText";

/**
 * One JSON array with an object a row. VARIANT, OBJECT and ARRAY values stand in it as the JSON they are,
 * numbers with all their digits. A label that occurs twice gets `_2` the second time, so that no value is
 * lost.
 *
 * @param apart What stands between rows, beside the comma.
 */
export async function printJson(sink: Sink, { columns, rows }: Rows, apart: string): Promise<void> {
  const object = objectsOf(columns);
  let isFirst = true;
  for await (const some of rows) {
    const objects = some.map((row) => {
      const before = isFirst ? "[" : ",";
      isFirst = false;
      return `${before}${apart}${object(row)}`;
    });
    await sink.write(objects.join(""));
    if (sink.isClosed) return;
  }
  await sink.write(isFirst ? "[]\n" : `${apart}]\n`);
}

/** The objects of `printJson`, each on a line of its own. */
export async function printJsonLines(sink: Sink, { columns, rows }: Rows): Promise<void> {
  const object = objectsOf(columns);
  for await (const some of rows) {
    await sink.write(some.map((row) => `${object(row)}\n`).join(""));
    if (sink.isClosed) return;
  }
}

function objectsOf(columns: readonly Column[]): (row: readonly Rendered[]) => string {
  const keys = distinctLabels(columns).map((label) => JSON.stringify(label));
  return (row) =>
    visibleJson(
      `{${row.map((value, at) => `${keys[at]}:${jsonOf(value, columns[at])}`).join(",")}}`,
    );
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

/** The columns' labels, in which one that was there before gets a number. */
export function distinctLabels(columns: readonly Column[]): string[] {
  const labels = columns.map(({ label }) => label);
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
