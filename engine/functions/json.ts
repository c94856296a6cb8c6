import { entries } from "./entry";

/** Functions of semi-structured data. Source: "Semi-structured and structured data functions". */
export const json = entries("scalar", {
  PARSE_JSON: {
    calls: { "(text) -> VARIANT": "CASE WHEN trim($1) <> '' THEN json($1) END" },
    examples: {},
  },
  TRY_PARSE_JSON: {
    calls: { "(text) -> VARIANT": "CASE WHEN json_valid($1) THEN json($1) END" },
    examples: {},
  },
  CHECK_JSON: {
    calls: {
      "(text) -> VARCHAR": "CASE WHEN json_valid($1) THEN NULL ELSE 'The text is not JSON.' END",
    },
    examples: {},
  },
  TO_JSON: {
    calls: { "(json) -> VARCHAR": "snowflake_json($1)" },
    examples: {},
  },
  TO_VARIANT: {
    calls: { "(json) -> VARIANT": "$1" },
    examples: {},
  },
  TO_OBJECT: {
    aliases: ["AS_OBJECT"],
    calls: { "(json) -> OBJECT": "snowflake_as($1, 'OBJECT')" },
    examples: {},
  },
  TO_ARRAY: {
    calls: {
      "(json) -> ARRAY":
        "CASE WHEN $1 IS NULL THEN NULL WHEN json_type($1) = 'ARRAY' THEN $1 ELSE json_array($1) END",
    },
    examples: {},
  },
  STRIP_NULL_VALUE: {
    calls: { "(json) -> VARIANT": "CASE WHEN json_type($1) <> 'NULL' THEN $1 END" },
    examples: {},
  },
  IS_NULL_VALUE: {
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'NULL')" },
    examples: {},
  },
  IS_OBJECT: {
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'OBJECT')" },
    examples: {},
  },
  IS_ARRAY: {
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'ARRAY')" },
    examples: {},
  },
  IS_VARCHAR: {
    aliases: ["IS_CHAR"],
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'VARCHAR')" },
    examples: {},
  },
  IS_BOOLEAN: {
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'BOOLEAN')" },
    examples: {},
  },
  IS_INTEGER: {
    calls: { "(json) -> BOOLEAN": "(json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT'))" },
    examples: {},
  },
  IS_DECIMAL: {
    aliases: ["IS_DOUBLE", "IS_REAL"],
    calls: { "(json) -> BOOLEAN": "(json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE'))" },
    examples: {},
  },
  TYPEOF: {
    calls: { "(json) -> VARCHAR": "snowflake_typeof($1)" },
    examples: {},
  },
  AS_VARCHAR: {
    aliases: ["AS_CHAR"],
    calls: { "(json) -> VARCHAR": "json_extract_string(snowflake_as($1, 'VARCHAR'), '$')" },
    examples: {},
  },
  AS_BOOLEAN: {
    calls: { "(json) -> BOOLEAN": "CAST(snowflake_as($1, 'BOOLEAN') AS BOOLEAN)" },
    examples: {},
  },
  AS_ARRAY: {
    calls: { "(json) -> ARRAY": "snowflake_as($1, 'ARRAY')" },
    examples: {},
  },
  AS_INTEGER: {
    calls: {
      "(json) -> NUMBER":
        "CASE WHEN json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT') THEN CAST($1 AS HUGEINT) END",
    },
    examples: {},
  },
  AS_DOUBLE: {
    aliases: ["AS_REAL"],
    calls: {
      "(json) -> FLOAT":
        "CASE WHEN json_type($1) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') THEN CAST($1 AS DOUBLE) END",
    },
    examples: {},
  },
  ARRAY_SIZE: {
    calls: {
      "(json) -> NUMBER":
        "CASE WHEN json_type($1) = 'ARRAY' THEN CAST(json_array_length($1) AS BIGINT) END",
    },
    examples: {},
  },
  ARRAY_CONTAINS: {
    calls: {
      "(json, json) -> BOOLEAN":
        "list_contains(snowflake_keys(snowflake_elements($2)), snowflake_key($1))",
    },
    examples: {},
  },
  ARRAY_POSITION: {
    calls: {
      "(json, json) -> NUMBER":
        "(list_position(snowflake_keys(snowflake_elements($2)), snowflake_key($1)) - 1)",
    },
    examples: {},
  },
  ARRAY_TO_STRING: {
    calls: { "(json, text) -> VARCHAR": "snowflake_joined($1, $2)" },
    examples: {},
  },
  ARRAY_CAT: {
    calls: {
      "(json, json) -> ARRAY":
        "to_json(list_concat(snowflake_elements($1), snowflake_elements($2)))",
    },
    examples: {},
  },
  ARRAY_APPEND: {
    calls: { "(json, json) -> ARRAY": "to_json(list_append(snowflake_elements($1), $2))" },
    examples: {},
  },
  ARRAY_PREPEND: {
    calls: { "(json, json) -> ARRAY": "to_json(list_prepend($2, snowflake_elements($1)))" },
    examples: {},
  },
  ARRAY_INSERT: {
    calls: {
      "(json, integer, json) -> ARRAY":
        "to_json(snowflake_with_element(snowflake_elements($1), $2, $3))",
    },
    examples: {},
  },
  ARRAY_REMOVE: {
    calls: {
      "(json, json) -> ARRAY":
        "to_json(list_filter(snowflake_elements($1), lambda e: snowflake_key(e) <> snowflake_key($2)))",
    },
    examples: {},
  },
  ARRAY_REMOVE_AT: {
    calls: {
      "(json, integer) -> ARRAY": "to_json(snowflake_without_element(snowflake_elements($1), $2))",
    },
    examples: {},
  },
  ARRAY_SLICE: {
    calls: {
      "(json, integer, integer) -> ARRAY":
        "to_json(snowflake_slice(snowflake_elements($1), $2, $3))",
    },
    examples: {},
  },
  ARRAY_DISTINCT: {
    calls: { "(json) -> ARRAY": "to_json(list_distinct(snowflake_keys(snowflake_elements($1))))" },
    examples: {},
  },
  ARRAY_COMPACT: {
    calls: {
      "(json) -> ARRAY":
        "to_json(list_filter(snowflake_elements($1), lambda e: json_type(e) <> 'NULL'))",
    },
    examples: {},
  },
  ARRAY_SORT: {
    calls: {
      "(json) -> ARRAY":
        "to_json(list_transform(list_sort(list_transform(snowflake_elements($1), lambda e: {'o': snowflake_order(e), 'e': e})), lambda s: s.e))",
    },
    examples: {},
  },
  ARRAY_MAX: {
    calls: {
      "(json) -> VARIANT":
        "list_last(list_sort(list_transform(list_filter(snowflake_elements($1), lambda e: json_type(e) <> 'NULL'), lambda e: {'o': snowflake_order(e), 'e': e}))).e",
    },
    examples: {},
  },
  ARRAY_MIN: {
    calls: {
      "(json) -> VARIANT":
        "list_first(list_sort(list_transform(list_filter(snowflake_elements($1), lambda e: json_type(e) <> 'NULL'), lambda e: {'o': snowflake_order(e), 'e': e}))).e",
    },
    examples: {},
  },
  ARRAY_REVERSE: {
    calls: { "(json) -> ARRAY": "to_json(list_reverse(snowflake_elements($1)))" },
    examples: {},
  },
  ARRAY_INTERSECTION: {
    calls: {
      "(json, json) -> ARRAY":
        "to_json(list_filter(snowflake_elements($1), lambda e, i: snowflake_copies(snowflake_elements($1)[:i], e) <= snowflake_copies(snowflake_elements($2), e)))",
    },
    examples: {},
  },
  ARRAY_EXCEPT: {
    calls: {
      "(json, json) -> ARRAY":
        "to_json(list_filter(snowflake_elements($1), lambda e, i: snowflake_copies(snowflake_elements($1)[:i], e) > snowflake_copies(snowflake_elements($2), e)))",
    },
    examples: {},
  },
  ARRAYS_OVERLAP: {
    calls: {
      "(json, json) -> BOOLEAN":
        "list_has_any(snowflake_keys(snowflake_elements($1)), snowflake_keys(snowflake_elements($2)))",
    },
    examples: {},
  },
  ARRAY_FLATTEN: {
    calls: {
      "(json) -> ARRAY":
        "to_json(flatten(list_transform(snowflake_elements($1), lambda e: snowflake_elements(e))))",
    },
    examples: {},
  },
  ARRAY_GENERATE_RANGE: {
    calls: {
      "(integer, integer) -> ARRAY": "to_json(range($1, $2))",
      "(integer, integer, integer) -> ARRAY": "to_json(range($1, $2, $3))",
    },
    examples: {},
  },
  ARRAY_CONSTRUCT: {
    calls: {
      "() -> ARRAY": "CAST('[]' AS JSON)",
      "(json...) -> ARRAY": "json_array($*)",
    },
    examples: {},
  },
  ARRAY_CONSTRUCT_COMPACT: {
    calls: { "(json...) -> ARRAY": "to_json(list_filter([$*], lambda e: e IS NOT NULL))" },
    examples: {},
  },
  OBJECT_KEYS: {
    calls: { "(json) -> ARRAY": "to_json(list_sort(json_keys($1)))" },
    examples: {},
  },
  GET_IGNORE_CASE: {
    calls: { "(json, text) -> VARIANT": "snowflake_member_any_case($1, $2)" },
    examples: {},
  },
  OBJECT_INSERT: {
    calls: {
      "(json, text, json) -> OBJECT": "snowflake_inserted($1, $2, $3, false)",
      "(json, text, json, boolean) -> OBJECT": "snowflake_inserted($1, $2, $3, $4)",
    },
    examples: {},
  },
  OBJECT_DELETE: {
    calls: { "(json, text...) -> OBJECT": "snowflake_kept($1, [$rest], false)" },
    examples: {},
  },
  OBJECT_PICK: {
    calls: { "(json, text...) -> OBJECT": "snowflake_kept($1, [$rest], true)" },
    examples: {},
  },
});
