/** Snowflake SQL that was refused: what, where, and what is expected or to be done instead. */
export class SqlError extends Error {
  override readonly name = "SqlError";
}

/** Where in a text something stands, as an error says it: `line 2, column 5`. */
export function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
