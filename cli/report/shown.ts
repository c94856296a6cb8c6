import type { Rendered } from "../../engine";
import { visible } from "../output/visibleText";

/** Characters of a value that a page has at most; a record and a statement are longer. */
const longest = 600;
const longestRecord = 6000;
const longestStatement = 20_000;

/** A value as a page shows it: every character shows, and what is very long is cut. NULL is an empty text. */
export function shown(value: Rendered | undefined): string {
  return cut(visible(value === null || value === undefined ? "" : String(value)), longest);
}

/** A record's JSON as a page shows it, which is cut likewise. */
export function shownRecord(json: string): string {
  return cut(visible(json), longestRecord);
}

/** A statement as a page shows it, which is cut likewise. Its lines stay lines. */
export function shownStatement(sql: string): string {
  return cut(sql.split("\n").map(visible).join("\n"), longestStatement);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/** Seconds since 1970 for what the engine shows of a TIMESTAMP_NTZ in UTC; none for NULL. */
export function secondsOf(value: Rendered | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  const milliseconds = Date.parse(`${value.replace(" ", "T")}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}
