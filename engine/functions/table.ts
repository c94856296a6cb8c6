import type { SnowflakeType } from "../semantics/types";
import {
  type Value,
  asBoolean,
  asDate,
  asJson,
  asNumber,
  asText,
  asTimestamp,
  as,
  commonType,
} from "../semantics/value";

/** One way to call a function: by the number of its arguments. */
export interface Overload {
  parameters: readonly string[];
  /** Whether the last parameter may be repeated. */
  isVariadic: boolean;
  type: string;
  template: string;
}

const casts: Readonly<Record<string, (value: Value) => string>> = {
  text: asText,
  number: asNumber,
  integer: (value) =>
    /^-?\d+$/.test(value.sql) ? value.sql : `CAST(${asNumber(value)} AS BIGINT)`,
  boolean: asBoolean,
  timestamp: asTimestamp,
  date: asDate,
  json: asJson,
  any: (value) => value.sql,
};

/**
 * Reads a table of functions. A line holds the call with the kinds of its parameters, the type of the
 * result, and the DuckDB expression: `$1` is the first argument, `$*` all of them, `$rest` all but the first, `$distinct` the DISTINCT
 * of an aggregate, `$order` its WITHIN GROUP, `$nulls` its IGNORE NULLS, and `$over` its window. A kind is a
 * cast as Snowflake does it implicitly; `same` arguments take the type that they have in common. The result's
 * type may be that of an argument (`$1`) or the common one (`same`).
 */
export function functionTable(lines: string): ReadonlyMap<string, readonly Overload[]> {
  const table = new Map<string, Overload[]>();
  for (const line of lines.split("\n").filter((each) => each.trim() !== "")) {
    const [, name = "", parameters = "", type = "", template = ""] =
      /^\s*(\w+)\(([^)]*)\)\s+(\S+)\s+(.+)$/.exec(line) ?? [];
    const kinds = parameters
      .split(",")
      .map((kind) => kind.trim())
      .filter((kind) => kind !== "");
    const isVariadic = kinds.at(-1)?.endsWith("...") ?? false;
    const overloads = table.get(name.toUpperCase()) ?? [];
    overloads.push({
      parameters: kinds.map((kind) => kind.replace("...", "")),
      isVariadic,
      type,
      template,
    });
    table.set(name.toUpperCase(), overloads);
  }
  return table;
}

/** The overload for a number of arguments. */
export function overloadFor(overloads: readonly Overload[], count: number): Overload | undefined {
  return overloads.find(({ parameters, isVariadic }) =>
    isVariadic ? count >= parameters.length : count === parameters.length,
  );
}

/** How many arguments a function takes, for an error to say. */
export function arity(overloads: readonly Overload[]): string {
  return overloads
    .map(({ parameters, isVariadic }) => `${parameters.length}${isVariadic ? " or more" : ""}`)
    .join(" or ");
}

/** The DuckDB expression of a call. `clauses` stand for `$distinct`, `$order`, `$nulls` and `$over`. */
export function apply(
  overload: Overload,
  values: readonly Value[],
  clauses: Readonly<Record<string, string>> = {},
): Value {
  const { parameters, template } = overload;
  const kindOf = (index: number): string =>
    parameters[Math.min(index, parameters.length - 1)] ?? "any";
  const common = commonType(
    values.filter((_, index) => kindOf(index) === "same").map(({ type }) => type),
  );
  const emitted = values.map((value, index) => {
    const kind = kindOf(index);
    return kind === "same" ? as(value, common) : (casts[kind] as (value: Value) => string)(value);
  });
  const sql = template.replace(/\$(\d|\*|rest|distinct|order|nulls|over)/g, (_, hole: string) =>
    hole === "*" || hole === "rest"
      ? emitted.slice(hole === "*" ? 0 : 1).join(", ")
      : /\d/.test(hole)
        ? (emitted[Number(hole) - 1] ?? "NULL")
        : (clauses[hole] ?? ""),
  );
  return { sql, type: resultType(overload.type, values, common) };
}

function resultType(type: string, values: readonly Value[], common: SnowflakeType): SnowflakeType {
  if (type === "same") return common;
  if (type.startsWith("$")) {
    const own = values[Number(type.slice(1)) - 1]?.type ?? "NULL";
    return own;
  }
  // A text or a VARIANT that is computed with is a FLOAT: what it holds is known at run time only.
  if (type === "numeric")
    return values.every((value) => value.type === "NUMBER" || value.type === "BOOLEAN")
      ? "NUMBER"
      : "FLOAT";
  return type as SnowflakeType;
}
