import { cloudTrailName, eventColumns, objectColumns } from "./names";
import { structOf, type Json } from "./struct";

/** A row of an export: values by the names of their columns. */
export type Row = Record<string, Json>;

/**
 * The event that a row holds, as JSON text on one line: whole, in a column of its own, or a field a column. What is
 * empty or null in a column was not in the event.
 */
export function eventOf(row: Row): string {
  const fields: string[] = [];
  for (const [column, value] of Object.entries(row)) {
    if (typeof value === "string" && eventColumns.includes(column.toLowerCase())) {
      // Still to be judged: it is read like any other text of JSON.
      return JSON.stringify({ CloudTrailEvent: value });
    }
    if (value === null || value === "") continue;
    const name = cloudTrailName(column);
    const json = objectColumns.includes(name) ? objectOf(value) : JSON.stringify(named(value));
    fields.push(`${JSON.stringify(name)}:${json}`);
  }
  return `{${fields.join(",")}}`;
}

/** The JSON of an object that may be written as a text. */
function objectOf(value: Json): string {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return JSON.stringify(named(value));
  try {
    JSON.parse(value);
    // As it was written, for no digit to be lost; a line break can only stand between its tokens.
    return value.replace(/[\r\n]/g, " ");
  } catch {
    return JSON.stringify(structOf(value) ?? value);
  }
}

/** The value with the names in it as CloudTrail writes them. */
function named(value: Json): Json {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, inner]): [string, Json] => [
    cloudTrailName(name),
    named(inner),
  ]);
  return Object.fromEntries(members);
}
