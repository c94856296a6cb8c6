import type { Context } from "../semantics/context";
import { type JsonStep, extract, parsePathText } from "../semantics/jsonPath";
import { type Value, asJson, asNumber, asText } from "../semantics/value";
import type { Call, Expression } from "../syntax/ast";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

// Source: "GET": an index counts from zero, a key is matched in its case.
const get: Emit = (call, context) => {
  const [base, key] = argumentsOf(call);
  const value: Value = context.emit(base);
  if (key.kind === "string") return extract({ sql: asJson(value), type: "VARIANT" }, [key.value]);
  const index = context.emit(key);
  return index.type === "NUMBER"
    ? { sql: `snowflake_element(${asJson(value)}, ${asNumber(index)})`, type: "VARIANT" }
    : { sql: `snowflake_member(${asJson(value)}, ${asText(index)})`, type: "VARIANT" };
};

const getPath: Emit = (call, context) => {
  const [base, path] = argumentsOf(call);
  const json = asJson(context.emit(base));
  return extract({ sql: json, type: "VARIANT" }, stepsOf(path, call, context));
};

const extractPathText: Emit = (call, context) => {
  const [text, path] = argumentsOf(call);
  const json = `CAST(${asText(context.emit(text))} AS JSON)`;
  const found = extract({ sql: json, type: "VARIANT" }, stepsOf(path, call, context));
  return { sql: asText(found), type: "VARCHAR" };
};

function stepsOf(path: Expression, call: Call, context: Context): JsonStep[] {
  return (
    (path.kind === "string" ? parsePathText(path.value) : undefined) ??
    context.refuse(path.at, `${call.name} takes a path as a string, such as 'a.b[0]'.`)
  );
}

/** Functions that take parts out of semi-structured data. Source: "Semi-structured and structured data functions", "Extraction". */
export const extraction = entries("scalar", {
  GET: {
    calls: { "(json, key)": get },
    examples: {
      "get(array_construct('a', 'b'), 1)": '"b"',
      "get(array_construct('a', 'b'), 2)": null,
      [`get(parse_json('{"userName":"ada"}'), 'userName')`]: '"ada"',
      [`get(parse_json('{"userName":"ada"}'), 'username')`]: null,
      [`get(parse_json('{"a.b":7}'), lower('A.B'))`]: "7",
    },
  },
  GET_IGNORE_CASE: {
    calls: { "(json, text) -> VARIANT": "snowflake_member_any_case($1, $2)" },
    examples: {
      [`get_ignore_case(parse_json('{"userName":"ada"}'), 'USERNAME')`]: '"ada"',
      [`get_ignore_case(parse_json('{"userName":"ada"}'), 'user')`]: null,
    },
  },
  GET_PATH: {
    calls: { "(json, path)": getPath },
    examples: {
      [`get_path(parse_json('{"a":[{"b":7},{"b":8}]}'), 'a[1].b')`]: "8",
      [`get_path(parse_json('{"a":{"b c":7}}'), 'a."b c"')`]: "7",
      [`get_path(parse_json('{"a":{"b":7}}'), 'a.B')`]: null,
    },
  },
  JSON_EXTRACT_PATH_TEXT: {
    calls: { "(text, path)": extractPathText },
    examples: {
      [`json_extract_path_text('{"a":{"b":"x"}}', 'a.b')`]: "x",
      [`json_extract_path_text('{"a":[7,8]}', 'a[1]')`]: "8",
      [`json_extract_path_text('{"a":{"b":"x"}}', 'c')`]: null,
    },
  },
  OBJECT_KEYS: {
    calls: { "(json) -> ARRAY": "to_json(list_sort(json_keys($1)))" },
    examples: {
      [`object_keys(parse_json('{"b":{"c":1},"a":2}'))`]: '["a","b"]',
      "object_keys(object_construct())": "[]",
    },
  },
});
