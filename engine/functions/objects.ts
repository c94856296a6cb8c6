import type { Context } from "../semantics/context";
import { isSemiStructured } from "../semantics/types";
import { asJson, asText } from "../semantics/value";
import type { Expression, Node } from "../syntax/ast";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

// Source: "OBJECT_CONSTRUCT": a pair whose key or value is NULL is left out; keys are kept in order.
function construct(keepsNull: boolean): Emit {
  return (call, context) => {
    const [first, ...others] = call.arguments.map(({ value }) => value);
    const args =
      first?.kind === "star" && others.length === 0
        ? columnsOf(first, context)
        : call.arguments.map(({ value }) => value);
    if (args.length % 2 === 1) {
      return context.refuse(call.at, `${call.name} takes pairs of a key and a value, or *.`);
    }
    const pairs = args.flatMap((key, index) => {
      const value = args[index + 1];
      if (index % 2 === 1 || !value) return [];
      const json = asJson(context.emit(value));
      return [
        {
          key: context.emit(key),
          json: keepsNull ? `coalesce(${json}, CAST('null' AS JSON))` : json,
        },
      ];
    });
    pairs.sort((one, other) => ((one.key.constant ?? "") < (other.key.constant ?? "") ? -1 : 1));
    const list = pairs.map(({ key, json }) => `snowflake_entry(${asText(key)}, ${json})`);
    return { sql: `snowflake_object([${list.join(", ")}])`, type: "OBJECT" };
  };
}

// `*` stands for the columns, each with its name as the key.
function columnsOf(star: Node<"star">, context: Context): Expression[] {
  return context.scope.star(star.qualifier, star.at).flatMap(({ name, label }): Expression[] => {
    const column = { folded: name, written: label, at: star.at };
    const qualifier = star.qualifier && { qualifier: star.qualifier };
    return [
      { kind: "string", value: name, at: star.at },
      { kind: "column", ...qualifier, name: column, at: star.at },
    ];
  });
}

// Source: "OBJECT_PICK": the keys are arguments of their own, or one array.
const pick: Emit = (call, context) => {
  const [object, ...keys] = argumentsOf(call).map((argument) => context.emit(argument));
  const [array] = keys;
  const list =
    array && keys.length === 1 && isSemiStructured(array.type)
      ? `snowflake_texts(${array.sql})`
      : `[${keys.map(asText).join(", ")}]`;
  return {
    sql: `snowflake_kept(${object ? asJson(object) : "NULL"}, ${list}, true)`,
    type: "OBJECT",
  };
};

/** Functions of objects. Source: "Semi-structured and structured data functions", "Array/object". */
export const objects = entries("scalar", {
  OBJECT_CONSTRUCT: {
    calls: { "([any...])": construct(false) },
    examples: {
      "object_construct('b', 7, 'a', 'x')": '{"a":"x","b":7}',
      "object_construct('a', null, 'b', 7)": '{"b":7}',
      "object_construct('a', parse_json('null'))": '{"a":null}',
      "object_construct()": "{}",
      "object_construct(*) from values (7, 'x') as t(a, b)": '{"A":7,"B":"x"}',
    },
  },
  OBJECT_CONSTRUCT_KEEP_NULL: {
    calls: { "([any...])": construct(true) },
    examples: {
      "object_construct_keep_null('a', null, 'b', 7)": '{"a":null,"b":7}',
      "object_construct_keep_null(null, 7)": "{}",
    },
  },
  OBJECT_INSERT: {
    calls: {
      "(json, text, json) -> OBJECT": "snowflake_inserted($1, $2, $3, false)",
      "(json, text, json, boolean) -> OBJECT": "snowflake_inserted($1, $2, $3, $4)",
    },
    examples: {
      "object_insert(object_construct('a', 7), 'b', 'x')": '{"a":7,"b":"x"}',
      "object_insert(object_construct('a', 7), 'a', 8, true)": '{"a":8}',
      "object_insert(object_construct('a', 7), 'b', null)": '{"a":7}',
      "object_insert(object_construct('a', 7), null, 8)": '{"a":7}',
      "object_insert(object_construct('a', 7), 'b', parse_json('null'))": '{"a":7,"b":null}',
    },
  },
  OBJECT_DELETE: {
    calls: { "(json, text...) -> OBJECT": "snowflake_kept($1, [$rest], false)" },
    examples: {
      "object_delete(object_construct('a', 7, 'b', 8, 'c', 9), 'a', 'c', 'd')": '{"b":8}',
    },
  },
  OBJECT_PICK: {
    calls: { "(object, key...)": pick },
    examples: {
      "object_pick(object_construct('a', 7, 'b', 8, 'c', 9), 'a', 'c', 'd')": '{"a":7,"c":9}',
      "object_pick(object_construct('a', 7, 'b', 8), array_construct('b', 'c'))": '{"b":8}',
    },
  },
});
