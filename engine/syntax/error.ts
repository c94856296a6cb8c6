/** Snowflake SQL that was refused: where, and what is expected or to be done instead. */
export class SqlError extends Error {
  override readonly name = "SqlError";

  /**
   * @param statement The text that is refused.
   * @param at The offset in it of what is refused.
   * @param reason What is wrong with that and what to write instead, without the place.
   */
  constructor(
    statement: string,
    readonly at: number,
    readonly reason: string,
  ) {
    super(`${place(statement, at)}: ${reason}`);
  }
}

/** Where in a text something stands: `line 2, column 5`. */
function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
