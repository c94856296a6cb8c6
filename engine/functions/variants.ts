import { entries } from "./entry";

// Source: "TO_OBJECT": what is neither NULL nor an object is an error.
const toObject =
  "CASE json_type($1) WHEN 'OBJECT' THEN $1 WHEN 'NULL' THEN NULL ELSE error('Failed to cast the value ' || CAST($1 AS VARCHAR) || ' to OBJECT') END";

// A whole number of JSON, and any number of it.
const integer = "('BIGINT', 'UBIGINT', 'HUGEINT')";
const number = "('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE')";

/**
 * Conversions to and from VARIANT, and questions about what one holds. Source: "Semi-structured and structured data
 * functions", "Conversion", "Casts" and "Type predicates". `AS_…` is NULL where a VARIANT holds another type.
 */
export const variants = entries("scalar", {
  TO_VARIANT: {
    calls: { "(json) -> VARIANT": "$1" },
    examples: { "typeof(to_variant('7'))": "VARCHAR", "to_variant(null)": null },
  },
  TO_OBJECT: {
    calls: { "(json) -> OBJECT": toObject },
    examples: {
      [`to_object(parse_json('{"a":7}'))`]: '{"a":7}',
      "to_object(parse_json('null'))": null,
    },
  },
  TO_ARRAY: {
    calls: { "(json) -> ARRAY": "snowflake_to_array($1)" },
    examples: {
      "to_array('a,b')": '["a,b"]',
      "to_array(parse_json('[7,8]'))": "[7,8]",
      "to_array(parse_json('null'))": null,
      "to_array(null)": null,
    },
  },
  AS_ARRAY: {
    calls: { "(json) -> ARRAY": "snowflake_as($1, 'ARRAY')" },
    examples: { "as_array(parse_json('[7]'))": "[7]", "as_array(parse_json('7'))": null },
  },
  AS_BOOLEAN: {
    calls: { "(json) -> BOOLEAN": "CAST(snowflake_as($1, 'BOOLEAN') AS BOOLEAN)" },
    examples: {
      "as_boolean(parse_json('true'))": true,
      [`as_boolean(parse_json('"true"'))`]: null,
    },
  },
  AS_DOUBLE: {
    aliases: ["AS_REAL"],
    page: "as_double-real",
    calls: {
      "(json) -> FLOAT": `CASE WHEN json_type($1) IN ${number} THEN CAST($1 AS DOUBLE) END`,
    },
    examples: {
      "as_double(to_variant(0.25::double))": 0.25,
      "as_real(to_variant('0.25'))": null,
    },
  },
  AS_INTEGER: {
    calls: {
      "(json) -> NUMBER": `CASE WHEN json_type($1) IN ${integer} THEN CAST($1 AS HUGEINT) END`,
    },
    examples: {
      "as_integer(parse_json('42'))": 42,
      [`as_integer(parse_json('"42"'))`]: null,
    },
  },
  AS_OBJECT: {
    calls: { "(json) -> OBJECT": "snowflake_as($1, 'OBJECT')" },
    examples: {
      [`as_object(parse_json('{"a":7}'))`]: '{"a":7}',
      "as_object(parse_json('[7]'))": null,
    },
  },
  AS_VARCHAR: {
    aliases: ["AS_CHAR"],
    page: "as_char-varchar",
    calls: { "(json) -> VARCHAR": "json_extract_string(snowflake_as($1, 'VARCHAR'), '$')" },
    examples: {
      [`as_varchar(parse_json('"x"'))`]: "x",
      "as_char(parse_json('7'))": null,
    },
  },
  IS_ARRAY: {
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'ARRAY')" },
    examples: {
      "is_array(parse_json('[]'))": true,
      "is_array(parse_json('{}'))": false,
      "is_array(null)": null,
    },
  },
  IS_BOOLEAN: {
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'BOOLEAN')" },
    examples: {
      "is_boolean(parse_json('false'))": true,
      [`is_boolean(parse_json('"false"'))`]: false,
    },
  },
  IS_DECIMAL: {
    calls: { "(json) -> BOOLEAN": `(json_type($1) IN ${number})` },
    examples: {
      "is_decimal(parse_json('1.25'))": true,
      "is_decimal(parse_json('42'))": true,
      "is_decimal(parse_json('true'))": false,
    },
  },
  IS_DOUBLE: {
    aliases: ["IS_REAL"],
    page: "is_double-real",
    calls: { "(json) -> BOOLEAN": `(json_type($1) IN ${number})` },
    examples: {
      "is_double(parse_json('42'))": true,
      [`is_real(parse_json('"42"'))`]: false,
    },
  },
  IS_INTEGER: {
    calls: { "(json) -> BOOLEAN": `(json_type($1) IN ${integer})` },
    examples: {
      "is_integer(parse_json('-42'))": true,
      "is_integer(parse_json('1.25'))": false,
    },
  },
  IS_NULL_VALUE: {
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'NULL')" },
    examples: {
      [`is_null_value(parse_json('{"a":null}'):a)`]: true,
      [`is_null_value(parse_json('{"a":null}'):b)`]: null,
      [`is_null_value(parse_json('{"a":"null"}'):a)`]: false,
    },
  },
  IS_OBJECT: {
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'OBJECT')" },
    examples: {
      "is_object(parse_json('{}'))": true,
      "is_object(parse_json('[{}]'))": false,
    },
  },
  IS_VARCHAR: {
    aliases: ["IS_CHAR"],
    page: "is_char-varchar",
    calls: { "(json) -> BOOLEAN": "(json_type($1) = 'VARCHAR')" },
    examples: {
      [`is_varchar(parse_json('"7"'))`]: true,
      "is_char(parse_json('7'))": false,
    },
  },
  TYPEOF: {
    calls: { "(json) -> VARCHAR": "snowflake_typeof($1)" },
    examples: {
      "typeof(parse_json('[]'))": "ARRAY",
      "typeof(parse_json('42'))": "INTEGER",
      "typeof(parse_json('1.25'))": "DECIMAL",
      "typeof(parse_json('null'))": "NULL_VALUE",
      "typeof(null)": null,
    },
  },
});
