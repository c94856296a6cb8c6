import { entries } from "./entry";

/** Functions that read and write JSON. Source: "Semi-structured and structured data functions", "Parsing". */
export const json = entries("scalar", {
  PARSE_JSON: {
    calls: { "(text) -> VARIANT": "CASE WHEN trim($1) <> '' THEN json($1) END" },
    examples: {
      [`parse_json('{ "user" : "ada" }')`]: '{"user":"ada"}',
      "parse_json('  ')": null,
      "parse_json('null') is null": false,
    },
  },
  TRY_PARSE_JSON: {
    calls: { "(text) -> VARIANT": "CASE WHEN json_valid($1) THEN json($1) END" },
    examples: {
      "try_parse_json('[ 7 ]')": "[7]",
      "try_parse_json('[ 7')": null,
      "try_parse_json('')": null,
    },
  },
  CHECK_JSON: {
    calls: {
      "(text) -> VARCHAR": "CASE WHEN NOT json_valid($1) THEN 'The text is not JSON.' END",
    },
    examples: {
      "check_json('[7]')": null,
      "check_json('[7') is null": false,
      "check_json(null)": null,
    },
  },
  TO_JSON: {
    calls: { "(json) -> VARCHAR": "snowflake_json($1)" },
    examples: {
      "to_json(to_variant('x')) || '!'": '"x"!',
      "to_json(parse_json('[ 7, null ]'))": "[7,null]",
      "to_json(null)": null,
    },
  },
  STRIP_NULL_VALUE: {
    calls: { "(json) -> VARIANT": "CASE WHEN json_type($1) <> 'NULL' THEN $1 END" },
    examples: {
      [`strip_null_value(parse_json('{"mfa":null}'):mfa)`]: null,
      [`strip_null_value(parse_json('{"mfa":true}'):mfa)`]: "true",
    },
  },
});
