/** A Snowflake identifier in double quotes, in which case it means exactly these characters. */
export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Where an object lives in Snowflake. */
export interface QualifiedName {
  database: string;
  schema: string;
  name: string;
}

/** The full name of an object, each part in quotes. */
export function qualified({ database, schema, name }: QualifiedName): string {
  return [database, schema, name].map(quoted).join(".");
}
