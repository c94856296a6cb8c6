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
  const values = argumentsOf(call).map((value) => context.emit(value));
  const { type, sql } = inCommon(values);
  return { sql: `coalesce(${sql.join(", ")})`, type, ...(type === "VARCHAR" && rawOf(values)) };
};

// Among texts as the JSON writes them and constants, the shorter way to the text stays.
function rawOf(values: readonly Value[]): Pick<Value, "raw"> {
  const raws = values.map(({ raw, constant, sql }) => (constant === undefined ? raw : sql));
  return values.some(({ raw }) => raw !== undefined) && raws.every((raw) => raw !== undefined)
    ? { raw: `coalesce(${raws.join(", ")})` }
    : {};
}

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
    examples: {
      "coalesce(null, 'a', 'b')": "a",
      "coalesce(null, null)": null,
      "coalesce(parse_json('null')::string, 'absent')": "absent",
    },
  },
  NVL: {
    aliases: ["IFNULL"],
    calls: { "(any, any)": coalesce },
    examples: { "nvl(null, 7)": 7, "ifnull('', 'x')": "", "nvl(null, null)": null },
  },
  NVL2: {
    calls: { "(any, any, any)": nvl2 },
    examples: { "nvl2(0, 'some', 'none')": "some", "nvl2(null, 'some', 'none')": "none" },
  },
  ZEROIFNULL: {
    calls: { "(number) -> numeric": "coalesce($1, 0)" },
    examples: { "zeroifnull(null)": 0, "zeroifnull(2.5)": 2.5 },
  },
  NULLIFZERO: {
    calls: { "(number) -> numeric": "nullif($1, 0)" },
    examples: { "nullifzero(0)": null, "nullifzero(2.5)": 2.5, "nullifzero(null)": null },
  },
  DECODE: {
    calls: { "(any, any, any...)": decode },
    examples: {
      "decode(403, 200, 'ok', 403, 'denied', 'other')": "denied",
      "decode(500, 200, 'ok', 403, 'denied', 'other')": "other",
      "decode(500, 200, 'ok', 403, 'denied')": null,
      "decode(null, 200, 'ok', null, 'none')": "none",
    },
  },
  GREATEST: {
    calls: { "(any, any...)": extreme("greatest", false) },
    examples: {
      "greatest(3, 12, 7)": 12,
      "greatest('3', '12')": "3",
      "greatest(date '2024-02-01', date '2024-01-31')": "2024-02-01",
      "greatest(3, null)": null,
    },
  },
  LEAST: {
    calls: { "(any, any...)": extreme("least", false) },
    examples: { "least(3, 12, 7)": 3, "least('b', 'B')": "B", "least(3, null)": null },
  },
  GREATEST_IGNORE_NULLS: {
    calls: { "(any, any...)": extreme("greatest", true) },
    examples: {
      "greatest_ignore_nulls(3, null, 7)": 7,
      "greatest_ignore_nulls(null, null)": null,
    },
  },
  LEAST_IGNORE_NULLS: {
    calls: { "(any, any...)": extreme("least", true) },
    examples: { "least_ignore_nulls(3, null, 7)": 3, "least_ignore_nulls(null, null)": null },
  },
  IFF: {
    calls: { "(boolean, any, any)": iff },
    examples: {
      "iff(2 > 1, 'yes', 'no')": "yes",
      "iff(2 < 1, 'yes', 'no')": "no",
      "iff(null, 'yes', 'no')": "no",
    },
  },
  NULLIF: {
    calls: { "(any, any)": nullIf },
    examples: {
      "nullif('-', '-')": null,
      "nullif('a', '-')": "a",
      "nullif('a', null)": "a",
      "nullif(null, 'a')": null,
    },
  },
  EQUAL_NULL: {
    calls: { "(any, any)": equalNull },
    examples: {
      "equal_null(null, null)": true,
      "equal_null(1, null)": false,
      "equal_null('a', 'a')": true,
      "equal_null('a', 'A')": false,
    },
  },
  BOOLAND: {
    calls: { "(boolean, boolean) -> BOOLEAN": "($1 AND $2)" },
    examples: {
      "booland(2, -1)": true,
      "booland(2, 0)": false,
      "booland(0, null)": false,
      "booland(2, null)": null,
    },
  },
  BOOLOR: {
    calls: { "(boolean, boolean) -> BOOLEAN": "($1 OR $2)" },
    examples: {
      "boolor(0, -1)": true,
      "boolor(0, 0)": false,
      "boolor(2, null)": true,
      "boolor(0, null)": null,
    },
  },
  BOOLNOT: {
    calls: { "(boolean) -> BOOLEAN": "(NOT $1)" },
    examples: { "boolnot(0)": true, "boolnot(-3)": false, "boolnot(null)": null },
  },
  BOOLXOR: {
    calls: { "(boolean, boolean) -> BOOLEAN": "($1 <> $2)" },
    examples: {
      "boolxor(2, 0)": true,
      "boolxor(2, -1)": false,
      "boolxor(0, 0)": false,
      "boolxor(2, null)": null,
    },
  },
});
