import { functionTable } from "./table";

/** Functions of semi-structured data. Source: "Semi-structured and structured data functions". */
export const json = functionTable(`
  parse_json(text)               VARIANT  CASE WHEN trim($1) <> '' THEN json($1) END
  try_parse_json(text)           VARIANT  CASE WHEN json_valid($1) THEN json($1) END
  check_json(text)               VARCHAR  CASE WHEN json_valid($1) THEN NULL ELSE 'The text is not JSON.' END
  to_json(json)                  VARCHAR  CAST(json_extract($1, '$') AS VARCHAR)
  to_variant(json)               VARIANT  $1
  to_object(json)                OBJECT   snowflake_as($1, 'OBJECT')
  to_array(json)                 ARRAY    CASE WHEN $1 IS NULL THEN NULL WHEN json_type($1) = 'ARRAY' THEN $1 ELSE json_array($1) END
  strip_null_value(json)         VARIANT  CASE WHEN json_type($1) <> 'NULL' THEN $1 END
  is_null_value(json)            BOOLEAN  (json_type($1) = 'NULL')
  is_object(json)                BOOLEAN  (json_type($1) = 'OBJECT')
  is_array(json)                 BOOLEAN  (json_type($1) = 'ARRAY')
  is_varchar(json)               BOOLEAN  (json_type($1) = 'VARCHAR')
  is_char(json)                  BOOLEAN  (json_type($1) = 'VARCHAR')
  is_boolean(json)               BOOLEAN  (json_type($1) = 'BOOLEAN')
  is_integer(json)               BOOLEAN  (json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT'))
  is_decimal(json)               BOOLEAN  (json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE'))
  is_double(json)                BOOLEAN  (json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE'))
  is_real(json)                  BOOLEAN  (json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE'))
  typeof(json)                   VARCHAR  snowflake_typeof($1)
  as_varchar(json)               VARCHAR  json_extract_string(snowflake_as($1, 'VARCHAR'), '$')
  as_char(json)                  VARCHAR  json_extract_string(snowflake_as($1, 'VARCHAR'), '$')
  as_boolean(json)               BOOLEAN  CAST(snowflake_as($1, 'BOOLEAN') AS BOOLEAN)
  as_object(json)                OBJECT   snowflake_as($1, 'OBJECT')
  as_array(json)                 ARRAY    snowflake_as($1, 'ARRAY')
  as_integer(json)               NUMBER   CASE WHEN json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT') THEN CAST($1 AS HUGEINT) END
  as_double(json)                FLOAT    CASE WHEN json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') THEN CAST($1 AS DOUBLE) END
  as_real(json)                  FLOAT    CASE WHEN json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') THEN CAST($1 AS DOUBLE) END
  array_size(json)               NUMBER   CASE WHEN json_type($1) = 'ARRAY' THEN CAST(json_array_length($1) AS BIGINT) END
  array_contains(json, json)     BOOLEAN  list_contains(snowflake_elements($2), $1)
  array_position(json, json)     NUMBER   (list_position(snowflake_elements($2), $1) - 1)
  array_to_string(json, text)    VARCHAR  snowflake_joined($1, $2)
  array_cat(json, json)          ARRAY    to_json(list_concat(snowflake_elements($1), snowflake_elements($2)))
  array_append(json, json)       ARRAY    to_json(list_append(snowflake_elements($1), $2))
  array_prepend(json, json)      ARRAY    to_json(list_prepend($2, snowflake_elements($1)))
  array_insert(json, integer, json)  ARRAY  to_json(list_concat(list_append(snowflake_elements($1)[:$2], $3), snowflake_elements($1)[$2 + 1:]))
  array_remove(json, json)       ARRAY    to_json(list_filter(snowflake_elements($1), lambda e: e <> $2))
  array_remove_at(json, integer)  ARRAY   to_json(list_concat(snowflake_elements($1)[:$2], snowflake_elements($1)[$2 + 2:]))
  array_slice(json, integer, integer)  ARRAY  to_json(snowflake_elements($1)[$2 + 1:CASE WHEN $3 < 0 THEN len(snowflake_elements($1)) + $3 ELSE $3 END])
  array_distinct(json)           ARRAY    to_json(list_distinct(snowflake_elements($1)))
  array_compact(json)            ARRAY    to_json(list_filter(snowflake_elements($1), lambda e: json_type(e) <> 'NULL'))
  array_sort(json)               ARRAY    to_json(list_transform(list_sort(list_transform(snowflake_elements($1), lambda e: {'o': snowflake_order(e), 'e': e})), lambda s: s.e))
  array_max(json)                VARIANT  list_last(list_sort(list_transform(list_filter(snowflake_elements($1), lambda e: json_type(e) <> 'NULL'), lambda e: {'o': snowflake_order(e), 'e': e}))).e
  array_min(json)                VARIANT  list_first(list_sort(list_transform(list_filter(snowflake_elements($1), lambda e: json_type(e) <> 'NULL'), lambda e: {'o': snowflake_order(e), 'e': e}))).e
  array_reverse(json)            ARRAY    to_json(list_reverse(snowflake_elements($1)))
  array_intersection(json, json)  ARRAY   to_json(list_filter(snowflake_elements($1), lambda e, i: snowflake_copies(snowflake_elements($1)[:i], e) <= snowflake_copies(snowflake_elements($2), e)))
  array_except(json, json)       ARRAY    to_json(list_filter(snowflake_elements($1), lambda e, i: snowflake_copies(snowflake_elements($1)[:i], e) > snowflake_copies(snowflake_elements($2), e)))
  arrays_overlap(json, json)     BOOLEAN  list_has_any(snowflake_elements($1), snowflake_elements($2))
  array_flatten(json)            ARRAY    to_json(flatten(list_transform(snowflake_elements($1), lambda e: snowflake_elements(e))))
  array_generate_range(integer, integer)  ARRAY  to_json(range($1, $2))
  array_generate_range(integer, integer, integer)  ARRAY  to_json(range($1, $2, $3))
  array_construct()              ARRAY    CAST('[]' AS JSON)
  array_construct(json...)       ARRAY    json_array($*)
  array_construct_compact(json...)  ARRAY  to_json(list_filter([$*], lambda e: e IS NOT NULL))
  object_keys(json)              ARRAY    to_json(list_sort(json_keys($1)))
  get_ignore_case(json, text)    VARIANT  snowflake_member_any_case($1, $2)
  object_insert(json, text, json)           OBJECT  snowflake_inserted($1, $2, $3, false)
  object_insert(json, text, json, boolean)  OBJECT  snowflake_inserted($1, $2, $3, $4)
  object_delete(json, text...)   OBJECT   snowflake_kept($1, [$rest], false)
  object_pick(json, text...)     OBJECT   snowflake_kept($1, [$rest], true)
`);
