import { Readable, pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { chunksOf, type Bytes } from "../unpack/bytes";
import { TextError } from "../textError";
import { eventOf, type Row } from "./event";
import { inLines } from "./lines";
import { areOfEvents } from "./names";

const delimiters = [",", "\t", ";"];

/** The most characters that a row may have. */
const largestRow = 64 * 2 ** 20;

/** What separates the columns, when the first line names columns of events. */
export function csvDelimiter(head: Buffer): string | undefined {
  const [line = ""] = head.toString("utf8", 0, 1 << 16).split(/\r?\n/, 1);
  return delimiters.find((delimiter) => areOfEvents(columnsOf(line, delimiter)));
}

function columnsOf(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
}

/** The rows of a CSV text as events, one a line. @throws TextError when it is broken. */
export function csvEvents(text: Bytes, delimiter: string): AsyncGenerator<Buffer> {
  const rows = parse({
    columns: true,
    delimiter,
    max_record_size: largestRow,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  pipeline(Readable.from(chunksOf(text)), rows, () => undefined);
  return inLines(eventsOf(rows));
}

async function* eventsOf(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  try {
    for await (const row of rows) yield eventOf(row as Row);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new TextError(
      error.code === "CSV_QUOTE_NOT_CLOSED"
        ? "the CSV ends too early: the file is truncated"
        : `not CSV: line ${String(error.lines)} stops making sense`,
    );
  }
}
