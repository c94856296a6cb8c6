import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { literal, rowGroupSize, rowsAtOnce, type FedValues, type Session } from "../../engine";
import type { Flattening } from "../warehouse/flattening";
import { timestampLiteral, type LoadHistory, type LoadedFile } from "./history";
import { chosen, copied, type Records } from "./records";

/** Threads that work on a statement's records side by side; this one needs a processor, too. */
const threads = Math.min(availableParallelism(), 4);

// A thread that inserts less than a row group leaves it in memory, uncompressed, until the transaction ends.
const sliceRecords = threads * 1.5 * rowGroupSize;

/** Bytes of records that one statement inserts at most, while the next ones are read. */
const sliceBytes = 128 * 2 ** 20;

/** Bytes of records, and files, after which a transaction is committed. */
const batchBytes = 256 * 2 ** 20;
const batchFiles = 4000;

/** Milliseconds after which others have their turn on this thread. */
const turn = 4;

/** Puts records into CLOUDTRAIL, together with the entries of their files in the history. */
export class EventWriter {
  private whole = new Slice();
  /** Records of which only some columns are stored. */
  private brief = new Slice();
  /** The slice that the running statement reads. */
  private feeding = new Slice();
  private running = Promise.resolve();
  private isOpen = false;
  private loadedAt = "";
  private replaced: string[] = [];
  private loaded: LoadedFile[] = [];
  private batched = 0;
  private lastTurn = 0;

  /** @param briefColumns The columns of the records that are not stored whole. */
  constructor(
    private readonly session: Session,
    private readonly flattening: Flattening,
    private readonly history: LoadHistory,
    private readonly briefColumns: ReadonlySet<string> | undefined,
  ) {
    session.feed(
      "records",
      [
        { name: "VALUE", type: "JSON" },
        { name: "RECORD_INDEX", type: "INTEGER" },
        { name: "FILE_NAME", type: "VARCHAR" },
        { name: "MODIFIED", type: "BIGINT" },
      ],
      () => this.feeding.next(),
      threads,
    );
  }

  /** Takes records. They are inserted when there are enough of them; `room` waits for that. */
  add(records: Records): void {
    const places = records.isWhole.map((isWhole, place) => (isWhole ? place : -1));
    const whole = places.filter((place) => place >= 0);
    if (whole.length === places.length) {
      this.whole.add(records);
      return;
    }
    this.brief.add(
      chosen(
        records,
        places.flatMap((place, at) => (place < 0 ? at : [])),
      ),
    );
    // The others are let go of long before there are enough of these.
    if (whole.length > 0) this.whole.add(copied(chosen(records, whole)));
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
    if (this.whole.isFull) await this.insertWhole();
    else if (this.brief.isFull) await this.insertBrief();
    // The statement that runs asks this thread for its rows.
    else if (performance.now() - this.lastTurn > turn) await setImmediate();
    else return;
    this.lastTurn = performance.now();
  }

  /** Removes the records of an unfinished file that come after the first ones. */
  async takeBack(name: string, after: number): Promise<void> {
    await this.insertWhole();
    await this.insertBrief();
    await this.running;
    await this.session.run(
      `delete from "CLOUDTRAIL" where FILE_NAME = ${literal(name)} and RECORD_INDEX > ${after}`,
    );
  }

  async commit(): Promise<void> {
    if (this.whole.bytes > 0 || this.replaced.length > 0) await this.insertWhole();
    if (this.brief.bytes > 0) await this.insertBrief();
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
    this.whole = new Slice();
    this.brief = new Slice();
    this.reset();
  }

  private reset(): void {
    this.isOpen = false;
    this.replaced = [];
    this.loaded = [];
    this.batched = 0;
  }

  private async insertWhole(): Promise<void> {
    const slice = this.whole;
    this.whole = new Slice();
    await this.insert(slice);
  }

  private async insertBrief(): Promise<void> {
    const slice = this.brief;
    this.brief = new Slice();
    await this.insert(slice, this.briefColumns);
  }

  /** Hands gathered records to a statement, and goes on while that runs. */
  private async insert(slice: Slice, columns?: ReadonlySet<string>): Promise<void> {
    await this.running;
    const replaced = this.replaced;
    this.replaced = [];
    this.batched += slice.bytes;
    this.running = this.run(slice, replaced, columns);
    // Whoever waits for it next is told.
    this.running.catch(() => undefined);
  }

  private async run(
    slice: Slice,
    replaced: readonly string[],
    columns: ReadonlySet<string> | undefined,
  ): Promise<void> {
    await this.begin();
    await this.history.forget(replaced);
    this.feeding = slice;
    const rows = `select VALUE, RECORD_INDEX, FILE_NAME, epoch_ms(MODIFIED) as FILE_LAST_MODIFIED,
      ${this.loadedAt} as LOADED_AT from records()`;
    await this.session.run(this.flattening.insert(rows, columns));
  }

  private async begin(): Promise<void> {
    if (this.isOpen) return;
    this.loadedAt = timestampLiteral(new Date());
    await this.session.run("begin transaction");
    this.isOpen = true;
  }
}

/** Records that one statement inserts. */
class Slice {
  bytes = 0;
  private records = 0;
  private readonly parts: Records[] = [];
  /** Which part is read, and which of its records comes next. */
  private part = 0;
  private at = 0;

  add(records: Records): void {
    this.parts.push(records);
    const { starts, ends } = records;
    this.records += starts.length;
    for (let at = 0; at < starts.length; at += 1) {
      this.bytes += ends[at]! - starts[at]!;
    }
  }

  get isFull(): boolean {
    return this.records >= sliceRecords || this.bytes >= sliceBytes;
  }

  /** The columns of the next rows. */
  next(): FedValues[] {
    const values: string[] = [];
    const indexes: number[] = [];
    const names: string[] = [];
    const modified: bigint[] = [];
    while (values.length < rowsAtOnce && this.part < this.parts.length) {
      const { file, text, starts, ends, indexes: places } = this.parts[this.part]!;
      const time = BigInt(file.lastModified.getTime());
      const end = Math.min(starts.length, this.at + rowsAtOnce - values.length);
      for (let at = this.at; at < end; at += 1) {
        values.push(text.toString("utf8", starts[at], ends[at]));
        indexes.push(places[at]!);
        names.push(file.name);
        modified.push(time);
      }
      this.at = end;
      if (end === starts.length) {
        this.part += 1;
        this.at = 0;
      }
    }
    return [values, indexes, names, modified];
  }
}
