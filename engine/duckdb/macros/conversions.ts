// Each conversion has three macros or two: `try_…` is NULL where there is nothing of the type, the plain one
// fails there as Snowflake does, and `variant_…` takes a VARIANT as its text and as its JSON. COALESCE and
// CASE read the JSON only where the text does not do.

/** Conversions of texts and of VARIANTs. Source: "Data type conversion", "Conversion functions". */
export const conversionMacros: readonly string[] = [
  // DuckDB takes 1_000, inf and nan, which are no NUMBER.
  `snowflake_numeral(t) AS replace(replace(replace(t, '_', '?'), 'n', '?'), 'N', '?')`,
  `snowflake_no_number(t) AS CASE WHEN t IS NOT NULL THEN CASE
    WHEN TRY_CAST(snowflake_numeral(t) AS DOUBLE) IS NULL THEN error('Numeric value ''' || t || ''' is not recognized')
    ELSE error('Numeric value ''' || t || ''' is out of range') END END`,
  `snowflake_no_value(j, wanted) AS CASE WHEN json_extract_string(j, '$') IS NOT NULL
    THEN error('Failed to cast variant value ' || CAST(json(j) AS VARCHAR) || ' to ' || wanted) END`,
  // Source: "TO_DOUBLE": a boolean of a VARIANT is 0 or 1.
  `snowflake_variant_bit(j, wanted) AS CASE WHEN json_type(j) = 'BOOLEAN' THEN CAST(CAST(j AS BOOLEAN) AS INTEGER)
    ELSE snowflake_no_value(j, wanted) END`,
  `snowflake_variant_no_number(t, j) AS snowflake_variant_bit(j, 'FIXED')`,
  `snowflake_out_of_range(n) AS CASE WHEN n IS NOT NULL THEN error('Number out of representable range: ' || n) END`,

  // For computing and comparing. Fifteen digits do; where they do not, the exact ones are used.
  `snowflake_number(t) AS coalesce(TRY_CAST(snowflake_numeral(t) AS DOUBLE), snowflake_no_number(t))`,
  `snowflake_variant_number(t, j) AS coalesce(TRY_CAST(snowflake_numeral(t) AS DOUBLE), snowflake_variant_bit(j, 'FIXED'))`,
  `snowflake_exact_number(t) AS coalesce(TRY_CAST(snowflake_numeral(t) AS DECIMAL(38, 9)), snowflake_no_number(t))`,
  `snowflake_variant_exact_number(t, j) AS coalesce(TRY_CAST(snowflake_numeral(t) AS DECIMAL(38, 9)),
    snowflake_variant_bit(j, 'FIXED'))`,

  // DuckDB reads a text as DECIMAL(38, 0) a hundred times slower than the whole numbers that most are.
  `snowflake_try_integer(t) AS CASE WHEN regexp_full_match(t, '-?\\d{1,18}') THEN CAST(CAST(t AS BIGINT) AS HUGEINT)
    ELSE CAST(TRY_CAST(snowflake_numeral(t) AS DECIMAL(38, 0)) AS HUGEINT) END`,
  `snowflake_integer(t) AS CASE WHEN regexp_full_match(t, '-?\\d{1,18}') THEN CAST(CAST(t AS BIGINT) AS HUGEINT)
    ELSE coalesce(CAST(TRY_CAST(snowflake_numeral(t) AS DECIMAL(38, 0)) AS HUGEINT), snowflake_no_number(t)) END`,
  `snowflake_variant_integer(t, j) AS coalesce(snowflake_try_integer(t), snowflake_variant_bit(j, 'FIXED'))`,

  // A FLOAT may be infinite, or no number. Source: "Numeric data types", special values.
  `snowflake_try_float(t) AS TRY_CAST(replace(t, '_', '?') AS DOUBLE)`,
  `snowflake_float(t) AS coalesce(snowflake_try_float(t), snowflake_no_number(t))`,
  `snowflake_variant_float(t, j) AS coalesce(snowflake_try_float(t), snowflake_variant_bit(j, 'REAL'))`,

  // Source: "TO_BOOLEAN". An implicit cast knows two words only. Source: "Logical data types".
  `snowflake_try_boolean(t) AS CASE
    WHEN lower(trim(t)) IN ('true', 't', 'yes', 'y', 'on', '1') THEN true
    WHEN lower(trim(t)) IN ('false', 'f', 'no', 'n', 'off', '0') THEN false END`,
  `snowflake_no_boolean(t) AS CASE WHEN t IS NOT NULL THEN error('Boolean value ''' || t || ''' is not recognized') END`,
  `snowflake_boolean(t) AS coalesce(snowflake_try_boolean(t), snowflake_no_boolean(t))`,
  `snowflake_truth(t) AS coalesce(CASE lower(trim(t)) WHEN 'true' THEN true WHEN 'false' THEN false END, snowflake_no_boolean(t))`,
  `snowflake_variant_truth(t, j) AS coalesce(snowflake_try_boolean(t), TRY_CAST(snowflake_numeral(t) AS DOUBLE) <> 0,
    snowflake_no_value(j, 'BOOLEAN'))`,

  // Source: "TO_TIMESTAMP": a number counts seconds; a text that is one, smaller units too, by its size. A zone at the
  // end is dropped, since TIMESTAMP_NTZ keeps the wall clock.
  `snowflake_seconds(n) AS make_timestamp(CAST(CAST(n AS DECIMAL(38, 6)) * 1000000 AS BIGINT))`,
  `snowflake_epoch(n) AS make_timestamp(CASE WHEN abs(n) < 31536000000 THEN n * 1000000
    WHEN abs(n) < 31536000000000 THEN n * 1000
    WHEN abs(n) < 31536000000000000 THEN n ELSE n // 1000 END)`,
  `snowflake_try_timestamp(t) AS CASE
    WHEN regexp_full_match(t, '-?\\d{1,18}') THEN snowflake_epoch(TRY_CAST(t AS BIGINT))
    WHEN regexp_full_match(t, '\\s*\\d.*') THEN TRY_CAST(
      regexp_replace(t, '(:\\d{2}(?:\\.\\d+)?)\\s*(?:Z|UTC|[+-]\\d{2}:?(?:\\d{2})?)\\s*$', '\\1') AS TIMESTAMP) END`,
  `snowflake_no_time(t, wanted) AS CASE WHEN t IS NOT NULL THEN error(wanted || ' ''' || t || ''' is not recognized') END`,
  `snowflake_timestamp(t) AS coalesce(snowflake_try_timestamp(t), snowflake_no_time(t, 'Timestamp'))`,
  `snowflake_variant_timestamp(t, j) AS coalesce(snowflake_try_timestamp(t), snowflake_no_value(j, 'TIMESTAMP_NTZ'))`,
  // Source: "Date and time input and output formats", what AUTO takes for a DATE.
  `snowflake_try_date(t) AS CAST(coalesce(snowflake_try_timestamp(t), try_strptime(t, ['%m/%d/%Y', '%d-%b-%Y'])) AS DATE)`,
  `snowflake_date(t) AS coalesce(snowflake_try_date(t), snowflake_no_time(t, 'Date'))`,
  `snowflake_variant_date(t, j) AS coalesce(snowflake_try_date(t), snowflake_no_value(j, 'DATE'))`,
  // Source: "TO_TIME": whole numbers count seconds.
  `snowflake_try_time(t) AS CASE
    WHEN regexp_full_match(t, '\\d{1,18}') THEN CAST(snowflake_epoch(TRY_CAST(t AS BIGINT)) AS TIME)
    WHEN regexp_full_match(t, '\\s*\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{0,9})?)?\\s*') THEN TRY_CAST(trim(t) AS TIME) END`,
  `snowflake_time(t) AS coalesce(snowflake_try_time(t), snowflake_no_time(t, 'Time'))`,
  `snowflake_variant_time(t, j) AS coalesce(snowflake_try_time(t), snowflake_no_value(j, 'TIME'))`,

  // With a zone the moment counts. LTZ is of the session's zone, which is UTC.
  `snowflake_try_moment(t) AS CASE
    WHEN regexp_full_match(t, '-?\\d{1,18}') THEN CAST(snowflake_epoch(TRY_CAST(t AS BIGINT)) AS TIMESTAMPTZ)
    WHEN regexp_full_match(t, '\\s*\\d.*') THEN TRY_CAST(t AS TIMESTAMPTZ) END`,
  `snowflake_moment(t) AS coalesce(snowflake_try_moment(t), snowflake_no_time(t, 'Timestamp'))`,
  `snowflake_variant_moment(t, j) AS coalesce(snowflake_try_moment(t), snowflake_no_value(j, 'TIMESTAMP_LTZ'))`,
];
