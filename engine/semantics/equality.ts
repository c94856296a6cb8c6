import { isSemiStructured } from "./types";
import type { Value } from "./value";
import { momentOf } from "./zoned";

/**
 * What values are told apart by where they are grouped, made distinct or joined: a VARIANT's keys in order and its
 * numbers in one way of writing, and the moment of a TIMESTAMP_TZ. Two offsets of one moment are equal.
 * Source: "Date & time data types", TIMESTAMP_TZ.
 */
export function keyOf({ sql, type }: Value): string {
  if (isSemiStructured(type)) return `snowflake_key(${sql})`;
  return type === "TIMESTAMP_TZ" ? momentOf(sql) : sql;
}

/** The value of a group whose key this is, in terms of the key: DuckDB is told of nothing else after GROUP BY. */
export function ofGroup(value: Value): string {
  const key = keyOf(value);
  // The group shows one of its members. A ROLLUP has rows of no group.
  return value.type === "TIMESTAMP_TZ"
    ? `CASE WHEN ${key} IS NOT NULL THEN any_value(${value.sql}) END`
    : key;
}
