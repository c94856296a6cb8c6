import type { Column } from "../semantics/schema";
import type { Rendered } from "./render";

/** Rows under the columns of a SELECT. */
export interface Result {
  columns: Column[];
  rows: Rendered[][];
}

/** Rows under their columns, some at a time as they are computed. */
export interface Stream {
  columns: Column[];
  rows: AsyncIterable<Rendered[][]> | Iterable<Rendered[][]>;
}

/** What Snowflake answers to a statement that has no rows. */
export function statusOf(status: string): Result {
  return { columns: [{ name: "status", label: "status", type: "VARCHAR" }], rows: [[status]] };
}

export function streamOf({ columns, rows }: Result): Stream {
  return { columns, rows: [rows] };
}
