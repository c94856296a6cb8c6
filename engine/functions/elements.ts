import type { Call, Expression, Node } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { extract, parsePathText } from "../semantics/jsonPath";
import { identifier } from "../semantics/quote";
import { Scope } from "../semantics/scope";
import { typeNamed } from "../semantics/types";
import { convert } from "../semantics/cast";
import { type Value, asBoolean, asJson, asNumber, asText } from "../semantics/value";
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
  const steps = path.kind === "string" ? parsePathText(path.value) : undefined;
  if (!steps)
    return context.refuse(path.at, `${call.name} takes a path as a string, such as 'a.b[0]'.`);
  return extract({ sql: asJson(context.emit(base)), type: "VARIANT" }, steps);
};

const extractPathText: Emit = (call, context) => {
  const [text, path] = argumentsOf(call);
  const steps = path.kind === "string" ? parsePathText(path.value) : undefined;
  if (!steps)
    return context.refuse(path.at, `${call.name} takes a path as a string, such as 'a.b[0]'.`);
  const found = extract(
    { sql: `CAST(${asText(context.emit(text))} AS JSON)`, type: "VARIANT" },
    steps,
  );
  return { sql: asText(found), type: "VARCHAR" };
};

// Source: "OBJECT_CONSTRUCT": a pair whose key or value is NULL is left out; keys are kept in order.
function object(keepsNull: boolean): Emit {
  return (call, context) => {
    const [first, ...others] = call.arguments.map(({ value }) => value);
    const args =
      first?.kind === "star" && others.length === 0
        ? columnsOf(first, context)
        : call.arguments.map(({ value }) => value);
    if (args.length % 2 === 1) {
      return context.refuse(call.at, `${call.name} takes pairs of a key and a value, or *.`);
    }
    const entries = args.flatMap((key, index) => {
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
    entries.sort((one, other) => ((one.key.constant ?? "") < (other.key.constant ?? "") ? -1 : 1));
    const list = entries.map(({ key, json }) => `snowflake_entry(${asText(key)}, ${json})`);
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

interface Lambda {
  parameters: string[];
  body: Value;
}

function lambda(
  expression: Expression | undefined,
  count: number,
  call: Call,
  context: Context,
): Lambda {
  if (expression?.kind !== "lambda" || expression.parameters.length !== count) {
    return context.refuse(
      expression?.at ?? call.at,
      `${call.name} takes a lambda of ${count} parameter${count > 1 ? "s" : ""}, such as ${count > 1 ? "(acc, x) -> acc + x" : "x -> x:key = 1"}.`,
    );
  }
  const columns = expression.parameters.map(({ name, type }) => {
    const element: Value = { sql: identifier(name.folded), type: "VARIANT" };
    const known =
      type &&
      (typeNamed(type) ?? context.refuse(type.at, `the type ${type.name} is not supported here.`));
    const value = known ? convert(element, known) : element;
    return { name: name.folded, label: name.written, ...value };
  });
  const scope = new Scope(context.statement, [{ alias: undefined, columns }], context.scope);
  return {
    parameters: columns.map(({ name }) => identifier(name)),
    body: context.within(scope).emit(expression.body),
  };
}

function elementsOf(array: Expression, context: Context): string {
  return `snowflake_elements(${asJson(context.emit(array))})`;
}

const filter: Emit = (call, context) => {
  const [array, each] = argumentsOf(call);
  const { parameters, body } = lambda(each, 1, call, context);
  return {
    sql: `to_json(list_filter(${elementsOf(array, context)}, lambda ${parameters[0]}: ${asBoolean(body)}))`,
    type: "ARRAY",
  };
};

const transform: Emit = (call, context) => {
  const [array, each] = argumentsOf(call);
  const { parameters, body } = lambda(each, 1, call, context);
  return {
    sql: `to_json(list_transform(${elementsOf(array, context)}, lambda ${parameters[0]}: ${asJson(body)}))`,
    type: "ARRAY",
  };
};

const reduce: Emit = (call, context) => {
  const [array, start, each] = argumentsOf(call) as [Expression, Expression, Expression];
  const { parameters, body } = lambda(each, 2, call, context);
  const sql = `list_reduce(${elementsOf(array, context)}, lambda ${parameters.join(", ")}: ${asJson(body)}, ${asJson(context.emit(start))})`;
  return { sql, type: "VARIANT" };
};

/** Functions of elements of a VARIANT, and what is done to each of them. */
export const elements = entries("scalar", {
  GET: {
    calls: { "(json, key)": get },
    examples: {},
  },
  GET_PATH: {
    calls: { "(json, path)": getPath },
    examples: {},
  },
  JSON_EXTRACT_PATH_TEXT: {
    calls: { "(text, path)": extractPathText },
    examples: {},
  },
  OBJECT_CONSTRUCT: {
    calls: { "([any...])": object(false) },
    examples: {},
  },
  OBJECT_CONSTRUCT_KEEP_NULL: {
    calls: { "([any...])": object(true) },
    examples: {},
  },
  FILTER: {
    calls: { "(array, lambda)": filter },
    examples: {},
  },
  TRANSFORM: {
    calls: { "(array, lambda)": transform },
    examples: {},
  },
  REDUCE: {
    calls: { "(array, start, lambda)": reduce },
    examples: {},
  },
  SEQ1: {
    aliases: ["SEQ2", "SEQ4", "SEQ8"],
    calls: { "([integer]) -> NUMBER": "(row_number() OVER () - 1)" },
    examples: {},
  },
});
