/** Text as a Snowflake string literal, in which a backslash is an escape. */
export function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
