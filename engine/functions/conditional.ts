import type { Call } from "../syntax/ast";
import { compare } from "../semantics/compare";
import type { Context } from "../semantics/context";
import { isSemiStructured } from "../semantics/types";
import { type Value, as, asBoolean, commonType, nothing } from "../semantics/value";
import { takes } from "./special";

type Special = (call: Call, context: Context) => Value;

function inCommon(values: readonly Value[]): { type: Value["type"]; sql: string[] } {
  const type = commonType(values.map((value) => value.type));
  return { type, sql: values.map((value) => as(value, type)) };
}

const coalesce: Special = (call, context) => {
  const { type, sql } = inCommon(
    takes(call, context, 2, Infinity).map((value) => context.emit(value)),
  );
  return { sql: `coalesce(${sql.join(", ")})`, type };
};

function choose(condition: string, yes: Value, no: Value): Value {
  const { type, sql } = inCommon([yes, no]);
  return { sql: `CASE WHEN ${condition} THEN ${sql[0]} ELSE ${sql[1]} END`, type };
}

// Source: "GREATEST", "LEAST": NULL when any argument is.
function extreme(name: string, skipsNulls: boolean): Special {
  return (call, context) => {
    const { type, sql } = inCommon(
      takes(call, context, 1, Infinity).map((value) => context.emit(value)),
    );
    if (isSemiStructured(type))
      context.refuse(call.at, `${call.name} of VARIANT is not supported here. Cast its arguments.`);
    const list = sql.join(", ");
    const chosen = `${name}(${list})`;
    return {
      sql: skipsNulls
        ? chosen
        : `CASE WHEN ${sql.map((each) => `${each} IS NOT NULL`).join(" AND ")} THEN ${chosen} END`,
      type,
    };
  };
}

// Source: "DECODE": unlike CASE, NULL is equal to NULL.
const decode: Special = (call, context) => {
  const [subject, ...rest] = takes(call, context, 3, Infinity).map((value) => context.emit(value));
  const pairs = Math.floor(rest.length / 2);
  const results = rest.filter((_, index) => index % 2 === 1 || index === pairs * 2);
  const { type, sql } = inCommon(results);
  const branches = Array.from({ length: pairs }, (_, index) => {
    const test = compare("IS NOT DISTINCT FROM", subject ?? nothing, rest[index * 2] ?? nothing);
    return `WHEN ${test.sql} THEN ${sql[index]}`;
  });
  const otherwise = rest.length % 2 === 1 ? ` ELSE ${sql.at(-1)}` : "";
  return { sql: `CASE ${branches.join(" ")}${otherwise} END`, type };
};

/** Functions that choose between their arguments. Source: "Conditional expression functions". */
export const conditional: Readonly<Record<string, Special>> = {
  COALESCE: coalesce,
  NVL: (call, context) => (takes(call, context, 2), coalesce(call, context)),
  IFNULL: (call, context) => (takes(call, context, 2), coalesce(call, context)),
  DECODE: decode,
  GREATEST: extreme("greatest", false),
  LEAST: extreme("least", false),
  GREATEST_IGNORE_NULLS: extreme("greatest", true),
  LEAST_IGNORE_NULLS: extreme("least", true),
  IFF: (call, context) => {
    const [condition, yes, no] = takes(call, context, 3).map((value) => context.emit(value)) as [
      Value,
      Value,
      Value,
    ];
    return choose(asBoolean(condition), yes, no);
  },
  NVL2: (call, context) => {
    const [value, yes, no] = takes(call, context, 3).map((each) => context.emit(each)) as [
      Value,
      Value,
      Value,
    ];
    return choose(`${value.sql} IS NOT NULL`, yes, no);
  },
  NULLIF: (call, context) => {
    const [value, other] = takes(call, context, 2);
    const first = context.emit(value);
    return {
      sql: `CASE WHEN ${compare("=", first, context.emit(other)).sql} THEN NULL ELSE ${first.sql} END`,
      type: first.type,
    };
  },
  EQUAL_NULL: (call, context) => {
    const [left, right] = takes(call, context, 2);
    return compare("IS NOT DISTINCT FROM", context.emit(left), context.emit(right));
  },
};
