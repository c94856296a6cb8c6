import { stringify } from "csv-stringify/sync";
import type { Rendered } from "../../engine";
import type { Rows } from "./rows";
import type { Sink } from "./sink";
import { visible } from "./visibleText";

/** RFC 4180 with a header and line feeds. NULL is an empty field. */
export async function printCsv(sink: Sink, { columns, rows }: Rows): Promise<void> {
  await sink.write(stringify([columns.map(({ label }) => cell(label))]));
  for await (const some of rows) {
    await sink.write(stringify(some.map((row) => row.map(cell))));
    if (sink.isClosed) return;
  }
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
