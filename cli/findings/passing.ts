import type { Engine, Rendered } from "../../engine";
import type { Rows } from "../output/rows";

/** What learns of findings while they are told. */
export interface FindingsTaker {
  /** The columns of FINDINGS that it needs. */
  readonly columns: readonly string[];
  /** @param row The values of the columns, in their order. */
  add(row: readonly Rendered[]): void;
}

/**
 * Findings, computed once for all who need them: whoever reads the rows passes them by the takers. Whoever stops before
 * their end, as a reader does that goes away, makes the takers have the rest all the same.
 *
 * @param select A SELECT from FINDINGS with all the columns that the takers need.
 */
export async function findingsPassing(
  engine: Pick<Engine, "stream">,
  select: string,
  takers: readonly FindingsTaker[],
): Promise<Rows> {
  const { columns, rows } = await engine.stream(select);
  const placed = takers.map((taker) => ({
    taker,
    places: taker.columns.map((column) =>
      columns.findIndex(({ name }) => name === column.toUpperCase()),
    ),
  }));
  const iterator = (async function* () {
    yield* rows;
  })();
  const next = async (): Promise<IteratorResult<Rendered[][], void>> => {
    const result = await iterator.next();
    if (result.done === true) return result;
    for (const row of result.value) {
      for (const { taker, places } of placed) taker.add(places.map((at) => row[at] ?? null));
    }
    return result;
  };
  async function* passing(): AsyncGenerator<Rendered[][]> {
    let result = await next();
    try {
      for (; result.done !== true; result = await next()) yield result.value;
    } finally {
      while (result.done !== true) result = await next();
    }
  }
  return { columns, rows: passing() };
}
