import type { LikeOperator } from "../syntax/ast";
import { isSemiStructured, isTemporal } from "./types";
import {
  type Value,
  asBoolean,
  asDate,
  asExactNumber,
  asMoment,
  asNumber,
  asText,
  asTime,
  asTimestamp,
  rawText,
  truth,
} from "./value";

type Cast = (value: Value) => string;

/** Both sides of a comparison in one type, chosen as Snowflake casts implicitly. */
export function comparable(values: readonly Value[]): string[] {
  const cast = castOf(values);
  return values.map((value) => (value.type === "NULL" ? value.sql : cast(value)));
}

function castOf(values: readonly Value[]): Cast {
  const types = values.map(({ type }) => type);
  const has = (...wanted: (typeof types)[number][]): boolean =>
    wanted.some((type) => types.includes(type));
  if (has("TIMESTAMP_TZ", "TIMESTAMP_LTZ")) return asMoment;
  if (has("TIMESTAMP_NTZ")) return asTimestamp;
  if (types.some(isTemporal)) return asDate;
  if (has("TIME")) return asTime;
  if (has("BOOLEAN")) return asBoolean;
  if (has("NUMBER", "FLOAT")) return isLong(values) ? asExactNumber : asNumber;
  if (has("VARCHAR")) return values.every(isRaw) ? rawText : asText;
  return types.some(isSemiStructured) ? asOperand : ({ sql }) => sql;
}

function isLong(values: readonly Value[]): boolean {
  return values.some(({ constant = "" }) => constant.replace(/\D/g, "").length > 15);
}

// A constant that no object, array or number looks like is compared with the text as it stands in the JSON.
function isRaw({ constant, raw, type }: Value): boolean {
  if (constant !== undefined) return !/^[[{\d-]/.test(constant);
  return raw !== undefined || isSemiStructured(type);
}

function asOperand({ sql }: Value): string {
  return `snowflake_operand(${sql})`;
}

export function compare(operator: string, left: Value, right: Value): Value {
  if (isSemiStructured(left.type) && isSemiStructured(right.type) && /^[<>]=?$/.test(operator))
    return truth(`(snowflake_order(${left.sql}) ${operator} snowflake_order(${right.sql}))`);
  const [first, second] = comparable([left, right]);
  return truth(`(${first} ${operator === "!=" ? "<>" : operator} ${second})`);
}

/** Whether a value lies between two others, both included. */
export function between(value: Value, low: Value, high: Value): Value {
  if ([value, low, high].every(({ type }) => isSemiStructured(type)))
    return truth(`(${compare(">=", value, low).sql} AND ${compare("<=", value, high).sql})`);
  const [first, least, most] = comparable([value, low, high]);
  return truth(`(${first} BETWEEN ${least} AND ${most})`);
}

/** LIKE, ILIKE or RLIKE of one text and one pattern. RLIKE has to match the whole text. Source: "RLIKE". */
export function like(
  operator: LikeOperator,
  operand: Value,
  pattern: Value,
  escape: Value | undefined,
): string {
  if (operator === "RLIKE") return `regexp_full_match(${asText(operand)}, ${asText(pattern)})`;
  const isPlain = /^[^%_[{\d-]/.test(pattern.constant ?? "");
  const text = isPlain ? rawText(operand) : asText(operand);
  const escaped = escape ? ` ESCAPE ${asText(escape)}` : "";
  return `(${text} ${operator} ${asText(pattern)}${escaped})`;
}
