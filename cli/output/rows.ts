import type { Column, Rendered } from "../../engine";

/** Rows as they are computed, under their columns. */
export interface Rows {
  columns: readonly Column[];
  rows: AsyncIterable<Rendered[][]> | Iterable<Rendered[][]>;
}
