import { arrayMacros } from "./macros/arrays";
import { conversionMacros } from "./macros/conversions";
import { flatteningMacros } from "./macros/flattening";
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
  `snowflake_add_months(t, n) AS CASE WHEN CAST(t AS DATE) = last_day(t)
    THEN last_day(t + to_months(CAST(n AS INTEGER))) + (t - date_trunc('day', t)) ELSE t + to_months(CAST(n AS INTEGER)) END`,
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
  // Source: "CEIL", "FLOOR" with a scale. DuckDB rounds a decimal exactly, where a multiplication by a power of ten does not.
  `snowflake_unit(s) AS CAST(power(10, -s) AS DECIMAL(38, 18))`,
  `snowflake_floor(n, s) AS round(CASE WHEN round(n, s) > n THEN round(n, s) - snowflake_unit(s) ELSE round(n, s) END, s)`,
  `snowflake_ceil(n, s) AS round(CASE WHEN round(n, s) < n THEN round(n, s) + snowflake_unit(s) ELSE round(n, s) END, s)`,

  // Source: "SUBSTR": a negative start counts from the end, and one before the text is the text's begin.
  `snowflake_substr(t, s, n) AS CASE WHEN n <= 0 OR s < -length(t) THEN CASE WHEN t IS NOT NULL THEN '' END
    ELSE substr(t, CASE WHEN s = 0 THEN 1 ELSE s END, n) END`,
  `snowflake_position(p, t, s) AS CASE WHEN instr(substr(t, s), p) = 0 THEN 0 ELSE instr(substr(t, s), p) + s - 1 END`,
  // Source: "LEFT", "RIGHT": nothing of a negative length.
  `snowflake_left(t, n) AS left(t, CASE WHEN n < 0 THEN 0 ELSE n END)`,
  `snowflake_right(t, n) AS right(t, CASE WHEN n < 0 THEN 0 ELSE n END)`,
  // Source: "LPAD", "RPAD": where there is nothing to pad with, the text is cut only.
  `snowflake_lpad(t, n, p) AS CASE WHEN p = '' THEN snowflake_left(t, n) ELSE lpad(t, CAST(n AS INTEGER), p) END`,
  `snowflake_rpad(t, n, p) AS CASE WHEN p = '' THEN snowflake_left(t, n) ELSE rpad(t, CAST(n AS INTEGER), p) END`,
  `snowflake_insert(t, s, n, i) AS CASE WHEN t || i IS NOT NULL AND (s NOT BETWEEN 1 AND length(t) + 1 OR n < 0)
    THEN error('Invalid position or length of INSERT: ' || s || ', ' || n) ELSE left(t, s - 1) || i || substr(t, s + n) END`,
  // Source: "CONCAT", "CONCAT_WS": NULL when any argument is.
  `snowflake_concat(l, separator) AS CASE WHEN len(l) = len(list_filter(l, lambda e: e IS NOT NULL))
    THEN array_to_string(l, separator) END`,
  `snowflake_concat_ws(l) AS CASE WHEN l[1] IS NOT NULL THEN snowflake_concat(l[2:], l[1]) END`,
  // Source: "SPLIT", "SPLIT_PART": nothing is split by an empty text. Part 0 is the first, a negative one counts from the
  // end, one outside is empty.
  `snowflake_split(t, d) AS CASE WHEN d = '' THEN CASE WHEN t IS NOT NULL THEN [t] END ELSE string_split(t, d) END`,
  `snowflake_split_part(t, d, n) AS CASE WHEN t IS NULL OR d IS NULL OR n IS NULL THEN NULL ELSE
    coalesce(snowflake_split(t, d)[CASE WHEN n = 0 THEN 1 ELSE n END], '') END`,
  // Source: "STRTOK": each character of the delimiter ends a token, and no token is empty.
  `snowflake_tokens(t, d) AS list_filter(snowflake_split(translate(t, d, repeat(left(d, 1), length(d))), left(d, 1)),
    lambda e: e <> '')`,
  `snowflake_token(t, d, n) AS CASE WHEN n > 0 THEN snowflake_tokens(t, d)[n] END`,
  // Source: "INITCAP": what follows a delimiter, or begins the text, is a capital.
  `snowflake_initcap(t, d) AS CASE WHEN d IS NOT NULL THEN array_to_string(list_transform(regexp_extract_all(t, '(?s).'),
    lambda e, i: CASE WHEN i = 1 OR contains(d, substr(t, i - 1, 1)) THEN upper(e) ELSE lower(e) END), '') END`,
  // DuckDB counts the bytes that differ: letters beyond ASCII are first replaced, each by a byte of its own.
  `snowflake_letters(a, b) AS list_sort(list_distinct(regexp_extract_all(a || b, '(?s).')))`,
  `snowflake_spelled(t, l) AS translate(t, array_to_string(l, ''),
    array_to_string(list_transform(l, lambda e, i: chr(CAST(i AS INTEGER))), ''))`,
  `snowflake_editdistance(a, b) AS CASE WHEN strlen(a || b) = length(a || b) THEN levenshtein(a, b)
    WHEN len(snowflake_letters(a, b)) > 127 THEN error('EDITDISTANCE is not supported for more than 127 different letters')
    ELSE levenshtein(snowflake_spelled(a, snowflake_letters(a, b)), snowflake_spelled(b, snowflake_letters(a, b))) END`,
  `snowflake_regexp_before(t, p, n) AS array_to_string(string_split_regex(t, p)[:n], '')
    || array_to_string(regexp_extract_all(t, p)[:n - 1], '')`,
  `snowflake_regexp_instr(t, p, s, n, o) AS CASE WHEN t IS NULL OR p IS NULL THEN NULL
    WHEN len(regexp_extract_all(t, p)) < n THEN 0
    ELSE length(snowflake_regexp_before(t, p, n)) + s + CASE WHEN o = 1 THEN length(regexp_extract_all(t, p)[n]) ELSE 0 END END`,
  `snowflake_regexp_replace_nth(t, p, r, n) AS CASE WHEN t IS NULL OR p IS NULL THEN NULL
    WHEN len(regexp_extract_all(t, p)) < n THEN t
    ELSE left(t, length(snowflake_regexp_before(t, p, n))) || regexp_replace(regexp_extract_all(t, p)[n], p, r)
      || substr(t, length(snowflake_regexp_before(t, p, n)) + length(regexp_extract_all(t, p)[n]) + 1) END`,

  // JSON.
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
  `snowflake_joined(j, separator) AS CASE WHEN json_type(j) = 'ARRAY' AND separator IS NOT NULL THEN coalesce(array_to_string(list_transform(
    json_extract(j, '$[*]'), lambda e: coalesce(snowflake_json_text(e), '')), separator), '') END`,
  `snowflake_entry(k, j) AS to_json(k)::VARCHAR || ':' || j::VARCHAR`,
  `snowflake_object(entries) AS CAST('{' || coalesce(array_to_string(entries, ','), '') || '}' AS JSON)`,
  `snowflake_entries(j) AS list_transform(json_keys(j), lambda k: snowflake_entry(k, snowflake_member(j, k)))`,
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

  ...flatteningMacros,

  // Source: "PARSE_IP".
  `snowflake_ipv4(t) AS CASE WHEN regexp_full_match(t, '(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}') THEN
    CAST(string_split(t, '.')[1] AS BIGINT) * 16777216 + CAST(string_split(t, '.')[2] AS BIGINT) * 65536
    + CAST(string_split(t, '.')[3] AS BIGINT) * 256 + CAST(string_split(t, '.')[4] AS BIGINT) END`,
  // The groups of an IPv6 address, of which '::' stands for those that are zero.
  `snowflake_groups(t) AS list_filter(string_split(t, ':'), lambda e: e <> '')`,
  `snowflake_ipv6_groups(t) AS CASE WHEN contains(t, '::') THEN list_concat(snowflake_groups(split_part(t, '::', 1)),
      list_resize([]::VARCHAR[], greatest(8 - len(snowflake_groups(t)), 1), '0'), snowflake_groups(split_part(t, '::', 2)))
    ELSE string_split(t, ':') END`,
  `snowflake_ipv6_hex(t) AS CASE WHEN regexp_full_match(t, '(?i)(([0-9a-f]{1,4}:)*[0-9a-f]{1,4})?(::(([0-9a-f]{1,4}:)*[0-9a-f]{1,4})?)?')
      AND len(snowflake_ipv6_groups(t)) = 8
    THEN array_to_string(list_transform(snowflake_ipv6_groups(t), lambda e: lpad(upper(e), 4, '0')), '') END`,
  `snowflake_ipv6_fields(hex) AS list_transform([1, 9, 17, 25], lambda i: CAST('0x' || substr(hex, i, 8) AS BIGINT))`,
  // How many addresses a prefix leaves free in the field that begins after some bits, and the first of them.
  `snowflake_free(prefix, bits) AS 1::BIGINT << CAST(32 - least(greatest(prefix - bits, 0), 32) AS INTEGER)`,
  `snowflake_first(field, free) AS field // free * free`,
  `snowflake_ipv4_range(n, p) AS CASE WHEN p IS NULL THEN '{}'::JSON ELSE json_object(
    'ipv4_range_end', snowflake_first(n, snowflake_free(p, 0)) + snowflake_free(p, 0) - 1,
    'ipv4_range_start', snowflake_first(n, snowflake_free(p, 0))) END`,
  `snowflake_ipv6_range(f, p) AS CASE WHEN p IS NULL THEN '{}'::JSON ELSE json_object(
    'hex_ipv6_range_end', array_to_string(list_transform(f, lambda n, i: printf('%08X',
      snowflake_first(n, snowflake_free(p, 32 * (i - 1))) + snowflake_free(p, 32 * (i - 1)) - 1)), ''),
    'hex_ipv6_range_start', array_to_string(list_transform(f, lambda n, i: printf('%08X',
      snowflake_first(n, snowflake_free(p, 32 * (i - 1))))), '')) END`,
  `snowflake_inet(host, prefix, type) AS CASE
    WHEN snowflake_ipv4(host) IS NOT NULL AND coalesce(prefix, 0) <= 32 THEN json_merge_patch(json_object('family', 4,
      'host', host, 'ip_fields', [snowflake_ipv4(host), 0, 0, 0], 'ip_type', type, 'ipv4', snowflake_ipv4(host),
      'netmask_prefix_length', prefix, 'snowflake$type', 'ip_address'), snowflake_ipv4_range(snowflake_ipv4(host), prefix))
    WHEN snowflake_ipv6_hex(host) IS NOT NULL AND coalesce(prefix, 0) <= 128 THEN json_merge_patch(json_object('family', 6,
      'hex_ipv6', snowflake_ipv6_hex(host), 'host', host, 'ip_fields', snowflake_ipv6_fields(snowflake_ipv6_hex(host)),
      'ip_type', type, 'netmask_prefix_length', prefix, 'snowflake$type', 'ip_address'),
      snowflake_ipv6_range(snowflake_ipv6_fields(snowflake_ipv6_hex(host)), prefix)) END`,
  `snowflake_parsed_ip(t, type) AS CASE WHEN type IN ('inet', 'cidr') AND regexp_full_match(t, '[^/]+(/\\d{1,3})?')
    THEN CAST(snowflake_inet(split_part(t, '/', 1), TRY_CAST(split_part(t, '/', 2) AS BIGINT), type) AS JSON) END`,
  `snowflake_parse_ip(t, type, permissive) AS CASE WHEN t IS NULL OR type IS NULL THEN NULL
    WHEN snowflake_parsed_ip(t, lower(type)) IS NOT NULL THEN snowflake_parsed_ip(t, lower(type))
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
