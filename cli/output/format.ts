import { printCsv } from "./csv";
import { printJson, printJsonLines } from "./json";
import type { Rows } from "./rows";
import type { Sink } from "./sink";
import { printTable } from "./table";
import { printTimesketch } from "./timesketch";

/** What any rows are printed as. */
export const formats = ["table", "json", "jsonl", "csv"] as const;

/** What rows are printed as that are events and have a time. */
export const eventFormats = [...formats, "timesketch"] as const;
export type Format = (typeof eventFormats)[number];

/**
 * Prints rows in a format. It stops early when nobody reads them.
 *
 * @param layout.onOneLine Write a JSON array on one line, so that each line is a result. Defaults to false.
 * @throws UsageError when the format is timesketch and no column is a time.
 */
export async function printRows(
  sink: Sink,
  format: Format,
  rows: Rows,
  layout: { onOneLine: boolean } = { onOneLine: false },
): Promise<void> {
  switch (format) {
    case "json":
      return printJson(sink, rows, layout.onOneLine ? "" : "\n");
    case "jsonl":
      return printJsonLines(sink, rows);
    case "timesketch":
      return printTimesketch(sink, rows);
    case "csv":
      return printCsv(sink, rows);
    case "table":
      return printTable(sink, rows);
  }
}
