import { convert, toNumber } from "../semantics/cast";
import type { Context } from "../semantics/context";
import { identifier } from "../semantics/quote";
import { Scope } from "../semantics/scope";
import { type SnowflakeType, typeNamed } from "../semantics/types";
import { type Value, asBoolean, asJson } from "../semantics/value";
import type { Call, Expression, TypeName } from "../syntax/ast";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

interface Lambda {
  parameters: string[];
  body: Value;
}

/** A lambda whose parameters are of these types, where it does not name others. */
function lambda(
  expression: Expression,
  types: readonly SnowflakeType[],
  call: Call,
  context: Context,
): Lambda {
  if (expression.kind !== "lambda" || expression.parameters.length !== types.length) {
    return context.refuse(
      expression.at,
      `${call.name} takes a lambda of ${types.length === 1 ? "1 parameter, such as x -> x:key = 1" : "2 parameters, such as (acc, x) -> acc + x"}.`,
    );
  }
  const columns = expression.parameters.map(({ name, type }, index) => {
    const element: Value = { sql: identifier(name.folded), type: "VARIANT" };
    const value = type
      ? declared(element, type, context)
      : convert(element, types[index] ?? "VARIANT");
    return { name: name.folded, label: name.written, ...value };
  });
  const scope = new Scope(context.statement, [{ alias: undefined, columns }], context.scope);
  return {
    parameters: columns.map(({ name }) => identifier(name)),
    body: context.within(scope).emit(expression.body),
  };
}

function declared(element: Value, type: TypeName, context: Context): Value {
  const known =
    typeNamed(type) ?? context.refuse(type.at, `the type ${type.name} is not supported here.`);
  const [precision = 38, scale = 0] = type.arguments;
  return known === "NUMBER" ? toNumber(element, precision, scale, false) : convert(element, known);
}

function elementsOf(array: Expression, context: Context): string {
  return `snowflake_elements(${asJson(context.emit(array))})`;
}

const filter: Emit = (call, context) => {
  const [array, each] = argumentsOf(call);
  const { parameters, body } = lambda(each, ["VARIANT"], call, context);
  return {
    sql: `to_json(list_filter(${elementsOf(array, context)}, lambda ${parameters[0]}: ${asBoolean(body)}))`,
    type: "ARRAY",
  };
};

const transform: Emit = (call, context) => {
  const [array, each] = argumentsOf(call);
  const { parameters, body } = lambda(each, ["VARIANT"], call, context);
  return {
    sql: `to_json(list_transform(${elementsOf(array, context)}, lambda ${parameters[0]}: ${asJson(body)}))`,
    type: "ARRAY",
  };
};

// Source: "REDUCE": the result is of the type of the initial value, and NULL where that is NULL.
const reduce: Emit = (call, context) => {
  const [array, start, each] = argumentsOf(call) as [Expression, Expression, Expression];
  const initial = context.emit(start);
  const { parameters, body } = lambda(each, [initial.type, "VARIANT"], call, context);
  const json = asJson(initial);
  const sql = `CASE WHEN ${json} IS NOT NULL THEN list_reduce(${elementsOf(array, context)}, lambda ${parameters.join(", ")}: ${asJson(convert(body, initial.type))}, ${json}) END`;
  return convert({ sql, type: "VARIANT" }, initial.type);
};

/** Functions that call a lambda. Source: "Semi-structured and structured data functions", "Higher-order". */
export const higherOrder = entries("scalar", {
  FILTER: {
    calls: { "(array, lambda)": filter },
    examples: {
      "filter(array_construct(3, 30, 300), x -> x > 10)": "[30,300]",
      "filter(array_construct('1', '22'), x string -> length(x) = 2)": '["22"]',
      "filter(null::array, x -> x > 10)": null,
    },
  },
  TRANSFORM: {
    calls: { "(array, lambda)": transform },
    examples: {
      "transform(array_construct(3, 4), x int -> x * 2)": "[6,8]",
      [`transform(parse_json('[{"n":"a"},{"n":"b"}]'), x -> x:n)`]: '["a","b"]',
    },
  },
  REDUCE: {
    calls: { "(array, start, lambda)": reduce },
    examples: {
      "reduce(array_construct(3, 4), 10, (acc, x) -> acc + x)": 17,
      "reduce(array_construct('b', 'c'), 'a', (acc, x) -> acc || x)": "abc",
      "reduce(array_construct(), 10, (acc, x) -> acc + x)": 10,
      "reduce(null::array, 10, (acc, x) -> acc + x)": null,
    },
  },
});
