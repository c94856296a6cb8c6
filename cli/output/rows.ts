import type { Column, Rendered } from "../../engine";

/** Rows as they are computed, under their columns. */
export interface Rows {
  columns: readonly Column[];
  rows: AsyncIterable<Rendered[][]> | Iterable<Rendered[][]>;
}

/** Rows of texts under columns of these names. */
export function textRows(labels: readonly string[], rows: string[][]): Rows {
  const columns = labels.map((label) => ({
    ...{ name: label.toUpperCase(), label },
    type: "VARCHAR" as const,
  }));
  return { columns, rows: [rows] };
}
