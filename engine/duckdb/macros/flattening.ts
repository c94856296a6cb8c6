/**
 * Macros of FLATTEN: for a value `j` and a mode `m` (`BOTH`, `ARRAY` or `OBJECT`), lists of what the columns
 * hold, one element a row. The rows of an object come in the order of its keys in the file.
 */
export const flatteningMacros: readonly string[] = [
  `snowflake_flattened(j, m) AS CASE WHEN (json_type(j) = 'ARRAY' AND m <> 'OBJECT')
    OR (json_type(j) = 'OBJECT' AND m <> 'ARRAY') THEN j END`,
  `snowflake_flatten_values(j, m) AS CASE
    WHEN json_type(j) = 'ARRAY' AND m <> 'OBJECT' THEN json_extract(j, '$[*]')
    WHEN json_type(j) = 'OBJECT' AND m <> 'ARRAY' THEN json_extract(j, '$.*') ELSE [] END`,
  `snowflake_flatten_keys(j, m) AS CASE
    WHEN json_type(j) = 'ARRAY' AND m <> 'OBJECT' THEN list_transform(json_extract(j, '$[*]'), lambda e: NULL::VARCHAR)
    WHEN json_type(j) = 'OBJECT' AND m <> 'ARRAY' THEN json_keys(j) ELSE [] END`,
  `snowflake_flatten_indexes(j, m) AS CASE
    WHEN json_type(j) = 'ARRAY' AND m <> 'OBJECT' THEN range(CAST(json_array_length(j) AS BIGINT))
    WHEN json_type(j) = 'OBJECT' AND m <> 'ARRAY' THEN list_transform(json_keys(j), lambda e: NULL::BIGINT) ELSE [] END`,
  // The last step of a path: a key that is no plain name stands in brackets and quotes.
  `snowflake_flatten_steps(j, m) AS CASE
    WHEN json_type(j) = 'ARRAY' AND m <> 'OBJECT'
      THEN list_transform(range(CAST(json_array_length(j) AS BIGINT)), lambda i: '[' || i || ']')
    WHEN json_type(j) = 'OBJECT' AND m <> 'ARRAY' THEN list_transform(json_keys(j),
      lambda k: CASE WHEN regexp_full_match(k, '[A-Za-z_$][\\w$]*') THEN k ELSE '[''' || k || ''']' END) ELSE [] END`,
  `snowflake_flatten_path(p, s) AS CASE WHEN s = '' THEN p WHEN p = '' OR starts_with(s, '[') THEN p || s
    ELSE p || '.' || s END`,
  `snowflake_flatten_paths(p, j, m) AS list_transform(snowflake_flatten_steps(j, m), lambda s: snowflake_flatten_path(p, s))`,
  `snowflake_outer(l, e) AS CASE WHEN coalesce(len(l), 0) = 0 THEN [e] ELSE l END`,
];
