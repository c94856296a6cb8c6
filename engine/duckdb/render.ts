import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import { sortedJson } from "../semantics/sortedJson";
import { type SnowflakeType, isSemiStructured } from "../semantics/types";

/** A value as Snowflake's clients show it. */
export type Rendered = string | number | bigint | boolean | null;

/**
 * Renders what DuckDB computed as Snowflake shows it with its default output formats:
 * `2024-01-31 23:59:59.123` for a TIMESTAMP_NTZ, the same and the offset (`+0200`) with a time zone, `2024-01-31` for
 * a DATE, `23:59:59` for a TIME, hexadecimal for BINARY, JSON text with its keys in order for VARIANT, OBJECT and ARRAY. An
 * integer beyond 2^53 is a bigint, and a decimal that a number cannot hold exactly is its text.
 */
export function render(value: DuckDBValue, type: SnowflakeType): Rendered {
  const rendered = renderPlain(value);
  if (typeof rendered === "string" && isSemiStructured(type)) return sortedJson(rendered);
  return type === "TIMESTAMP_LTZ" && value instanceof DuckDBTimestampValue
    ? `${String(rendered)} +0000`
    : rendered;
}

function renderPlain(value: DuckDBValue): Rendered {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    default:
      return value === null ? null : renderObject(value);
  }
}

function renderObject(
  value: Exclude<DuckDBValue, null | string | number | bigint | boolean>,
): Rendered {
  if (value instanceof DuckDBTimestampValue) return timestamp(value.micros);
  if (value instanceof DuckDBTimestampTZValue) return `${timestamp(value.micros)} +0000`;
  if (value instanceof DuckDBStructValue) return zoned(value);
  if (value instanceof DuckDBDateValue) return isoDay(value.days * 86_400_000);
  if (value instanceof DuckDBTimeValue) {
    return new Date(Number(value.micros / 1000n)).toISOString().slice(11, 19);
  }
  if (value instanceof DuckDBDecimalValue) return decimal(value);
  if (value instanceof DuckDBBlobValue) {
    return Buffer.from(value.bytes).toString("hex").toUpperCase();
  }
  return value.toString();
}

/** A TIMESTAMP_TZ, which is the only STRUCT that there is; zoned.ts tells what it holds. */
function zoned({ entries }: DuckDBStructValue): Rendered {
  const { moment, offset } = entries;
  if (!(moment instanceof DuckDBTimestampValue) || typeof offset !== "number") return null;
  const minutes = Math.abs(offset);
  const digits = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  const clock = timestamp(moment.micros + BigInt(offset) * 60_000_000n);
  return `${clock} ${offset < 0 ? "-" : "+"}${digits.join("")}`;
}

function timestamp(micros: bigint): string {
  const milliseconds = Number(micros / 1000n) - (micros % 1000n < 0n ? 1 : 0);
  const time = new Date(milliseconds);
  // The infinities, which no Snowflake value becomes.
  if (Number.isNaN(time.getTime())) return micros > 0n ? "infinity" : "-infinity";
  return `${isoDay(milliseconds)} ${time.toISOString().slice(-13, -1)}`;
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, -14);
}

function decimal(value: DuckDBDecimalValue): Rendered {
  if (value.scale === 0) return renderPlain(value.value);
  const text = value.toString();
  return String(Number(text)) === text ? Number(text) : text;
}
