/**
 * Arrays as lists of elements. Positions count from zero, negative ones from the end.
 * Source: "ARRAY_SLICE", "ARRAY_INSERT", "ARRAY_REMOVE_AT".
 */
export const arrayMacros: readonly string[] = [
  // A macro writes its argument as often as it names it. The lambda does so once, however deep calls stand in calls.
  `snowflake_elements(j) AS list_transform([j],
    lambda a: CAST(CASE WHEN json_type(a) = 'ARRAY' THEN json_extract(a, '$[*]') END AS JSON[]))[1]`,
  `snowflake_to_array(j) AS list_transform([j], lambda a: CASE json_type(a) WHEN 'ARRAY' THEN a WHEN 'NULL' THEN NULL
    ELSE CASE WHEN a IS NOT NULL THEN json_array(a) END END)[1]`,
  `snowflake_place(l, p) AS CASE WHEN p < 0 THEN greatest(len(l) + p, 0) ELSE p END`,
  `snowflake_slice(l, f, t) AS CASE WHEN snowflake_place(l, t) <= snowflake_place(l, f) THEN l[1:0]
    ELSE l[snowflake_place(l, f) + 1:snowflake_place(l, t)] END`,
  // One that is beyond the end comes after undefined elements, which JSON shows as null.
  `snowflake_with_element(l, p, e) AS list_concat(list_append(list_concat(snowflake_slice(l, 0, snowflake_place(l, p)),
    list_transform(range(greatest(snowflake_place(l, p) - len(l), 0)), lambda i: CAST('null' AS JSON))), e),
    l[snowflake_place(l, p) + 1:])`,
  `snowflake_without_element(l, p) AS list_filter(l, lambda e, i: i <> CASE WHEN p < 0 THEN len(l) + p ELSE p END + 1)`,
  // Elements are compared as VARIANTs are.
  `snowflake_keys(l) AS list_transform(l, lambda e: snowflake_key(e))`,
  `snowflake_copies(l, e) AS len(list_filter(l, lambda x: snowflake_key(x) = snowflake_key(e)))`,
];
