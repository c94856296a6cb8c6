/** A value as it stands in a record. */
export type Json = null | string | number | boolean | Json[] | JsonObject;

/** A record, or a part of one. */
export interface JsonObject {
  [key: string]: Json;
}

const piece = /(^|\.)(?:"((?:[^"]|"")+)"|([^.":[\]]+))/y;

/**
 * Takes a path into a record apart: keys with dots between them. A key that holds a dot stands in double quotes, as
 * in Snowflake's SQL: `requestParameters."aws:SourceArn.like".value`.
 *
 * @returns Undefined for what is no such path.
 */
export function parsePath(text: string): string[] | undefined {
  const keys: string[] = [];
  piece.lastIndex = 0;
  for (let end = 0; end < text.length; end = piece.lastIndex) {
    const found = piece.exec(text);
    if (!found || end > 0 !== (found[1] === ".")) return undefined;
    keys.push(found[2]?.replaceAll('""', '"') ?? found[3] ?? "");
  }
  return keys.length > 0 ? keys : undefined;
}

/**
 * The object with another value at the path. Objects on the way that are missing or null are made.
 *
 * @returns Undefined when something else than an object stands on the way.
 */
export function withValue(
  object: JsonObject,
  [key = "", ...rest]: readonly string[],
  value: Json,
): JsonObject | undefined {
  if (rest.length === 0) return { ...object, [key]: value };
  const inner = object[key] ?? {};
  const changed = isObject(inner) ? withValue(inner, rest, value) : undefined;
  return changed && { ...object, [key]: changed };
}

/**
 * The object without what stands at the path.
 *
 * @returns Undefined when nothing stands there.
 */
export function withoutValue(
  object: JsonObject,
  [key = "", ...rest]: readonly string[],
): JsonObject | undefined {
  if (!(key in object)) return undefined;
  const { [key]: inner, ...others } = object;
  if (rest.length === 0) return others;
  const changed = isObject(inner) ? withoutValue(inner, rest) : undefined;
  return changed && { ...object, [key]: changed };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
