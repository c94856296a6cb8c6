/**
 * TIMESTAMP_TZ as DuckDB holds it: a STRUCT of the moment in UTC and of the offset in minutes, both of which
 * Snowflake keeps. DuckDB's own TIMESTAMPTZ keeps the moment only. Source: "Date & time data types".
 */
export const zonedTimeMacros: readonly string[] = [
  `snowflake_zoned(moment, minutes) AS CASE WHEN moment IS NOT NULL AND minutes IS NOT NULL
    THEN {'moment': CAST(moment AS TIMESTAMP), 'offset': CAST(minutes AS SMALLINT)} END`,
  // From what the clock shows there.
  `snowflake_zoned_clock(clock, minutes) AS snowflake_zoned(
    CAST(clock AS TIMESTAMP) - to_minutes(CAST(minutes AS BIGINT)), minutes)`,
  `snowflake_zoned_at(moment, zone) AS snowflake_zoned(moment,
    date_diff('minute', CAST(moment AS TIMESTAMP), timezone(zone, CAST(moment AS TIMESTAMPTZ))))`,
  `snowflake_clock(z) AS z.moment + to_minutes(CAST(z."offset" AS BIGINT))`,
  `snowflake_zoned_text(z) AS strftime(snowflake_clock(z), '%Y-%m-%d %H:%M:%S.%g ') || CASE WHEN z."offset" < 0 THEN '-' ELSE '+' END
    || lpad(CAST(abs(z."offset") // 60 AS VARCHAR), 2, '0') || lpad(CAST(abs(z."offset") % 60 AS VARCHAR), 2, '0')`,
  // A date may end like an offset, so the time stands before it.
  `snowflake_offset_part(t, n) AS regexp_extract(t, ':\\d{2}(?:\\.\\d+)?\\s*([+-])(\\d{2}):?(\\d{2})?\\s*$', n)`,
  `snowflake_offset(t) AS CASE WHEN snowflake_offset_part(t, 0) = '' THEN 0 ELSE
    (CAST(snowflake_offset_part(t, 2) AS INTEGER) * 60 + coalesce(TRY_CAST(snowflake_offset_part(t, 3) AS INTEGER), 0))
    * CASE WHEN snowflake_offset_part(t, 1) = '-' THEN -1 ELSE 1 END END`,
  `snowflake_try_zoned_time(t) AS snowflake_zoned_clock(snowflake_try_timestamp(t), snowflake_offset(t))`,
  `snowflake_zoned_time(t) AS snowflake_zoned_clock(snowflake_timestamp(t), snowflake_offset(t))`,
  `snowflake_variant_zoned_time(t, j) AS snowflake_zoned_clock(snowflake_variant_timestamp(t, j), snowflake_offset(t))`,
];
