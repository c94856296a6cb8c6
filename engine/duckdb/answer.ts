import type { Translation } from "../emit/translate";
import type { Column } from "../semantics/schema";
import { attempt } from "./attempt";
import { render, type Rendered } from "./render";
import type { Session } from "./session";

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

/** Runs a query, whose rows are rendered as they are asked for. */
export async function streamed(session: Session, { sql, columns }: Translation): Promise<Stream> {
  const result = await attempt(session.stream(sql));
  async function* rows(): AsyncGenerator<Rendered[][]> {
    for (;;) {
      const chunk = await attempt(result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      yield chunk
        .getRows()
        .map((row) => row.map((value, at) => render(value, columns[at]?.type ?? "VARCHAR")));
    }
  }
  return { columns, rows: rows() };
}

/** All rows of an answer at once. */
export async function gathered({ columns, rows }: Stream): Promise<Result> {
  const all: Rendered[][] = [];
  for await (const some of rows) all.push(...some);
  return { columns, rows: all };
}

/** Rows that are there already. */
export function whole({ columns, rows }: Result): Stream {
  return { columns, rows: [rows] };
}

/** What Snowflake answers to a statement that has no rows. */
export function statusOf(status: string): Stream {
  const columns: Column[] = [{ name: "status", label: "status", type: "VARCHAR" }];
  return whole({ columns, rows: [[status]] });
}
