import type { SourceFile } from "../sources/sourceFile";

/** Records of one file: the bytes of `text` from `starts` to `ends`, and which ones of the file they are. */
export interface Records {
  file: SourceFile;
  text: Buffer;
  starts: readonly number[];
  ends: readonly number[];
  /** Counted from 1. */
  indexes: readonly number[];
}

/** Some of the records: those from one place to before another. */
export function someOf(records: Records, from: number, to: number): Records {
  if (from === 0 && to >= records.starts.length) return records;
  return {
    ...records,
    starts: records.starts.slice(from, to),
    ends: records.ends.slice(from, to),
    indexes: records.indexes.slice(from, to),
  };
}
