import type { LikeOperator } from "../syntax/ast";
import { isSemiStructured, isTemporal } from "./types";
import { type Value, asBoolean, asExactNumber, asNumber, asText, asTimestamp } from "./value";

function isLong(values: readonly Value[]): boolean {
  return values.some(({ constant = "" }) => constant.replace(/\D/g, "").length > 15);
}

// A VARIANT that holds nothing of the other side's type is compared as NULL. There Snowflake fails the query; in
// logs that mix what a key holds, one odd record would then hide all others.
function asTimestampOrNull(value: Value): string {
  return isSemiStructured(value.type)
    ? `snowflake_try_timestamp(${asText(value)})`
    : asTimestamp(value);
}

function asBooleanOrNull(value: Value): string {
  return isSemiStructured(value.type) ? `snowflake_boolean(${asText(value)})` : asBoolean(value);
}

/** Both sides of a comparison in one type, chosen as Snowflake casts implicitly. */
export function comparable(values: readonly Value[]): string[] {
  const types = values.map(({ type }) => type).filter((type) => type !== "NULL");
  const cast = types.some(isTemporal)
    ? asTimestampOrNull
    : types.includes("NUMBER") || types.includes("FLOAT")
      ? isLong(values)
        ? asExactNumber
        : asNumber
      : types.includes("BOOLEAN")
        ? asBooleanOrNull
        : types.includes("VARCHAR") || types.some(isSemiStructured)
          ? asText
          : undefined;
  return values.map((value) => (cast ? cast(value) : value.sql));
}

export function compare(operator: string, left: Value, right: Value): Value {
  if (isSemiStructured(left.type) && isSemiStructured(right.type) && /^[<>]=?$/.test(operator)) {
    return {
      sql: `(snowflake_order(${left.sql}) ${operator} snowflake_order(${right.sql}))`,
      type: "BOOLEAN",
    };
  }
  const [first, second] = comparable([left, right]);
  return { sql: `(${first} ${operator === "!=" ? "<>" : operator} ${second})`, type: "BOOLEAN" };
}

/** LIKE, ILIKE or RLIKE of one text and one pattern. RLIKE has to match the whole text. Source: "RLIKE". */
export function like(
  operator: LikeOperator,
  operand: Value,
  pattern: Value,
  escape: Value | undefined,
): string {
  if (operator === "RLIKE") return `regexp_full_match(${asText(operand)}, ${asText(pattern)})`;
  const escaped = escape ? ` ESCAPE ${asText(escape)}` : "";
  return `(${asText(operand)} ${operator} ${asText(pattern)}${escaped})`;
}
