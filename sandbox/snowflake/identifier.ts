/** A name as the provider writes it: quoted, so that case counts. */
export function quoted(...parts: readonly string[]): string {
  return parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(".");
}

/** The plain name of what the provider is given with quotes or without. */
export function unquoted(written: string): string {
  return /^"(.*)"$/.exec(written)?.[1]?.replaceAll('""', '"') ?? written;
}

/** The full name of what stands in a schema. */
export function fullName(object: { database: string; schema: string; name: string }): string {
  return quoted(object.database, object.schema, object.name);
}
