import type { Expression, Node } from "../syntax/ast";
import { emitCall } from "./call";
import { emitCast } from "../semantics/cast";
import { emitPath } from "./path";
import { emitInterval } from "../semantics/interval";
import { between, compare } from "../semantics/compare";
import type { Context } from "../semantics/context";
import { emitOperator } from "./operator";
import { emitIn, emitLike, emitSubquery } from "./predicate";
import { literal } from "../semantics/quote";
import { isSemiStructured } from "../semantics/types";
import {
  type Value,
  as,
  asBoolean,
  asJson,
  asNumber,
  commonType,
  nothing,
  text,
  truth,
} from "../semantics/value";

/** An expression in DuckDB's SQL, with its type. */
export function emitExpression(expression: Expression, context: Context): Value {
  const emit = (inner: Expression): Value => context.emit(inner);
  const not = (negated: boolean): string => (negated ? "NOT " : "");
  switch (expression.kind) {
    case "string":
      return text(expression.value);
    case "number":
      return {
        sql: expression.text,
        type: /e/i.test(expression.text) ? "FLOAT" : "NUMBER",
        constant: expression.text,
      };
    case "boolean":
      return { sql: String(expression.value), type: "BOOLEAN", constant: String(expression.value) };
    case "null":
      return nothing;
    case "column":
      return context.scope.resolve(expression.qualifier, expression.name);
    case "variable": {
      const { folded, written } = expression.name;
      return (
        context.schema.variable?.(folded) ??
        context.refuse(
          expression.at,
          `the session variable ${written} does not exist. Give it a value first: SET ${written.slice(1)} = …;`,
        )
      );
    }
    case "path":
      return emitPath(expression, context);
    case "cast":
      return emitCast(expression, context);
    case "unary":
      if (expression.operator === "NOT")
        return truth(`(NOT ${asBoolean(emit(expression.operand))})`);
      return signed(expression.operator, emit(expression.operand));
    case "binary":
      return emitOperator(expression, context);
    case "isNull":
      return isNull(emit(expression.operand), expression.negated);
    case "isBoolean":
      return truth(
        `(${asBoolean(emit(expression.operand))} IS ${not(expression.negated)}${expression.value})`,
      );
    case "between": {
      const { operand, low, high, negated } = expression;
      const { sql } = between(emit(operand), emit(low), emit(high));
      return negated ? truth(`(NOT ${sql})`) : truth(sql);
    }
    case "in":
      return emitIn(expression, context);
    case "like":
      return emitLike(expression, context);
    case "quantified":
    case "exists":
    case "subquery":
      return emitSubquery(expression, context);
    case "case":
      return emitCase(expression, context);
    case "array":
      return {
        sql: `json_array(${expression.items.map((item) => asJson(emit(item))).join(", ")})`,
        type: "ARRAY",
      };
    case "object": {
      const entries = expression.entries.map(({ key, value }) => ({
        key,
        json: asJson(emit(value)),
      }));
      return emitObject(entries);
    }
    case "call":
      return emitCall(expression, context);
    case "interval":
      return { sql: emitInterval(expression.text, expression.at, context), type: "INTERVAL" };
    case "tuple":
    case "star":
    case "lambda":
      return context.refuse(expression.at, `${article[expression.kind]} has no meaning here.`);
  }
}

const article = {
  tuple: "a list in brackets",
  star: "*",
  lambda: "a lambda",
};

// A VARIANT that is cast to text is NULL where the text is, however that is written.
function isNull({ sql, type, raw }: Value, negated: boolean): Value {
  const operand = type === "VARCHAR" ? (raw ?? sql) : sql;
  return truth(`(${operand} IS ${negated ? "NOT " : ""}NULL)`);
}

function signed(operator: "-" | "+", operand: Value): Value {
  const type = operand.type === "FLOAT" ? "FLOAT" : "NUMBER";
  return {
    sql: `(${operator}${asNumber(operand)})`,
    type,
    ...(operand.constant && { constant: operator + operand.constant }),
  };
}

// A VARIANT shows its keys in their order.
function emitObject(entries: readonly { key: string; json: string }[]): Value {
  const list = [...entries]
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ key, json }) => `snowflake_entry(${literal(key)}, ${json})`);
  return { sql: `snowflake_object([${list.join(", ")}])`, type: "OBJECT" };
}

function emitCase({ operand, branches, otherwise }: Node<"case">, context: Context): Value {
  const results = [...branches.map(({ then }) => then), ...(otherwise ? [otherwise] : [])].map(
    (result) => context.emit(result),
  );
  const type = commonType(results.map((result) => result.type));
  const subject = operand && context.emit(operand);
  const cases = branches.map(({ when }, index) => {
    const condition = context.emit(when);
    const test = subject ? compare("=", subject, condition).sql : asBoolean(condition);
    return `WHEN ${test} THEN ${as(results[index] ?? nothing, type)}`;
  });
  const last = otherwise ? ` ELSE ${as(results.at(-1) ?? nothing, type)}` : "";
  return {
    sql: `CASE ${cases.join(" ")}${last} END`,
    type: isSemiStructured(type) ? "VARIANT" : type,
  };
}
