/** Arrays and objects as JSON. */
export const jsonMacros: readonly string[] = [
  `snowflake_texts(j) AS list_transform(snowflake_elements(j), lambda e: json_extract_string(e, '$'))`,
  `snowflake_nulls(j) AS list_filter(snowflake_elements(j), lambda e: json_type(e) = 'NULL')`,
  `snowflake_ranked(j) AS list_transform(list_sort(list_transform(
    list_filter(snowflake_elements(j), lambda e: json_type(e) <> 'NULL'),
    lambda e: {'o': snowflake_order(e), 'e': e})), lambda s: s.e)`,
  `snowflake_directed(j, ascending) AS CASE WHEN ascending THEN snowflake_ranked(j) ELSE list_reverse(snowflake_ranked(j)) END`,
  `snowflake_sorted(j, ascending, nulls_first) AS CASE WHEN nulls_first
    THEN list_concat(snowflake_nulls(j), snowflake_directed(j, ascending))
    ELSE list_concat(snowflake_directed(j, ascending), snowflake_nulls(j)) END`,
  // Source: "ARRAY_FLATTEN": NULL if an element is NULL.
  `snowflake_unnested(j) AS CASE WHEN len(snowflake_nulls(j)) = 0 THEN flatten(list_transform(snowflake_elements(j),
    lambda e: CASE WHEN json_type(e) = 'ARRAY' THEN snowflake_elements(e)
      ELSE error('ARRAY_FLATTEN takes an array of arrays, not of ' || CAST(e AS VARCHAR)) END)) END`,
  `snowflake_element(j, n) AS CASE WHEN json_type(j) = 'ARRAY' AND n >= 0
    THEN json_extract(j, '$[*]')[CAST(n AS BIGINT) + 1] END`,
  // A key that is computed: a pointer, in which no character but these two means anything.
  `snowflake_member(j, k) AS CASE WHEN json_type(j) = 'OBJECT'
    THEN json_extract(j, '/' || replace(replace(k, '~', '~0'), '/', '~1')) END`,
  `snowflake_member_any_case(j, k) AS snowflake_member(j,
    coalesce(list_filter(json_keys(j), lambda e: e = k)[1], list_filter(json_keys(j), lambda e: lower(e) = lower(k))[1]))`,
  `snowflake_joined(j, separator) AS CASE WHEN json_type(j) = 'ARRAY' AND separator IS NOT NULL THEN coalesce(snowflake_separated(list_transform(
    json_extract(j, '$[*]'), lambda e: coalesce(snowflake_json_text(e), '')), separator), '') END`,
  `snowflake_entry(k, j) AS to_json(k)::VARCHAR || ':' || j::VARCHAR`,
  `snowflake_object(entries) AS CAST('{' || coalesce(array_to_string(entries, ','), '') || '}' AS JSON)`,
  `snowflake_kept(j, keys, wanted) AS CASE WHEN j IS NOT NULL THEN snowflake_object(list_transform(
    list_filter(json_keys(j), lambda k: list_contains(keys, k) = wanted),
    lambda k: snowflake_entry(k, snowflake_member(j, k)))) END`,
  // Source: "OBJECT_INSERT": a pair whose key or value is NULL is left out.
  `snowflake_inserted(j, k, v, replaces) AS CASE WHEN j IS NULL THEN NULL WHEN k IS NULL THEN j
    WHEN list_contains(json_keys(j), k) AND NOT replaces THEN error('Key ''' || k || ''' already exists')
    ELSE snowflake_object(list_append(list_transform(list_filter(json_keys(j), lambda e: e <> k),
      lambda e: snowflake_entry(e, snowflake_member(j, e))), snowflake_entry(k, v))) END`,
  `snowflake_as(j, wanted) AS CASE WHEN json_type(j) = wanted THEN j END`,
  // Source: "TYPEOF".
  `snowflake_typeof(j) AS CASE json_type(j) WHEN 'BIGINT' THEN 'INTEGER' WHEN 'UBIGINT' THEN 'INTEGER'
    WHEN 'HUGEINT' THEN 'INTEGER' WHEN 'DOUBLE' THEN 'DECIMAL' WHEN 'NULL' THEN 'NULL_VALUE' ELSE json_type(j) END`,
  `snowflake_changes(l) AS len(list_filter(l[2:], lambda e, i: e <> l[i]))`,
];
