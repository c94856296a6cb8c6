import type { Call, Expression, Node } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { extract } from "../emit/path";
import { parsePathText } from "../semantics/jsonPath";
import { identifier, literal } from "../semantics/quote";
import { Scope } from "../semantics/scope";
import { typeNamed } from "../semantics/types";
import { convert } from "../semantics/cast";
import { type Value, asBoolean, asJson, asNumber, asText } from "../semantics/value";
import { takes } from "./special";

type Special = (call: Call, context: Context) => Value;

// Source: "GET": an index counts from zero, a key is matched in its case.
const get: Special = (call, context) => {
  const [base, key] = takes(call, context, 2);
  const value: Value = context.emit(base);
  if (key.kind === "string") return extract({ sql: asJson(value), type: "VARIANT" }, [key.value]);
  const index = context.emit(key);
  return index.type === "NUMBER"
    ? { sql: `snowflake_element(${asJson(value)}, ${asNumber(index)})`, type: "VARIANT" }
    : { sql: `snowflake_member(${asJson(value)}, ${asText(index)})`, type: "VARIANT" };
};

const getPath: Special = (call, context) => {
  const [base, path] = takes(call, context, 2);
  const steps = path.kind === "string" ? parsePathText(path.value) : undefined;
  if (!steps)
    return context.refuse(path.at, `${call.name} takes a path as a string, such as 'a.b[0]'.`);
  return extract({ sql: asJson(context.emit(base)), type: "VARIANT" }, steps);
};

const extractPathText: Special = (call, context) => {
  const [text, path] = takes(call, context, 2);
  const steps = path.kind === "string" ? parsePathText(path.value) : undefined;
  if (!steps)
    return context.refuse(path.at, `${call.name} takes a path as a string, such as 'a.b[0]'.`);
  const found = extract(
    { sql: `CAST(${asText(context.emit(text))} AS JSON)`, type: "VARIANT" },
    steps,
  );
  return { sql: found.text ?? found.sql, type: "VARCHAR" };
};

// Source: "OBJECT_CONSTRUCT": a pair whose key or value is NULL is left out; keys are kept in order.
function object(keepsNull: boolean): Special {
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

const filter: Special = (call, context) => {
  const [array, each] = takes(call, context, 2);
  const { parameters, body } = lambda(each, 1, call, context);
  return {
    sql: `to_json(list_filter(${elementsOf(array, context)}, lambda ${parameters[0]}: ${asBoolean(body)}))`,
    type: "ARRAY",
  };
};

const transform: Special = (call, context) => {
  const [array, each] = takes(call, context, 2);
  const { parameters, body } = lambda(each, 1, call, context);
  return {
    sql: `to_json(list_transform(${elementsOf(array, context)}, lambda ${parameters[0]}: ${asJson(body)}))`,
    type: "ARRAY",
  };
};

const reduce: Special = (call, context) => {
  const [array, start, each] = takes(call, context, 3) as [Expression, Expression, Expression];
  const { parameters, body } = lambda(each, 2, call, context);
  const sql = `list_reduce(${elementsOf(array, context)}, lambda ${parameters.join(", ")}: ${asJson(body)}, ${asJson(context.emit(start))})`;
  return { sql, type: "VARIANT" };
};

const sequence: Special = (call, context) => {
  takes(call, context, 0, 1);
  return { sql: "(row_number() OVER () - 1)", type: "NUMBER" };
};

/** Functions of elements of a VARIANT, and what is done to each of them. */
export const elements: Readonly<Record<string, Special>> = {
  GET: get,
  GET_PATH: getPath,
  JSON_EXTRACT_PATH_TEXT: extractPathText,
  OBJECT_CONSTRUCT: object(false),
  OBJECT_CONSTRUCT_KEEP_NULL: object(true),
  FILTER: filter,
  TRANSFORM: transform,
  REDUCE: reduce,
  SEQ1: sequence,
  SEQ2: sequence,
  SEQ4: sequence,
  SEQ8: sequence,
};

/** An object constant: `{'key': value}`. */
export function objectConstant(entries: readonly { key: string; json: string }[]): Value {
  const list = [...entries]
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ key, json }) => `snowflake_entry(${literal(key)}, ${json})`);
  return { sql: `snowflake_object([${list.join(", ")}])`, type: "OBJECT" };
}
