import { rowGroupSize, rowsAtOnce, type FedValues, type FeedReader } from "../../engine";
import { someOf, type Records } from "./records";

/** Records that become one row group, or the beginning of one. */
class RowGroup {
  count = 0;
  readonly parts: Records[] = [];

  add(records: Records): void {
    this.parts.push(records);
    this.count += records.starts.length;
  }
}

/**
 * Records that one statement inserts, by row groups. Each thread of the statement takes whole ones: what a thread has
 * beyond that would become a row group too small, which DuckDB compresses once more when it makes one of several.
 */
export class Slice {
  /** Bytes of the records. */
  bytes = 0;
  /** All are full but the last. */
  private groups: RowGroup[] = [];

  add(records: Records): void {
    const { starts, ends } = records;
    for (let at = 0; at < starts.length; at += 1) this.bytes += ends[at]! - starts[at]!;
    for (let from = 0; from < starts.length;) {
      let group = this.groups.at(-1);
      if (group === undefined || group.count === rowGroupSize) {
        group = new RowGroup();
        this.groups.push(group);
      }
      const to = Math.min(starts.length, from + rowGroupSize - group.count);
      group.add(someOf(records, from, to));
      from = to;
    }
  }

  /** Row groups that it has all records of. */
  get full(): number {
    return this.groups.filter(({ count }) => count === rowGroupSize).length;
  }

  /** Takes the records away that do not fill a row group. */
  withoutRest(): Slice {
    const rest = new Slice();
    const last = this.groups.at(-1);
    if (last === undefined || last.count === rowGroupSize) return rest;
    this.groups.pop();
    for (const records of last.parts) rest.add(records);
    this.bytes -= rest.bytes;
    return rest;
  }

  /** What one thread reads: a row group after the other, as long as others have left any. */
  reader(): FeedReader {
    let rows: Iterator<FedValues[], undefined> | undefined;
    return () => {
      for (;;) {
        const next = rows?.next();
        if (next?.done === false) return next.value;
        const group = this.groups.shift();
        if (group === undefined) return [];
        rows = columnsOf(group);
      }
    };
  }
}

/** The columns of all records, some rows at a time. */
function* columnsOf({ parts }: RowGroup): Generator<FedValues[], undefined> {
  let values: string[] = [];
  let indexes: number[] = [];
  let names: string[] = [];
  let modified: bigint[] = [];
  for (const { file, text, starts, ends, indexes: places } of parts) {
    const time = BigInt(file.lastModified.getTime());
    for (let at = 0; at < starts.length; at += 1) {
      values.push(text.toString("utf8", starts[at], ends[at]));
      indexes.push(places[at]!);
      names.push(file.name);
      modified.push(time);
      if (values.length < rowsAtOnce) continue;
      yield [values, indexes, names, modified];
      [values, indexes, names, modified] = [[], [], [], []];
    }
  }
  if (values.length > 0) yield [values, indexes, names, modified];
}
