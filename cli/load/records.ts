import type { SourceFile } from "../sources/sourceFile";

/** Records of one file: the bytes of `text` from `starts` to `ends`, and which ones of the file they are. */
export interface Records {
  file: SourceFile;
  text: Buffer;
  starts: readonly number[];
  ends: readonly number[];
  /** Counted from 1. */
  indexes: readonly number[];
  /** In which of the ways to store events each of them is stored; Insights events in the one behind those. */
  ways: readonly number[];
}

/** Some of the records, by their places in these. */
export function chosen(records: Records, places: readonly number[]): Records {
  const of = <Item>(list: readonly Item[]): Item[] => places.map((place) => list[place]!);
  const { starts, ends, indexes, ways } = records;
  return {
    ...records,
    starts: of(starts),
    ends: of(ends),
    indexes: of(indexes),
    ways: of(ways),
  };
}

/** Records without the text around them, which is let go of. */
export function copied(records: Records): Records {
  const { text, starts, ends } = records;
  const parts = starts.map((start, at) => text.subarray(start, ends[at]));
  let length = 0;
  const bounds = parts.map((part) => (length += part.length));
  return {
    ...records,
    text: Buffer.concat(parts),
    starts: [0, ...bounds.slice(0, -1)],
    ends: bounds,
  };
}

/** Some of the records: those from one place to before another. */
export function someOf(records: Records, from: number, to: number): Records {
  if (from === 0 && to >= records.starts.length) return records;
  const { starts, ends, indexes, ways } = records;
  return {
    ...records,
    starts: starts.slice(from, to),
    ends: ends.slice(from, to),
    indexes: indexes.slice(from, to),
    ways: ways.slice(from, to),
  };
}
