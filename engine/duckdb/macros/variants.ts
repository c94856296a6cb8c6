/**
 * How a VARIANT is shown and what it is equal to. `snowflake_sorted_json` is computed outside of DuckDB
 * (variantFunctions.ts), so it is kept to what needs it: objects, arrays, and what can be written in several ways.
 */
export const variantMacros: readonly string[] = [
  `snowflake_float_text(n) AS CASE WHEN n = trunc(n) AND abs(n) < 1e15 THEN CAST(CAST(n AS BIGINT) AS VARCHAR)
    ELSE CAST(n AS VARCHAR) END`,
  `snowflake_json_text(j) AS CASE WHEN starts_with(CAST(j AS VARCHAR), '{') OR starts_with(CAST(j AS VARCHAR), '[')
      OR json_type(j) IN ('OBJECT', 'ARRAY') THEN snowflake_sorted_json(CAST(j AS VARCHAR))
    WHEN json_type(j) = 'DOUBLE' AND regexp_matches(CAST(j AS VARCHAR), '[.eE]') THEN snowflake_float_text(CAST(j AS DOUBLE))
    ELSE json_extract_string(j, '$') END`,
  // The text at a path is shown as it is, unless it looks like an object, an array or a number with zeros to spare.
  `snowflake_path_text(t, j) AS CASE WHEN regexp_matches(t, '^(?:[\\[{]|-?\\d+(?:\\.\\d+)?[eE][+-]?\\d+$|-?\\d+\\.0$)')
    THEN snowflake_json_text(j) ELSE t END`,
  `snowflake_json(j) AS CASE WHEN j IS NOT NULL THEN snowflake_sorted_json(CAST(j AS VARCHAR)) END`,
  // What VARIANTs are told apart by.
  `snowflake_key(j) AS CASE WHEN regexp_matches(CAST(j AS VARCHAR), '^(?:"[^"\\\\]*"|-?\\d+|true|false|null)$') THEN j
    ELSE CAST(snowflake_sorted_json(CAST(j AS VARCHAR)) AS JSON) END`,
  // For a comparison, in which a JSON null is NULL.
  `snowflake_operand(j) AS CASE WHEN json_type(j) <> 'NULL' THEN CAST(snowflake_key(j) AS VARCHAR) END`,
  // Source: "TO_OBJECT", "TO_ARRAY": a JSON null is NULL, and what is no array becomes the only element of one.
  `snowflake_variant_object(j) AS CASE WHEN json_type(j) = 'OBJECT' THEN j ELSE snowflake_no_value(j, 'OBJECT') END`,
  `snowflake_array(j) AS CASE WHEN json_type(j) = 'ARRAY' THEN j WHEN json_type(j) <> 'NULL' THEN json_array(j) END`,
  `snowflake_not_null(j) AS CASE WHEN json_type(j) <> 'NULL' THEN j END`,
  // An order in which numbers stand by their size, before texts.
  `snowflake_order(j) AS CASE WHEN json_extract_string(j, '$') IS NOT NULL THEN
    {'number': TRY_CAST(json_extract_string(j, '$') AS DOUBLE), 'text': snowflake_json_text(j)} END`,
];
