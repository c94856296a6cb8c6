import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { literal, type Session } from "../../engine";
import type { Flattening } from "../warehouse/flattening";
import { timestampLiteral, type LoadHistory, type LoadedFile } from "./history";
import type { Records } from "./records";
import { Slice } from "./slice";

/** Threads that work on a statement's records side by side; this one needs a processor, too. */
const threads = Math.min(availableParallelism(), 4);

/** Row groups that one statement inserts: one a thread, so that no thread waits for another's second one. */
const sliceGroups = threads;

/** Bytes of records that one statement inserts at most, while the next ones are read. */
const sliceBytes = 128 * 2 ** 20;

/** Bytes of records, and files, after which a transaction is committed. */
const batchBytes = 256 * 2 ** 20;
const batchFiles = 4000;

/** Milliseconds after which others have their turn on this thread. */
const turn = 4;

/** Puts records into CLOUDTRAIL, together with the entries of their files in the history. */
export class EventWriter {
  private slice = new Slice();
  /** The slice that the running statement reads. */
  private feeding = new Slice();
  private running = Promise.resolve();
  private isOpen = false;
  private loadedAt = "";
  private replaced: string[] = [];
  private loaded: LoadedFile[] = [];
  private batched = 0;
  private lastTurn = 0;

  constructor(
    private readonly session: Session,
    private readonly flattening: Flattening,
    private readonly history: LoadHistory,
  ) {
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
    this.slice.add(records);
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
    if (this.slice.bytes >= sliceBytes) await this.insert(new Slice());
    else if (this.slice.full >= sliceGroups) await this.insert(this.slice.withoutRest());
    // The statement that runs asks this thread for its rows.
    else if (performance.now() - this.lastTurn > turn) await setImmediate();
    else return;
    this.lastTurn = performance.now();
  }

  /** Removes the records of an unfinished file that come after the first ones. */
  async takeBack(name: string, after: number): Promise<void> {
    await this.insert(new Slice());
    await this.running;
    await this.session.run(
      `delete from "CLOUDTRAIL" where FILE_NAME = ${literal(name)} and RECORD_INDEX > ${after}`,
    );
  }

  async commit(): Promise<void> {
    if (this.slice.bytes > 0 || this.replaced.length > 0) await this.insert(new Slice());
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
    this.slice = new Slice();
    this.reset();
  }

  private reset(): void {
    this.isOpen = false;
    this.replaced = [];
    this.loaded = [];
    this.batched = 0;
  }

  /**
   * Hands the gathered records to a statement, and goes on while that runs.
   *
   * @param rest Those that wait for the next one.
   */
  private async insert(rest: Slice): Promise<void> {
    await this.running;
    const slice = this.slice;
    const replaced = this.replaced;
    this.slice = rest;
    this.replaced = [];
    this.batched += slice.bytes;
    this.running = this.run(slice, replaced);
    // Whoever waits for it next is told.
    this.running.catch(() => undefined);
  }

  private async run(slice: Slice, replaced: readonly string[]): Promise<void> {
    await this.begin();
    await this.history.forget(replaced);
    this.feeding = slice;
    const rows = `select VALUE, RECORD_INDEX, FILE_NAME, epoch_ms(MODIFIED) as FILE_LAST_MODIFIED,
      ${this.loadedAt} as LOADED_AT from records()`;
    await this.session.run(`insert into "CLOUDTRAIL" ${this.flattening.select(rows)}`);
  }

  private async begin(): Promise<void> {
    if (this.isOpen) return;
    this.loadedAt = timestampLiteral(new Date());
    await this.session.run("begin transaction");
    this.isOpen = true;
  }
}
