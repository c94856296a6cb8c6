import type { LikeOperator } from "./ast";
import { isSemiStructured, isTemporal } from "./types";
import { type Value, asBoolean, asExactNumber, asText, asTimestamp } from "./value";

/** Both sides of a comparison in one type, chosen as Snowflake casts implicitly. */
export function comparable(values: readonly Value[]): string[] {
  const types = values.map(({ type }) => type).filter((type) => type !== "NULL");
  const cast = types.some(isTemporal)
    ? asTimestamp
    : types.includes("NUMBER") || types.includes("FLOAT")
      ? asExactNumber
      : types.includes("BOOLEAN")
        ? asBoolean
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
