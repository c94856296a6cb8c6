/**
 * Works on some items at the same time, and gives the results in the order of the items.
 *
 * @param width How many items are worked on, or wait to be taken, at once.
 */
export async function* ahead<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const started: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // It is told when its turn comes; until then it would count as unhandled.
    result.catch(() => undefined);
    started.push(result);
    const [first] = started.length < width ? [] : started.splice(0, 1);
    if (first !== undefined) yield await first;
  }
  for (const result of started) yield await result;
}
