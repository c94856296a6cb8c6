import { entries } from "./entry";

/** Functions of arrays. Source: "Semi-structured and structured data functions", "Array/object". */
export const arrays = entries("scalar", {
  ARRAY_CONSTRUCT: {
    calls: {
      "() -> ARRAY": "CAST('[]' AS JSON)",
      "(json...) -> ARRAY": "json_array($*)",
    },
    examples: {
      "array_construct()": "[]",
      "array_construct(7, 'x', true)": '[7,"x",true]',
      "array_size(array_construct(7, null))": 2,
    },
  },
  ARRAY_CONSTRUCT_COMPACT: {
    calls: { "([json...]) -> ARRAY": "to_json(list_filter([$*], lambda e: e IS NOT NULL))" },
    examples: {
      "array_construct_compact(7, null, 'x')": '[7,"x"]',
      "array_construct_compact()": "[]",
    },
  },
  ARRAY_SIZE: {
    calls: {
      "(json) -> NUMBER":
        "CASE WHEN json_type($1) = 'ARRAY' THEN CAST(json_array_length($1) AS BIGINT) END",
    },
    examples: {
      "array_size(array_construct('a', 'b'))": 2,
      [`array_size(parse_json('{"a":1}'))`]: null,
    },
  },
  ARRAY_CONTAINS: {
    calls: {
      "(variant, json) -> BOOLEAN":
        "list_contains(snowflake_keys(snowflake_elements($2)), snowflake_key($1))",
    },
    examples: {
      "array_contains('b'::variant, array_construct('a', 'b'))": true,
      "array_contains('B'::variant, array_construct('a', 'b'))": false,
      "array_contains(null, array_construct('a', 'b'))": null,
    },
  },
  ARRAY_POSITION: {
    calls: {
      "(variant, json) -> NUMBER":
        "(list_position(snowflake_keys(snowflake_elements($2)), snowflake_key($1)) - 1)",
    },
    examples: {
      "array_position('b'::variant, array_construct('a', 'b', 'b'))": 1,
      "array_position('c'::variant, array_construct('a', 'b'))": null,
    },
  },
  ARRAY_TO_STRING: {
    calls: { "(json, text) -> VARCHAR": "snowflake_joined($1, $2)" },
    examples: {
      "array_to_string(array_construct('a', 7, true), '-')": "a-7-true",
      "array_to_string(array_construct(), '-')": "",
      "array_to_string(array_construct('a', 'b'), null)": null,
      "array_to_string(['a', 'b'], column1) from values (' or '), ('')": ["a or b", "ab"],
    },
  },
  ARRAY_CAT: {
    calls: {
      "(json, json) -> ARRAY":
        "CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN to_json(list_concat(snowflake_elements($1), snowflake_elements($2))) END",
    },
    examples: {
      "array_cat(array_construct(7), array_construct('x', 7))": '[7,"x",7]',
      "array_cat(array_construct(7), null)": null,
    },
  },
  ARRAY_APPEND: {
    calls: {
      "(json, json) -> ARRAY":
        "CASE WHEN $1 IS NOT NULL THEN to_json(list_append(snowflake_elements($1), $2)) END",
    },
    examples: {
      "array_append(array_construct(7), 'x')": '[7,"x"]',
      "array_append(array_construct(7), array_construct(8))": "[7,[8]]",
      "array_append(null::array, 'x')": null,
    },
  },
  ARRAY_PREPEND: {
    calls: {
      "(json, json) -> ARRAY":
        "CASE WHEN $1 IS NOT NULL THEN to_json(list_prepend($2, snowflake_elements($1))) END",
    },
    examples: {
      "array_prepend(array_construct(7), 'x')": '["x",7]',
      "array_prepend(null::array, 'x')": null,
    },
  },
  ARRAY_INSERT: {
    calls: {
      "(json, integer, json) -> ARRAY":
        "to_json(snowflake_with_element(snowflake_elements($1), $2, $3))",
    },
    examples: {
      "array_insert(array_construct('a', 'b'), 0, 'x')": '["x","a","b"]',
      "array_insert(array_construct('a', 'b'), 1, 'x')": '["a","x","b"]',
    },
  },
  ARRAY_REMOVE: {
    calls: {
      "(json, variant) -> ARRAY":
        "CASE WHEN $2 IS NOT NULL THEN to_json(list_filter(snowflake_elements($1), lambda e: snowflake_key(e) <> snowflake_key($2))) END",
    },
    examples: {
      "array_remove(array_construct('a', 'b', 'a'), 'a'::variant)": '["b"]',
      "array_remove(array_construct(7, 7), 7)": "[]",
      "array_remove(array_construct(7, 8), null)": null,
    },
  },
  ARRAY_REMOVE_AT: {
    calls: {
      "(json, integer) -> ARRAY": "to_json(snowflake_without_element(snowflake_elements($1), $2))",
    },
    examples: {
      "array_remove_at(array_construct('a', 'b', 'c'), 1)": '["a","c"]',
      "array_remove_at(array_construct('a', 'b'), 2)": '["a","b"]',
    },
  },
  ARRAY_SLICE: {
    calls: {
      "(json, integer, integer) -> ARRAY":
        "to_json(snowflake_slice(snowflake_elements($1), $2, $3))",
    },
    examples: {
      "array_slice(array_construct('a', 'b', 'c', 'd'), 1, 3)": '["b","c"]',
      "array_slice(array_construct('a', 'b'), 1, 9)": '["b"]',
    },
  },
  ARRAY_DISTINCT: {
    calls: { "(json) -> ARRAY": "to_json(list_distinct(snowflake_keys(snowflake_elements($1))))" },
    examples: {
      "array_sort(array_distinct(array_construct('b', 'a', 'b')))": '["a","b"]',
      "array_distinct(null)": null,
    },
  },
  ARRAY_COMPACT: {
    calls: {
      "(json) -> ARRAY":
        "to_json(list_filter(snowflake_elements($1), lambda e: json_type(e) <> 'NULL'))",
    },
    examples: { "array_compact(array_construct(7, null, 8))": "[7,8]" },
  },
  ARRAY_SORT: {
    calls: {
      "(json) -> ARRAY": "to_json(snowflake_sorted($1, true, false))",
      "(json, boolean) -> ARRAY": "to_json(snowflake_sorted($1, $2, NOT $2))",
      "(json, boolean, boolean) -> ARRAY": "to_json(snowflake_sorted($1, $2, $3))",
    },
    examples: {
      "array_sort(array_construct(10, 9, 100))": "[9,10,100]",
      "array_sort(array_construct(10, 9, 100), false)": "[100,10,9]",
      "array_sort(array_construct(10, null, 9))[1]": "10",
      "array_sort(array_construct(10, null, 9), false)[1]": "10",
      "array_sort(array_construct(10, null, 9), true, true)[1]": "9",
    },
  },
  ARRAY_MAX: {
    calls: { "(json) -> VARIANT": "list_last(snowflake_ranked($1))" },
    examples: {
      "array_max(array_construct(9, null, 10))": "10",
      "array_max(array_construct())": null,
    },
  },
  ARRAY_MIN: {
    calls: { "(json) -> VARIANT": "list_first(snowflake_ranked($1))" },
    examples: {
      "array_min(array_construct(10, null, 9))": "9",
      "array_min(array_construct())": null,
    },
  },
  ARRAY_REVERSE: {
    calls: { "(json) -> ARRAY": "to_json(list_reverse(snowflake_elements($1)))" },
    examples: { "array_reverse(array_construct(7, 'x'))": '["x",7]', "array_reverse(null)": null },
  },
  ARRAY_INTERSECTION: {
    calls: {
      "(json, json) -> ARRAY":
        "CASE WHEN $2 IS NOT NULL THEN to_json(list_filter(snowflake_elements($1), lambda e, i: snowflake_copies(snowflake_elements($1)[:i], e) <= snowflake_copies(snowflake_elements($2), e))) END",
    },
    examples: {
      "array_intersection(array_construct(7, 7, 8), array_construct(7, 7, 7, 9))": "[7,7]",
      "array_intersection(array_construct(7), array_construct(8))": "[]",
      "array_intersection(array_construct(7), null)": null,
    },
  },
  ARRAY_EXCEPT: {
    calls: {
      "(json, json) -> ARRAY":
        "CASE WHEN $2 IS NOT NULL THEN to_json(list_filter(snowflake_elements($1), lambda e, i: snowflake_copies(snowflake_elements($1)[:i], e) > snowflake_copies(snowflake_elements($2), e))) END",
    },
    examples: {
      "array_except(array_construct(7, 7, 7), array_construct(7, 8))": "[7,7]",
      "array_except(array_construct(7), array_construct(7, 7))": "[]",
      "array_except(array_construct(7), null)": null,
    },
  },
  ARRAYS_OVERLAP: {
    calls: {
      "(json, json) -> BOOLEAN":
        "list_has_any(snowflake_keys(snowflake_elements($1)), snowflake_keys(snowflake_elements($2)))",
    },
    examples: {
      "arrays_overlap(array_construct('a', 'b'), array_construct('b', 'c'))": true,
      "arrays_overlap(array_construct('a'), array_construct('A'))": false,
      "arrays_overlap(array_construct('a'), null)": null,
    },
  },
  ARRAY_FLATTEN: {
    calls: { "(json) -> ARRAY": "to_json(snowflake_unnested($1))" },
    examples: {
      "array_flatten(array_construct(array_construct(7, array_construct(8)), array_construct(9)))":
        "[7,[8],9]",
      "array_flatten(array_construct(array_construct(7), null))": null,
    },
  },
  ARRAY_GENERATE_RANGE: {
    calls: {
      "(integer, integer) -> ARRAY": "to_json(range($1, $2))",
      "(integer, integer, integer) -> ARRAY": "to_json(range($1, $2, $3))",
    },
    examples: {
      "array_generate_range(3, 6)": "[3,4,5]",
      "array_generate_range(6, 0, -4)": "[6,2]",
      "array_generate_range(6, 3)": "[]",
    },
  },
});
