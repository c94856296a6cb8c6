import type { Expression, Node } from "../syntax/ast";
import { compare } from "../semantics/compare";
import type { Context } from "../semantics/context";
import { Mismatch } from "../semantics/mismatch";
import { emitTuples } from "./predicate";
import { emitInterval, isOfDays } from "../semantics/interval";
import { isTemporal } from "../semantics/types";
import {
  type Value,
  asBoolean,
  asNumber,
  asText,
  asTimestamp,
  atClock,
  truth,
} from "../semantics/value";

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
      return isTemporal(first.type) || isTemporal(second.type)
        ? addDays(operator, first, second)
        : arithmetic(operator, first, second);
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
  const isExact = [left, right].every(({ type }) => ["NUMBER", "NULL"].includes(type));
  const type = isExact ? "NUMBER" : "FLOAT";
  return {
    sql: `(${isExact ? wide(left) : asNumber(left)} ${operator} ${asNumber(right)})`,
    type,
  };
}

// A NUMBER has 38 digits. DuckDB computes whole literals in 32 or 64 bits.
function wide({ sql }: Value): string {
  return /^\d+$/.test(sql) ? `${sql}::HUGEINT` : sql;
}

// Source: "Arithmetic operators": a number of days moves a date, and the difference of two dates is one.
function addDays(operator: string, left: Value, right: Value): Value {
  if (isTemporal(left.type) && isTemporal(right.type)) {
    if (operator === "-" && left.type === "DATE" && right.type === "DATE")
      return { sql: `(${left.sql} - ${right.sql})`, type: "NUMBER" };
    throw new Mismatch("two times are not added or subtracted. Use DATEDIFF.");
  }
  const [moved, days] = isTemporal(left.type) ? [left, right] : [right, left];
  if (operator === "-" && moved === right)
    throw new Mismatch(`no ${moved.type} is taken from a ${days.type}.`);
  const clock = `${asTimestamp(moved)} ${operator} to_days(CAST(${asNumber(days)} AS INTEGER))`;
  return atClock(moved, `(${clock})`);
}

// Source: "Interval constants". A DATE moved by days and more stays one, and a TIME wraps around at midnight.
function emitMoved(
  operator: string,
  left: Expression,
  right: Expression,
  at: number,
  context: Context,
): Value {
  const [interval, operand] = right.kind === "interval" ? [right, left] : [left, right];
  if (
    interval.kind !== "interval" ||
    operand.kind === "interval" ||
    !(operator === "+" || (operator === "-" && interval === right))
  ) {
    return context.refuse(at, "an interval is added to a time or taken from one.");
  }
  const moved = context.emit(operand);
  const by = `${operator} ${emitInterval(interval.text, interval.at, context)}`;
  if (moved.type === "TIME") return { sql: `(${moved.sql} ${by})`, type: "TIME" };
  const keepsType = moved.type !== "DATE" || isOfDays(interval.text);
  const clock = `(${asTimestamp(moved)} ${by})`;
  return keepsType ? atClock(moved, clock) : { sql: clock, type: "TIMESTAMP_NTZ" };
}
