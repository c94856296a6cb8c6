import type { Column, Rendered } from "../../engine";
import { actionName } from "./actionName";
import { distinctLabels } from "./json";
import type { Rows } from "./rows";
import type { Sink } from "./sink";
import { UsageError } from "./usageError";
import { visibleJson } from "./visibleText";

/**
 * JSON lines as Timesketch imports them: `message`, `datetime` and `timestamp_desc`, then the row's other values
 * under their labels. A column with one of the three names is that field; otherwise the time is `eventTime`,
 * else the first column that is a time, and `timestamp_desc` is its label. NULL is left out, and VARIANT,
 * OBJECT and ARRAY are their JSON as text: OpenSearch, which keeps Timesketch's events, would make a field of each
 * key, and takes 1,000 of them. A row without a time is kept, as plaso does it: at the epoch, as "Not a time".
 *
 * Source: Timesketch, "Create timeline from JSON/JSONL/CSV file".
 *
 * @throws UsageError when no column is a time.
 */
export async function printTimesketch(sink: Sink, { columns, rows }: Rows): Promise<void> {
  const event = timelineEvents(columns);
  for await (const some of rows) {
    const lines = some.map((row) => `${JSON.stringify(event(row))}\n`);
    await sink.write(visibleJson(lines.join("")));
    if (sink.isClosed) return;
  }
}

type Values = Record<string, string | number | boolean>;

function timelineEvents(columns: readonly Column[]): (row: readonly Rendered[]) => Values {
  const time = timeColumn(columns);
  const labels = distinctLabels(columns);
  return (row) => {
    const values: Values = {};
    for (const [at, value] of row.entries()) {
      const plain = plainValue(value);
      if (plain !== undefined) values[labels[at] ?? ""] = plain;
    }
    const moment = row[time.at];
    const isTimed = typeof moment === "string";
    const datetime = isTimed ? isoTime(moment) : "1970-01-01T00:00:00.000+00:00";
    const timestamp_desc = isTimed ? time.label : "Not a time";
    return Object.assign({ message: messageOf(values), datetime, timestamp_desc }, values, {
      datetime,
    });
  };
}

function timeColumn(columns: readonly Column[]): { at: number; label: string } {
  const isTime = ({ type }: Column): boolean => type.startsWith("TIMESTAMP_");
  const named = (name: string) => (column: Column) => isTime(column) && column.name === name;
  for (const fits of [named("DATETIME"), named("EVENTTIME"), isTime]) {
    const at = columns.findIndex(fits);
    const label = columns[at]?.label;
    if (label !== undefined) return { at, label };
  }
  throw new UsageError(
    "A row for Timesketch needs a time, and no column of these is one. Select eventTime as well, or use --format jsonl.",
  );
}

/** `2024-01-31 23:59:59.123 +0200` as `2024-01-31T23:59:59.123+02:00`; a time without zone is in UTC. */
function isoTime(rendered: string): string {
  const [day = "", clock = "", offset = "+0000"] = rendered.split(" ");
  return `${day}T${clock}${offset.slice(0, 3)}:${offset.slice(3)}`;
}

function plainValue(value: Rendered): string | number | boolean | undefined {
  if (value === null) return undefined;
  const isExact =
    typeof value !== "bigint" && (typeof value !== "number" || Number.isFinite(value));
  return isExact ? value : String(value);
}

/** What an event's row reads as in one line, and for any other row its values. */
function messageOf(values: Values): string {
  const text = (label: string): string | undefined => {
    const value = values[label];
    return value === undefined ? undefined : String(value);
  };
  const event = ["eventName", "eventSource"].map(text);
  if (event.every((part) => part === undefined)) {
    return Object.entries(values)
      .map(([label, value]) => `${label}: ${value}`)
      .join(", ");
  }
  const part = (before: string, label: string): string => {
    const value = text(label);
    return value === undefined ? "" : `${before}${value}`;
  };
  const title = text("title");
  return [
    title === undefined ? "" : `${title}: `,
    actionName(event[0], event[1]),
    part(" by ", "actor"),
    part(" on ", "target"),
    part(" from ", "sourceIPAddress"),
    part(", failed with ", "errorCode"),
  ].join("");
}
