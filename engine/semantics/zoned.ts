/**
 * TIMESTAMP_TZ in DuckDB: a moment and the offset that it was written with. The moment is what is compared; the clock
 * at that offset is what is shown and what parts are taken of. Source: "Date & time data types", TIMESTAMP_TZ.
 */

/** The type of a column that stores it: the moment in UTC, the offset in minutes. */
export const zonedType = 'STRUCT("moment" TIMESTAMP, "offset" SMALLINT)';

/** The moment, as a TIMESTAMP in UTC. */
export function momentOf(zoned: string): string {
  return `(${zoned})."moment"`;
}

/** What the clock shows at the offset. */
export function clockOf(zoned: string): string {
  return `snowflake_clock(${zoned})`;
}

/** A moment in UTC. */
export function inUtc(moment: string): string {
  return `snowflake_zoned(${moment}, 0)`;
}

/** A moment as it is written in a zone. */
export function inZone(moment: string, zone: string): string {
  return `snowflake_zoned_at(${moment}, ${zone})`;
}

/** The moment at which the clock shows another time at the same offset. */
export function withClock(zoned: string, clock: string): string {
  return `snowflake_zoned_clock(${clock}, (${zoned})."offset")`;
}
