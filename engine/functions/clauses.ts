import type { Context } from "../semantics/context";
import { emitOrder, emitWindow } from "../semantics/order";
import type { Value } from "../semantics/value";
import type { Call, OrderKey } from "../syntax/ast";

/** What stands in or after the brackets of a call, in DuckDB's SQL; empty where the call has none. */
export interface Clauses {
  distinct: string;
  order: string;
  nulls: string;
  over: string;
}

/**
 * @param sortedBy What a key of WITHIN GROUP sorts by. Defaults to its value.
 * @param frame The frame of a window that gives none. Defaults to DuckDB's.
 */
export function clausesOf(
  call: Call,
  context: Context,
  sortedBy: (key: OrderKey) => Value = ({ expression }) => context.emit(expression),
  frame = "",
): Clauses {
  return {
    distinct: call.distinct ? "DISTINCT " : "",
    order: call.withinGroup ? ` ${emitOrder(call.withinGroup, sortedBy)}` : "",
    nulls: call.nulls ? ` ${call.nulls} NULLS` : "",
    over: call.over ? ` OVER ${emitWindow(call.over, context, frame)}` : "",
  };
}
