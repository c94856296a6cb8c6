import type { OrderKey, Window } from "../syntax/ast";
import type { Context } from "./context";
import { keyOf } from "./equality";
import { isSemiStructured } from "./types";
import { type Value, asNumber } from "./value";

/** What DuckDB has to sort by: a VARIANT's numbers by size, and before texts. */
function sortKey(value: Value): string {
  return isSemiStructured(value.type) ? `snowflake_order(${value.sql})` : keyOf(value);
}

/** The keys of ORDER BY. Where no NULLS stands, the session's order of NULLs is Snowflake's. */
export function emitOrder(keys: readonly OrderKey[], emit: (key: OrderKey) => Value): string {
  const parts = keys.map((key) => {
    const nulls = key.nulls ? ` NULLS ${key.nulls}` : "";
    return `${sortKey(emit(key))}${key.descending ? " DESC" : ""}${nulls}`;
  });
  return `ORDER BY ${parts.join(", ")}`;
}

/** What stands in the brackets of OVER. `frame` is the frame where the statement gives none. */
export function emitWindow(window: Window, context: Context, frame = ""): string {
  const parts: string[] = [];
  if (window.partitionBy.length > 0) {
    const keys = window.partitionBy.map((key) => keyOf(context.emit(key)));
    parts.push(`PARTITION BY ${keys.join(", ")}`);
  }
  if (window.orderBy.length > 0) {
    parts.push(emitOrder(window.orderBy, ({ expression }) => context.emit(expression)));
  }
  const own = window.frame && emitFrame(window.frame, context);
  if (own ?? frame) parts.push(own ?? frame);
  return `(${parts.join(" ")})`;
}

function emitFrame(frame: NonNullable<Window["frame"]>, context: Context): string {
  const start = emitBound(frame.start, context);
  return frame.end
    ? `${frame.unit} BETWEEN ${start} AND ${emitBound(frame.end, context)}`
    : `${frame.unit} ${start}`;
}

function emitBound(bound: NonNullable<Window["frame"]>["start"], context: Context): string {
  if (bound.kind === "current") return "CURRENT ROW";
  if (!bound.offset) return `UNBOUNDED ${bound.direction}`;
  const offset = context.emit(bound.offset);
  return `${offset.type === "INTERVAL" ? offset.sql : asNumber(offset)} ${bound.direction}`;
}
