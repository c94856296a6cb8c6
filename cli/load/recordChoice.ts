import type { Deliveries } from "./deliveries";

/** A question about the record from `start` to before `end` of a UTF-8 text. */
export type RecordTest = (text: Buffer, start: number, end: number) => boolean;

/** A way to store records. */
export interface StoredRecords {
  /** Whether a record is stored so. Defaults to its being so. */
  takes?: RecordTest;
  /** The columns that are stored. Defaults to all. */
  columns?: ReadonlySet<string>;
  /** The table that they are stored in, with the columns of CLOUDTRAIL's. Defaults to that. */
  table?: string;
}

/** What is done with the records. */
export interface RecordChoice {
  /**
   * An event is stored in the first of these ways that takes it, and not at all when none does. Defaults to all, whole.
   * Insights events are no events here: there are few, and all are stored, in a table of their own.
   */
  stored?: readonly StoredRecords[];
  /** Takes the ids of all records, stored or not. Defaults to taking none. */
  deliveries?: Deliveries;
}

/** The way of a database, which may be asked for anything. */
export const allWhole: readonly StoredRecords[] = [{}];
