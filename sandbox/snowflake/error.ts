/** Snowflake, or the provider before it, refuses a statement. */
export class SnowflakeError extends Error {}

export function alreadyExists(name: string): SnowflakeError {
  return new SnowflakeError(
    `002002 (42710): SQL compilation error: Object '${name}' already exists.`,
  );
}

export function doesNotExist(kind: string, name: string): SnowflakeError {
  return new SnowflakeError(
    `002003 (02000): SQL compilation error: ${kind} '${name}' does not exist or not authorized.`,
  );
}
