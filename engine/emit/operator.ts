import type { Expression, Node } from "../syntax/ast";
import { compare } from "../semantics/compare";
import type { Context } from "../semantics/context";
import { emitTuples } from "./predicate";
import { emitInterval } from "../semantics/interval";
import { isTemporal } from "../semantics/types";
import { type Value, asBoolean, asNumber, asText, asTimestamp, truth } from "../semantics/value";

/** An operator between two operands: logic, comparison, concatenation and arithmetic. */
export function emitOperator(
  { operator, left, right, at }: Node<"binary">,
  context: Context,
): Value {
  if (left.kind === "interval" || right.kind === "interval")
    return emitMoved(operator, left, right, at, context);
  if (left.kind === "tuple" && right.kind === "tuple")
    return emitTuples(operator, left, right, context);
  const first = context.emit(left);
  const second = context.emit(right);
  switch (operator) {
    case "AND":
    case "OR":
      return truth(`(${asBoolean(first)} ${operator} ${asBoolean(second)})`);
    case "||":
      return { sql: `(${asText(first)} || ${asText(second)})`, type: "VARCHAR" };
    case "+":
    case "-":
      if (isTemporal(first.type) && isTemporal(second.type))
        return daysBetween(operator, first, second, () =>
          context.refuse(at, "two times are not added or subtracted. Use DATEDIFF."),
        );
      if (isTemporal(first.type) || isTemporal(second.type))
        return addDays(operator, first, second);
      return arithmetic(operator, first, second);
    case "%":
      return {
        sql: `snowflake_modulo(${asNumber(first)}, ${asNumber(second)})`,
        type: arithmetic("%", first, second).type,
      };
    case "*":
      return arithmetic(operator, first, second);
    case "/":
      return divide(first, second);
    default:
      return compare(operator, first, second);
  }
}

function divide(left: Value, right: Value): Value {
  const { type } = arithmetic("/", left, right);
  const name = type === "FLOAT" ? "snowflake_divide_float" : "snowflake_divide";
  return { sql: `${name}(${asNumber(left)}, ${asNumber(right)})`, type };
}

// What a text or a VARIANT holds is known at run time only: it is computed with as a FLOAT.
function arithmetic(operator: string, left: Value, right: Value): Value {
  const isExact = [left, right].every(({ type }) => ["NUMBER", "BOOLEAN", "NULL"].includes(type));
  const type = isExact ? "NUMBER" : "FLOAT";
  // DuckDB computes two small literals in 32 bits.
  const isConstant = left.constant !== undefined && right.constant !== undefined;
  const first =
    isConstant && isExact && /^\d+$/.test(left.sql) ? `${left.sql}::HUGEINT` : asNumber(left);
  return { sql: `(${first} ${operator} ${asNumber(right)})`, type };
}

// The difference of two dates is a number of days. Times have none.
function daysBetween(operator: string, left: Value, right: Value, refuse: () => never): Value {
  if (operator !== "-" || left.type !== "DATE" || right.type !== "DATE") return refuse();
  return { sql: `(${left.sql} - ${right.sql})`, type: "NUMBER" };
}

// A number of days moves a date.
function addDays(operator: string, left: Value, right: Value): Value {
  const [moved, days] = isTemporal(left.type) ? [left, right] : [right, left];
  return {
    sql: `(${moved.sql} ${operator} to_days(CAST(${asNumber(days)} AS INTEGER)))`,
    type: moved.type,
    ...(moved.type === "DATE" && {
      sql: `CAST(${moved.sql} ${operator} to_days(CAST(${asNumber(days)} AS INTEGER)) AS DATE)`,
    }),
  };
}

function emitMoved(
  operator: string,
  left: Expression,
  right: Expression,
  at: number,
  context: Context,
): Value {
  const [interval, moved] = right.kind === "interval" ? [right, left] : [left, right];
  if (
    interval.kind !== "interval" ||
    moved.kind === "interval" ||
    (operator !== "+" && operator !== "-")
  ) {
    return context.refuse(at, "an interval is added to a time or taken from one.");
  }
  const value = context.emit(moved);
  return {
    sql: `(${asTimestamp(value)} ${operator} ${emitInterval(interval.text, interval.at, context)})`,
    type: value.type === "DATE" ? "TIMESTAMP_NTZ" : value.type,
  };
}
