import { isUtf8 } from "node:buffer";
import { canonical } from "./canonical";
import { JsonError, largestValue, tooLarge } from "./jsonError";
import { Scanner } from "./scanner";

/** What a text holds, told in its order. */
export interface Found {
  /**
   * Records: the bytes of `text` from `spans[0]` to `spans[1]`, from `spans[2]` to `spans[3]`, and so on. Their
   * `eventID` has its value from `ids[0]`, `ids[1]` and so on; -1 where there is none.
   */
  records(text: Buffer, spans: readonly number[], ids: readonly number[]): void;
  /** A record, or a line, that cannot be stored while the others can. */
  setAside(place: string, reason: string): void;
  /** A part that is sound and is no event. */
  noEvent(reason: string): void;
  /** Takes back the last records: their line turned out to be broken. */
  withdraw(count: number): void;
}

/** Tells the records of a text, each in the one way of writing it, and sets those aside that cannot be stored. */
export class Told {
  /** Records so far, those set aside among them. */
  count = 0;
  /** Whether something was there that holds events by its shape, even if it holds none. */
  isLog = false;
  private spans: number[] = [];
  private ids: number[] = [];
  /** Records that were told and count. */
  private stored = 0;
  private base = 0;
  private isSuspect = false;

  constructor(
    private readonly found: Found,
    private readonly scanner: Scanner,
  ) {}

  /** Begins a window of the text, which starts at a byte of it. */
  begin(base: number): void {
    this.base = base;
    // Only what is stored has to answer for it: a record whose own bytes are sound is taken.
    this.isSuspect = !isUtf8(this.scanner.text);
  }

  /** A record that the scanner has just read. */
  record(start: number, end: number): void {
    const { text, sawLoneSurrogate, sawSpace, sawLongEscape, eventIdAt } = this.scanner;
    if (end - start > largestValue) throw new JsonError(tooLarge, start);
    if (sawLoneSurrogate) {
      this.setAside(start, "a string has half of a surrogate pair");
    } else if (this.isSuspect && !isUtf8(text.subarray(start, end))) {
      this.setAside(start, "the text is not UTF-8");
    } else if (sawSpace || sawLongEscape) {
      const written = canonical(text, start, end);
      this.flush();
      this.tell(written, [0, written.length], [eventIdIn(written)]);
    } else {
      this.spans.push(start, end);
      this.ids.push(eventIdAt);
    }
    this.isLog = true;
  }

  setAside(start: number, reason: string): void {
    this.flush();
    this.count += 1;
    this.found.setAside(`record ${this.count}, at byte ${this.base + start}`, reason);
  }

  lineSetAside(start: number, reason: string): void {
    this.found.setAside(`the line at byte ${start}`, reason);
  }

  /** Tells the records that wait, while the window stands. */
  flush(): void {
    if (this.spans.length === 0) return;
    this.tell(this.scanner.text, this.spans, this.ids);
    this.spans = [];
    this.ids = [];
  }

  /** How many records there were at this moment, for `withdraw`. */
  get mark(): number {
    return this.stored + this.spans.length / 2;
  }

  /** Takes back the records since a mark. */
  withdraw(mark: number): void {
    this.flush();
    const count = this.stored - mark;
    this.stored = mark;
    this.count -= count;
    this.found.withdraw(count);
  }

  /** Takes what stands in a text inside of this one. */
  inside(at: number, reason: string): Found {
    this.flush();
    return {
      records: (text, spans, ids) => {
        this.isLog = true;
        this.tell(text, spans, ids);
      },
      setAside: (_place, why) => {
        this.setAside(at, why);
      },
      noEvent: () => {
        this.found.noEvent(reason);
      },
      withdraw: (count) => {
        this.withdraw(this.stored - count);
      },
    };
  }

  private tell(text: Buffer, spans: readonly number[], ids: readonly number[]): void {
    this.count += spans.length / 2;
    this.stored += spans.length / 2;
    this.found.records(text, spans, ids);
  }
}

function eventIdIn(record: Buffer): number {
  const scanner = new Scanner();
  scanner.text = record;
  scanner.value(0);
  return scanner.eventIdAt;
}
