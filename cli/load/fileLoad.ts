import type { Session } from "../../engine";
import { parquetEvents } from "./tables/parquet";
import type { Bytes } from "./unpack/bytes";
import type { EventWriter } from "./eventWriter";
import { InsightsTest } from "./insights";
import { allWhole, type RecordChoice } from "./recordChoice";
import { copied, someOf, type Records } from "./records";
import type { RecordSink } from "./readFile";
import type { SourceFile } from "../sources/sourceFile";

/** Bytes of records that are held back until their file is judged. With more, it gets a transaction of its own. */
const heldBack = 32 * 2 ** 20;

/** The records of a file on their way into the warehouse. */
export class FileLoad implements RecordSink {
  /** Records so far. */
  events = 0;
  /** Whether it is so large that it has a transaction of its own. */
  isAlone = false;
  private readonly insights: InsightsTest;
  private held: Records[] = [];
  private heldBytes = 0;
  /** How many records, from the first, were handed on, and down to how many of them that has to be undone. */
  private released = 0;
  private takeBackTo: number | undefined;

  /**
   * @param replaces Whether the events of an earlier content have to go.
   * @param options Which records are stored, what else is asked of all, and what stops the reading.
   */
  constructor(
    private readonly file: SourceFile,
    private readonly writer: EventWriter,
    private readonly replaces: boolean,
    private readonly session: Session,
    private readonly options: RecordChoice & { signal?: AbortSignal },
  ) {
    this.insights = new InsightsTest(file.name);
  }

  records(text: Buffer, spans: readonly number[], ids: readonly number[]): void {
    const { stored = allWhole, deliveries } = this.options;
    const isInsight = this.insights.among(text, spans);
    const starts: number[] = [];
    const ends: number[] = [];
    const indexes: number[] = [];
    const ways: number[] = [];
    for (let at = 0; at < spans.length; at += 2) {
      const start = spans[at]!;
      const end = spans[at + 1]!;
      this.events += 1;
      deliveries?.add(text, ids[at / 2]!);
      const way = isInsight(text, start, end)
        ? stored.length
        : stored.findIndex(({ takes }) => takes?.(text, start, end) ?? true);
      if (way === -1) continue;
      starts.push(start);
      ends.push(end);
      indexes.push(this.events);
      ways.push(way);
      this.heldBytes += end - start;
    }
    if (starts.length === 0) return;
    const records = { file: this.file, text, starts, ends, indexes, ways };
    this.held.push(starts.length < spans.length / 2 ? copied(records) : records);
  }

  withdraw(count: number): void {
    this.events -= count;
    this.options.deliveries?.withdraw(count);
    for (let last = this.held.at(-1); last !== undefined; last = this.held.at(-1)) {
      const left = last.indexes.filter((index) => index <= this.events).length;
      if (left === last.indexes.length) break;
      this.held.pop();
      if (left > 0) this.held.push(someOf(last, 0, left));
    }
    if (this.released > this.events) this.released = this.takeBackTo = this.events;
  }

  parquet(file: Bytes): AsyncGenerator<Buffer> {
    return parquetEvents(file, this.session);
  }

  /** Hands records on when there are too many to hold back. */
  async taken(): Promise<void> {
    this.options.signal?.throwIfAborted();
    if (!this.isAlone) {
      if (this.heldBytes < heldBack) return;
      await this.writer.commit();
      this.isAlone = true;
      if (this.replaces) this.writer.replace(this.file.name);
    }
    await this.release();
    await this.writer.roomInside();
  }

  /** Hands all records on. The file is sound. */
  async finish(): Promise<void> {
    if (!this.isAlone && this.replaces) this.writer.replace(this.file.name);
    await this.release();
  }

  private async release(): Promise<void> {
    if (this.takeBackTo !== undefined) {
      await this.writer.takeBack(this.file.name, this.takeBackTo);
      this.takeBackTo = undefined;
    }
    for (const records of this.held) this.writer.add(records);
    this.held = [];
    this.heldBytes = 0;
    this.released = this.events;
  }
}
