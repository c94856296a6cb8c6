import { arrayMacros } from "./macros/arrays";
import { conversionMacros } from "./macros/conversions";
import { variantMacros } from "./macros/variants";
import { zonedTimeMacros } from "./macros/zonedTimes";

/** Settings under which DuckDB computes as Snowflake does with its default parameters, in UTC. */
export const sessionSettings: readonly string[] = [
  "SET timezone = 'UTC'",
  "SET default_null_order = 'nulls_last_on_asc_first_on_desc'",
];

// Each entry is `name(parameters) AS expression`; each may use those before it.
const definitions: readonly string[] = [
  ...conversionMacros,
  ...zonedTimeMacros,
  ...variantMacros,
  ...arrayMacros,

  // Times.
  `snowflake_months_between(a, b) AS CAST(CASE
    WHEN day(a) = day(b) OR (a::DATE = last_day(a) AND b::DATE = last_day(b)) THEN date_diff('month', b, a)
    ELSE date_diff('month', b, a) + (day(a) - day(b) + (epoch(a::TIME) - epoch(b::TIME)) / 86400) / 31
    END AS DECIMAL(38, 6))`,
  `snowflake_weekday(t) AS CASE list_position(['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'], lower(left(trim(t), 2)))
    WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 2 WHEN 4 THEN 3 WHEN 5 THEN 4 WHEN 6 THEN 5 WHEN 7 THEN 6
    ELSE error('Day ''' || t || ''' is not recognized') END`,
  `snowflake_next_day(d, t) AS CAST(d + to_days(CAST((snowflake_weekday(t) - dayofweek(d) + 6) % 7 + 1 AS INTEGER)) AS DATE)`,
  `snowflake_previous_day(d, t) AS CAST(d - to_days(CAST((dayofweek(d) - snowflake_weekday(t) + 6) % 7 + 1 AS INTEGER)) AS DATE)`,

  // Source: "Arithmetic operators": 6 digits after the point at least; a division by zero is an error.
  `snowflake_divide(a, b) AS CASE WHEN b = 0 THEN error('Division by zero' || left(b::VARCHAR, 0)) ELSE
    CAST(a / b AS DECIMAL(38, 6)) END`,
  `snowflake_divide_float(a, b) AS CASE WHEN b = 0 THEN error('Division by zero' || left(b::VARCHAR, 0)) ELSE
    CAST(a AS DOUBLE) / b END`,
  `snowflake_modulo(a, b) AS CASE WHEN b = 0 THEN error('Division by zero' || left(b::VARCHAR, 0)) ELSE a % b END`,

  // Source: "SUBSTR": a negative start counts from the end, and one before the text is the text's begin.
  `snowflake_substr(t, s, n) AS CASE WHEN n <= 0 OR s < -length(t) THEN CASE WHEN t IS NOT NULL THEN '' END
    ELSE substr(t, CASE WHEN s = 0 THEN 1 ELSE s END, n) END`,
  `snowflake_position(p, t, s) AS CASE WHEN instr(substr(t, s), p) = 0 THEN 0 ELSE instr(substr(t, s), p) + s - 1 END`,
  // Source: "CONCAT", "CONCAT_WS": NULL when any argument is.
  `snowflake_concat(l, separator) AS CASE WHEN len(l) = len(list_filter(l, lambda e: e IS NOT NULL))
    THEN array_to_string(l, separator) END`,
  `snowflake_concat_ws(l) AS snowflake_concat(l[2:], CASE WHEN l[1] IS NOT NULL THEN l[1] END)`,
  // Source: "SPLIT_PART": part 0 is the first, a negative one counts from the end, one outside is empty.
  `snowflake_split_part(t, d, n) AS CASE WHEN t IS NULL OR d IS NULL OR n IS NULL THEN NULL ELSE
    coalesce((CASE WHEN d = '' THEN [t] ELSE string_split(t, d) END)[CASE WHEN n = 0 THEN 1 ELSE n END], '') END`,
  `snowflake_tokens(t, d) AS list_filter(string_split(CASE WHEN len(d) = 0 THEN t
    ELSE translate(t, d, repeat(left(d, 1), len(d))) END, left(d, 1)), lambda e: e <> '')`,
  `snowflake_initcap(t) AS array_to_string(list_transform(regexp_extract_all(t, '[\\pL\\pN]+|[^\\pL\\pN]+'),
    lambda e: upper(left(e, 1)) || lower(substr(e, 2))), '')`,
  `snowflake_regexp_before(t, p, n) AS array_to_string(string_split_regex(t, p)[:n], '')
    || array_to_string(regexp_extract_all(t, p)[:n - 1], '')`,
  `snowflake_regexp_instr(t, p, s, n, o) AS CASE WHEN t IS NULL OR p IS NULL THEN NULL
    WHEN len(regexp_extract_all(t, p)) < n THEN 0
    ELSE length(snowflake_regexp_before(t, p, n)) + s + CASE WHEN o = 1 THEN length(regexp_extract_all(t, p)[n]) ELSE 0 END END`,
  `snowflake_regexp_replace_nth(t, p, r, n) AS CASE WHEN t IS NULL OR p IS NULL THEN NULL
    WHEN len(regexp_extract_all(t, p)) < n THEN t
    ELSE left(t, length(snowflake_regexp_before(t, p, n))) || regexp_replace(regexp_extract_all(t, p)[n], p, r)
      || substr(t, length(snowflake_regexp_before(t, p, n)) + length(regexp_extract_all(t, p)[n]) + 1) END`,

  `snowflake_element(j, n) AS CASE WHEN json_type(j) = 'ARRAY' AND n >= 0
    THEN json_extract(j, '$[*]')[CAST(n AS BIGINT) + 1] END`,
  // A key that is computed: a pointer, in which no character but these two means anything.
  `snowflake_member(j, k) AS CASE WHEN json_type(j) = 'OBJECT'
    THEN json_extract(j, '/' || replace(replace(k, '~', '~0'), '/', '~1')) END`,
  `snowflake_member_any_case(j, k) AS snowflake_member(j,
    coalesce(list_filter(json_keys(j), lambda e: e = k)[1], list_filter(json_keys(j), lambda e: lower(e) = lower(k))[1]))`,
  `snowflake_joined(j, separator) AS CASE WHEN json_type(j) = 'ARRAY' THEN coalesce(array_to_string(list_transform(
    json_extract(j, '$[*]'), lambda e: coalesce(snowflake_json_text(e), '')), separator), '') END`,
  `snowflake_entry(k, j) AS to_json(k)::VARCHAR || ':' || j::VARCHAR`,
  `snowflake_object(entries) AS CAST('{' || coalesce(array_to_string(entries, ','), '') || '}' AS JSON)`,
  `snowflake_entries(j) AS list_transform(json_keys(j), lambda k: snowflake_entry(k, snowflake_member(j, k)))`,
  `snowflake_kept(j, keys, wanted) AS snowflake_object(list_transform(
    list_filter(json_keys(j), lambda k: list_contains(keys, k) = wanted),
    lambda k: snowflake_entry(k, snowflake_member(j, k))))`,
  `snowflake_inserted(j, k, v, replaces) AS CASE
    WHEN list_contains(json_keys(j), k) AND NOT replaces THEN error('Key ''' || k || ''' already exists')
    ELSE snowflake_object(list_append(list_transform(list_filter(json_keys(j), lambda e: e <> k),
      lambda e: snowflake_entry(e, snowflake_member(j, e))), snowflake_entry(k, v))) END`,
  `snowflake_as(j, wanted) AS CASE WHEN json_type(j) = wanted THEN j END`,
  // Source: "TYPEOF".
  `snowflake_typeof(j) AS CASE json_type(j) WHEN 'BIGINT' THEN 'INTEGER' WHEN 'UBIGINT' THEN 'INTEGER'
    WHEN 'HUGEINT' THEN 'INTEGER' WHEN 'DOUBLE' THEN 'DECIMAL' WHEN 'NULL' THEN 'NULL_VALUE' ELSE json_type(j) END`,
  `snowflake_changes(l) AS len(list_filter(l[2:], lambda e, i: e <> l[i]))`,

  // FLATTEN: lists of what its columns hold. The rows of an object come in the order of its keys in the file.
  `snowflake_flatten_values(j, m) AS CASE
    WHEN json_type(j) = 'ARRAY' AND m <> 'OBJECT' THEN json_extract(j, '$[*]')
    WHEN json_type(j) = 'OBJECT' AND m <> 'ARRAY' THEN json_extract(j, '$.*') ELSE [] END`,
  `snowflake_flatten_keys(j, m) AS CASE
    WHEN json_type(j) = 'ARRAY' AND m <> 'OBJECT' THEN list_transform(json_extract(j, '$[*]'), lambda e: NULL::VARCHAR)
    WHEN json_type(j) = 'OBJECT' AND m <> 'ARRAY' THEN json_keys(j) ELSE [] END`,
  `snowflake_flatten_indexes(j, m) AS CASE
    WHEN json_type(j) = 'ARRAY' AND m <> 'OBJECT' THEN range(CAST(json_array_length(j) AS BIGINT))
    WHEN json_type(j) = 'OBJECT' AND m <> 'ARRAY' THEN list_transform(json_keys(j), lambda e: NULL::BIGINT) ELSE [] END`,
  `snowflake_flatten_paths(j, m) AS CASE
    WHEN json_type(j) = 'ARRAY' AND m <> 'OBJECT'
      THEN list_transform(range(CAST(json_array_length(j) AS BIGINT)), lambda i: '[' || i || ']')
    WHEN json_type(j) = 'OBJECT' AND m <> 'ARRAY' THEN list_transform(json_keys(j),
      lambda k: CASE WHEN regexp_full_match(k, '[A-Za-z_$][\\w$]*') THEN k ELSE '[''' || k || ''']' END) ELSE [] END`,
  // FLATTEN with RECURSIVE. The root is no row. A path through a key that DuckDB does not quote is refused.
  `snowflake_tree(j, m) AS (SELECT list({'k': t.key, 'v': t.value, 'f': t.fullkey, 'p': t.path,
      'i': t.fullkey = t.path || '[' || t.key || ']'} ORDER BY t.id)
    FROM json_tree(j) t WHERE t.parent IS NOT NULL
      AND (m = 'BOTH' OR (t.fullkey = t.path || '[' || t.key || ']') = (m = 'ARRAY')))`,
  `snowflake_tree_values(j, m) AS list_transform(snowflake_tree(j, m), lambda e: coalesce(e.v, 'null'::JSON))`,
  `snowflake_tree_keys(j, m) AS list_transform(snowflake_tree(j, m), lambda e: CASE WHEN NOT e.i THEN e.k END)`,
  `snowflake_tree_indexes(j, m) AS list_transform(snowflake_tree(j, m), lambda e: CASE WHEN e.i THEN CAST(e.k AS BIGINT) END)`,
  `snowflake_plain(f) AS CASE WHEN regexp_full_match(f, '\\$(\\.[A-Za-z_$][\\w$]*|\\[\\d+\\])*') THEN f
    ELSE error('PATH and THIS of a recursive FLATTEN are not supported for the key at ' || f) END`,
  `snowflake_tree_paths(j, m) AS list_transform(snowflake_tree(j, m), lambda e: ltrim(substr(snowflake_plain(e.f), 2), '.'))`,
  `snowflake_tree_holders(j, m) AS list_transform(snowflake_tree(j, m), lambda e: json_extract(j, snowflake_plain(e.p)))`,
  `snowflake_outer(l) AS CASE WHEN coalesce(len(l), 0) = 0 THEN [NULL] ELSE l END`,
  `snowflake_prefixed(l, p) AS CASE WHEN p = '' THEN l ELSE list_transform(l,
    lambda e: p || CASE WHEN starts_with(e, '[') THEN '' ELSE '.' END || e) END`,

  // Source: "PARSE_IP". Ranges are computed for IPv4.
  `snowflake_ipv4(t) AS CASE WHEN regexp_full_match(t, '(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}') THEN
    CAST(string_split(t, '.')[1] AS BIGINT) * 16777216 + CAST(string_split(t, '.')[2] AS BIGINT) * 65536
    + CAST(string_split(t, '.')[3] AS BIGINT) * 256 + CAST(string_split(t, '.')[4] AS BIGINT) END`,
  `snowflake_prefix(t) AS CASE WHEN contains(t, '/') THEN TRY_CAST(split_part(t, '/', 2) AS BIGINT) END`,
  `snowflake_is_ipv6(t) AS (regexp_full_match(t, '[0-9A-Fa-f:.]+') AND len(string_split(t, ':')) BETWEEN 3 AND 8
    AND (contains(t, '::') OR len(string_split(t, ':')) = 8))`,
  `snowflake_parse_ip(t, permissive) AS CASE
    WHEN snowflake_ipv4(split_part(t, '/', 1)) IS NOT NULL AND coalesce(snowflake_prefix(t), 32) BETWEEN 0 AND 32 THEN
      CAST(json_object('family', 4, 'host', split_part(t, '/', 1), 'ip_fields',
        [snowflake_ipv4(split_part(t, '/', 1)), 0, 0, 0], 'ip_type', 'inet', 'ipv4',
        snowflake_ipv4(split_part(t, '/', 1)), 'netmask_prefix_length', snowflake_prefix(t), 'snowflake$type', 'ip_address',
        'ipv4_range_start', snowflake_ipv4(split_part(t, '/', 1)) // (1::BIGINT << (32 - coalesce(snowflake_prefix(t), 32)))
          * (1::BIGINT << (32 - coalesce(snowflake_prefix(t), 32))),
        'ipv4_range_end', snowflake_ipv4(split_part(t, '/', 1)) // (1::BIGINT << (32 - coalesce(snowflake_prefix(t), 32)))
          * (1::BIGINT << (32 - coalesce(snowflake_prefix(t), 32))) + (1::BIGINT << (32 - coalesce(snowflake_prefix(t), 32))) - 1)
        AS JSON)
    WHEN snowflake_is_ipv6(split_part(t, '/', 1)) THEN CAST(json_object('family', 6, 'host', split_part(t, '/', 1),
        'ip_type', 'inet', 'netmask_prefix_length', snowflake_prefix(t), 'snowflake$type', 'ip_address') AS JSON)
    WHEN t IS NULL THEN NULL
    WHEN permissive THEN CAST(json_object('error', 'The text is no IP address.') AS JSON)
    ELSE error('Error parsing IP: ' || t) END`,
];

/**
 * Statements that create what translated SQL calls. Macros are temporary, like every view: a database file then holds
 * data only, and never the meaning of an older version.
 */
export const macros: readonly string[] = definitions.map(
  (definition) => `CREATE OR REPLACE TEMP MACRO ${definition}`,
);
