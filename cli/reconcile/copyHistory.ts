import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { UsageError } from "../output/usageError";
import type { Load } from "./loads";

/** Tells what Snowflake loaded, as far back as COPY_HISTORY reaches in the information schema: 14 days. */
export const copyHistoryQuery = `select file_name, status, first_error_message
from table(information_schema.copy_history(
    table_name => 'CLOUDTRAIL_RAW',
    start_time => dateadd('day', -14, current_timestamp())
))`;

const text = z.string("expected text");
const rows = z.array(
  z.object({
    file_name: text.min(1, "expected the name of a file"),
    status: text.toLowerCase(),
    first_error_message: text.nullish(),
  }),
  "expected a list of rows",
);

/**
 * Reads rows of Snowflake's COPY_HISTORY, exported as CSV with the names of the columns in the first line, or as JSON.
 *
 * @param file Where the text stands, for errors to name.
 * @throws UsageError when it is something else.
 */
export function readCopyHistory(exported: string, file: string): Load[] {
  if (exported.trim() === "") throw refused(file, "empty");
  const read = rows.safeParse(
    /^\s*[[{]/.test(exported) ? jsonRows(exported, file) : csvRows(exported, file),
  );
  if (!read.success) {
    const [issue] = read.error.issues;
    const [row, column = "the rows"] = issue?.path ?? [];
    const place = row === undefined ? "" : ` in row ${Number(row) + 1}, ${String(column)}`;
    throw refused(file, `wrong${place}: ${issue?.message}`);
  }
  return read.data.map(({ file_name: path, status, first_error_message: reason }) => ({
    path,
    ...stateOf(status),
    ...(reason ? { reason } : {}),
  }));
}

// Source: Snowflake's reference, COPY_HISTORY.
function stateOf(status: string): Pick<Load, "state" | "reason"> {
  switch (status) {
    case "loaded":
      return { state: "loaded" };
    case "partially loaded":
      return { state: "partly" };
    case "load in progress":
      return { state: "failed", reason: "Snowflake is loading it" };
    default:
      return { state: "failed" };
  }
}

function jsonRows(exported: string, file: string): unknown {
  try {
    return JSON.parse(exported, (_, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]))
        : value,
    );
  } catch {
    throw refused(file, "not JSON");
  }
}

function csvRows(exported: string, file: string): unknown {
  try {
    return parse(exported, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      skip_empty_lines: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused(file, `not CSV: ${error.message}`);
  }
}

function refused(file: string, reason: string): UsageError {
  return new UsageError(
    `The copy history in "${file}" is ${reason}. Export as CSV or JSON what this query gives:\n${copyHistoryQuery}`,
  );
}
