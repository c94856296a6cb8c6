import { compare } from "../semantics/compare";
import { isSemiStructured } from "../semantics/types";
import { type Value, as, asBoolean, commonType, nothing } from "../semantics/value";
import { argumentsOf } from "./arguments";
import { type Emit, entries } from "./entry";

function inCommon(values: readonly Value[]): { type: Value["type"]; sql: string[] } {
  const type = commonType(values.map((value) => value.type));
  return { type, sql: values.map((value) => as(value, type)) };
}

const coalesce: Emit = (call, context) => {
  const { type, sql } = inCommon(argumentsOf(call).map((value) => context.emit(value)));
  return { sql: `coalesce(${sql.join(", ")})`, type };
};

function choose(condition: string, yes: Value, no: Value): Value {
  const { type, sql } = inCommon([yes, no]);
  return { sql: `CASE WHEN ${condition} THEN ${sql[0]} ELSE ${sql[1]} END`, type };
}

// Source: "GREATEST", "LEAST": NULL when any argument is.
function extreme(name: string, skipsNulls: boolean): Emit {
  return (call, context) => {
    const { type, sql } = inCommon(argumentsOf(call).map((value) => context.emit(value)));
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
const decode: Emit = (call, context) => {
  const [subject, ...rest] = argumentsOf(call).map((value) => context.emit(value));
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

const iff: Emit = (call, context) => {
  const [condition, yes, no] = call.arguments.map(({ value }) => context.emit(value)) as [
    Value,
    Value,
    Value,
  ];
  return choose(asBoolean(condition), yes, no);
};

const nvl2: Emit = (call, context) => {
  const [value, yes, no] = call.arguments.map((each) => context.emit(each.value)) as [
    Value,
    Value,
    Value,
  ];
  return choose(`${value.sql} IS NOT NULL`, yes, no);
};

const nullIf: Emit = (call, context) => {
  const [value, other] = argumentsOf(call);
  const first = context.emit(value);
  return {
    sql: `CASE WHEN ${compare("=", first, context.emit(other)).sql} THEN NULL ELSE ${first.sql} END`,
    type: first.type,
  };
};

const equalNull: Emit = (call, context) => {
  const [left, right] = argumentsOf(call);
  return compare("IS NOT DISTINCT FROM", context.emit(left), context.emit(right));
};

/** Functions that choose between their arguments. Source: "Conditional expression functions". */
export const conditional = entries("scalar", {
  COALESCE: {
    calls: { "(any, any...)": coalesce },
    examples: {},
  },
  NVL: {
    aliases: ["IFNULL"],
    calls: { "(any, any)": coalesce },
    examples: {},
  },
  NVL2: {
    calls: { "(any, any, any)": nvl2 },
    examples: {},
  },
  DECODE: {
    calls: { "(any, any, any...)": decode },
    examples: {},
  },
  GREATEST: {
    calls: { "(any, any...)": extreme("greatest", false) },
    examples: {},
  },
  LEAST: {
    calls: { "(any, any...)": extreme("least", false) },
    examples: {},
  },
  GREATEST_IGNORE_NULLS: {
    calls: { "(any, any...)": extreme("greatest", true) },
    examples: {},
  },
  LEAST_IGNORE_NULLS: {
    calls: { "(any, any...)": extreme("least", true) },
    examples: {},
  },
  IFF: {
    calls: { "(boolean, any, any)": iff },
    examples: {},
  },
  NULLIF: {
    calls: { "(any, any)": nullIf },
    examples: {},
  },
  EQUAL_NULL: {
    calls: { "(any, any)": equalNull },
    examples: {},
  },
});
