import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { identifier, literal, type Session } from "../../engine";
import { insightsTable } from "../warehouse/insightsTable";
import type { Flattening } from "../warehouse/flattening";
import { logSource } from "../warehouse/logSource";
import { timestampLiteral, type LoadHistory, type LoadedFile } from "./history";
import { allWhole, type StoredRecords } from "./recordChoice";
import { chosen, copied, type Records } from "./records";
import { Slice } from "./slice";

/** Threads that work on a statement's records side by side; this one needs a processor, too. */
const threads = Math.min(availableParallelism(), 4);

/** Row groups that one statement inserts: one a thread, so that no thread waits for another's second one. */
const sliceGroups = threads;

/** Bytes of records that one statement inserts at most, while the next ones are read. */
const sliceBytes = 64 * 2 ** 20;

/** Bytes of records, and files, after which a transaction is committed. */
const batchBytes = 256 * 2 ** 20;
const batchFiles = 4000;

/** Milliseconds after which others have their turn on this thread. */
const turn = 4;

/** Records that wait for their statement. */
interface Gathered {
  slice: Slice;
  /** The columns that are stored of them. All of them when undefined. */
  columns: ReadonlySet<string> | undefined;
  table: string;
}

/** Puts records into CLOUDTRAIL, and Insights events into a table of their own, together with the entries of their files in the history. */
export class EventWriter {
  /** Those of each way to store them. */
  private readonly gathered: readonly Gathered[];
  /** The slice that the running statement reads. */
  private feeding = new Slice();
  private running = Promise.resolve();
  private isOpen = false;
  private loadedAt = "";
  private replaced: string[] = [];
  private loaded: LoadedFile[] = [];
  private batched = 0;
  private lastTurn = 0;

  /** @param stored The ways in which events are stored. Defaults to one, with all columns. */
  constructor(
    private readonly session: Session,
    private readonly flattening: Flattening,
    private readonly history: LoadHistory,
    stored: readonly StoredRecords[] = allWhole,
  ) {
    this.gathered = [...stored, insightsTable].map(({ columns, table = "CLOUDTRAIL" }) => ({
      ...{ slice: new Slice(), columns, table },
    }));
    session.feed(
      "records",
      [
        { name: "VALUE", type: "JSON" },
        { name: "RECORD_INDEX", type: "INTEGER" },
        { name: "FILE_NAME", type: "VARCHAR" },
        { name: "MODIFIED", type: "BIGINT" },
      ],
      () => this.feeding.reader(),
      threads,
    );
  }

  /** Takes records. They are inserted when there are enough of them; `room` waits for that. */
  add(records: Records): void {
    const { ways } = records;
    const first = ways[0]!;
    if (ways.every((way) => way === first)) {
      this.gathered[first]!.slice.add(records);
      return;
    }
    for (const [way, { slice }] of this.gathered.entries()) {
      const places = ways.flatMap((each, place) => (each === way ? place : []));
      // The others are let go of long before there are enough of these.
      if (places.length > 0) slice.add(copied(chosen(records, places)));
    }
  }

  /** Has the events of an earlier content of a file removed, before those that are added from now on. */
  replace(name: string): void {
    this.replaced.push(name);
  }

  /** Notes a file whose records were all added. */
  finish(file: LoadedFile): void {
    this.loaded.push(file);
  }

  /** Waits until more records can be taken, and commits when there are many. */
  async room(): Promise<void> {
    await this.roomInside();
    if (this.batched >= batchBytes || this.loaded.length >= batchFiles) await this.commit();
  }

  /** As `room`, within a file that is not finished. */
  async roomInside(): Promise<void> {
    const bytes = this.gathered.reduce((sum, { slice }) => sum + slice.bytes, 0);
    const full = this.gathered.find(({ slice }) => slice.full >= sliceGroups);
    if (bytes >= sliceBytes) await this.insert(this.largest());
    else if (full) await this.insert(full, full.slice.withoutRest());
    // The statement that runs asks this thread for its rows.
    else if (performance.now() - this.lastTurn > turn) await setImmediate();
    else return;
    this.lastTurn = performance.now();
  }

  /** Removes the records of an unfinished file that come after the first ones. */
  async takeBack(name: string, after: number): Promise<void> {
    await this.insertAll();
    await this.running;
    for (const table of new Set(this.gathered.map((each) => each.table))) {
      await this.session.run(
        `delete from ${identifier(table)} where FILE_NAME = ${literal(name)} and RECORD_INDEX > ${after}`,
      );
    }
  }

  async commit(): Promise<void> {
    await this.insertAll();
    await this.running;
    if (this.loaded.length > 0) {
      await this.begin();
      await this.history.writeLoaded(this.loaded, this.loadedAt);
    }
    if (this.isOpen) await this.session.run("commit");
    this.reset();
  }

  async rollback(): Promise<void> {
    await this.running.catch(() => undefined);
    if (this.isOpen) await this.session.run("rollback").catch(() => undefined);
    for (const each of this.gathered) each.slice = new Slice();
    this.reset();
  }

  private largest(): Gathered {
    return this.gathered.reduce((one, other) =>
      other.slice.bytes > one.slice.bytes ? other : one,
    );
  }

  private reset(): void {
    this.isOpen = false;
    this.replaced = [];
    this.loaded = [];
    this.batched = 0;
  }

  private async insertAll(): Promise<void> {
    for (const each of this.gathered) {
      if (each.slice.bytes > 0 || this.replaced.length > 0) await this.insert(each);
    }
  }

  /**
   * Hands the gathered records to a statement, and goes on while that runs.
   *
   * @param rest Those that wait for the next one. Defaults to none.
   */
  private async insert(gathered: Gathered, rest = new Slice()): Promise<void> {
    await this.running;
    const { slice } = gathered;
    const replaced = this.replaced;
    gathered.slice = rest;
    this.replaced = [];
    this.batched += slice.bytes;
    this.running = this.run({ ...gathered, slice }, replaced);
    // Whoever waits for it next is told.
    this.running.catch(() => undefined);
  }

  private async run(
    { slice, columns, table }: Gathered,
    replaced: readonly string[],
  ): Promise<void> {
    await this.begin();
    await this.history.forget(replaced);
    this.feeding = slice;
    const rows = `select VALUE, RECORD_INDEX, FILE_NAME, epoch_ms(MODIFIED) as FILE_LAST_MODIFIED,
      ${this.loadedAt} as LOADED_AT, ${logSource()} as LOG_SOURCE from records()`;
    await this.session.run(this.flattening.insert(rows, table, columns));
  }

  private async begin(): Promise<void> {
    if (this.isOpen) return;
    this.loadedAt = timestampLiteral(new Date());
    await this.session.run("begin transaction");
    this.isOpen = true;
  }
}
