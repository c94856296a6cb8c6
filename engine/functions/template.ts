import { keyOf } from "../semantics/equality";
import { Mismatch } from "../semantics/mismatch";
import type { SnowflakeType } from "../semantics/types";
import {
  type Value,
  as,
  asBoolean,
  asDate,
  asJson,
  asNumber,
  asText,
  asTimestamp,
  commonType,
} from "../semantics/value";
import type { Clauses } from "./clauses";
import type { Overload } from "./entry";

const casts: Readonly<Record<string, (value: Value) => string>> = {
  // A NULL without a type fits every function of a name, and DuckDB asks which.
  text: (value) => (value.type === "NULL" ? `CAST(${value.sql} AS VARCHAR)` : asText(value)),
  number: asNumber,
  integer: (value) =>
    /^-?\d+$/.test(value.sql) ? value.sql : `CAST(${asNumber(value)} AS BIGINT)`,
  boolean: asBoolean,
  timestamp: asTimestamp,
  date: asDate,
  json: asJson,
  variant: (value) => {
    if (/^(?:VARCHAR|BINARY|DATE|TIME)/.test(value.type))
      throw new Mismatch(
        `a ${value.type} is looked for in an array as a VARIANT only. Write …::variant.`,
      );
    return asJson(value);
  },
  any: (value) => value.sql,
  key: keyOf,
};

/**
 * The DuckDB expression of a call that is written as a template: `$1` is the first argument, `$*` all of them,
 * `$rest` all but the first; `$distinct`, `$order`, `$nulls` and `$over` are what `clauses` say.
 *
 * A parameter's kind is a cast as Snowflake does it implicitly; `same` arguments take the type that they have in
 * common, a `variant` has to be one already where Snowflake casts nothing to it (texts, binaries, dates and times), and
 * a `key` is what the value is told apart by. The result's type may be that of an argument (`$1`), the common one (`same`), or `numeric`: NUMBER of
 * NUMBERs, else FLOAT.
 */
export function apply(
  { parameters, type }: Overload,
  template: string,
  values: readonly Value[],
  clauses: Partial<Clauses> = {},
): Value {
  const kindOf = (index: number): string =>
    parameters[Math.min(index, parameters.length - 1)] ?? "any";
  const common = commonType(
    values.filter((_, index) => kindOf(index) === "same").map((value) => value.type),
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
        : (clauses[hole as keyof Clauses] ?? ""),
  );
  return { sql, type: resultType(type, values, common) };
}

function resultType(type: string, values: readonly Value[], common: SnowflakeType): SnowflakeType {
  if (type === "same") return common;
  if (type.startsWith("$")) return values[Number(type.slice(1)) - 1]?.type ?? "NULL";
  // A text or a VARIANT that is computed with is a FLOAT: what it holds is known at run time only.
  if (type === "numeric")
    return values.every((value) => value.type === "NUMBER" || value.type === "BOOLEAN")
      ? "NUMBER"
      : "FLOAT";
  return type as SnowflakeType;
}
