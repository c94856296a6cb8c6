import type { Column, Rendered } from "../../engine";
import type { Rows } from "./rows";

/** Names of a list that are told before the rest is counted. */
const told = 2;

/** The same rows as a person reads them in a table: a time to its minute, and a list as its first names. */
export function readable({ columns, rows }: Rows): Rows {
  const forms = columns.map(({ type }) => formOf(type));
  async function* read(): AsyncGenerator<Rendered[][]> {
    for await (const some of rows) {
      yield some.map((row) =>
        row.map((value, at) => (typeof value === "string" ? (forms[at]?.(value) ?? value) : value)),
      );
    }
  }
  return { columns, rows: read() };
}

function formOf(type: Column["type"]): ((text: string) => string) | undefined {
  if (type === "ARRAY") return (json) => list(JSON.parse(json) as unknown[]);
  if (type.startsWith("TIMESTAMP_")) return (time) => time.slice(0, 16);
  return undefined;
}

function list(names: readonly unknown[]): string {
  const first = names.slice(0, told).join(", ");
  return names.length > told ? `${first} and ${names.length - told} more` : first;
}
