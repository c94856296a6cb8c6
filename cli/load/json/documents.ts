import { OpenDocument, type Place } from "./document";
import { JsonError, deepest, needsMore, tooDeep, truncated } from "./jsonError";
import { Scanner } from "./scanner";
import { Told, type Found } from "./told";

/** An array that is read element by element. */
interface OpenArray {
  kind: "documents" | "records";
  /** Whether no element was read yet. */
  isStart: boolean;
}

const comma = 0x2c;
const colon = 0x3a;
const quote = 0x22;
const lineFeed = 0x0a;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** Texts of JSON inside of texts of JSON that are opened. `lookup-events` has one. */
const mostInside = 2;

/**
 * Finds the records in a text of JSON, whichever of the shapes of docs/inputs.md it has: documents one after the
 * other, inside of arrays, or one a line. The text is given in windows, and each is read as far as whole values go.
 */
export class DocumentReader {
  private readonly scanner = new Scanner();
  private readonly told: Told;
  private readonly open: (OpenArray | OpenDocument)[] = [];
  /** Where the window begins in the text. */
  private base = 0;
  /** How far the window was read in whole steps. */
  private done = 0;
  /** Where the outermost value began, and the mark of the records before it. */
  private outer = { start: 0, mark: 0 };
  private outermost = 0;
  private isFirstLine: boolean | undefined;
  private isLines = false;

  constructor(
    private readonly found: Found,
    private readonly level = 0,
  ) {
    this.told = new Told(found, this.scanner);
  }

  /** Whether something was there that holds events by its shape, even if it holds none. */
  get isLog(): boolean {
    return this.told.isLog;
  }

  /**
   * Reads on.
   *
   * @param window Begins with what the last call left.
   * @returns How many of its bytes are done with.
   * @throws JsonError, whose place is counted from the beginning of the text, when the text is broken.
   */
  read(window: Buffer, isLast: boolean): number {
    const { scanner } = this;
    scanner.text = window;
    scanner.isLast = isLast;
    scanner.at = this.done;
    this.told.begin(this.base);
    for (let goesOn = true; goesOn;) {
      try {
        while (this.step()) this.done = scanner.at;
        this.done = scanner.at;
        goesOn = false;
      } catch (error) {
        goesOn = error !== needsMore && this.passOverLine(error);
      }
    }
    this.told.flush();
    if (isLast) this.end();
    return this.use();
  }

  private end(): void {
    if (this.open.length > 0) throw new JsonError(truncated, this.base + this.done);
    if (this.outermost === 0) throw new JsonError("the file is empty", 0);
  }

  /** Lets go of what was read, but for a line, and for an object that may turn out to be an event. */
  private use(): number {
    const isHeld = (open: OpenArray | OpenDocument): boolean =>
      open.kind === "object" && !open.hasEvents;
    const held = this.open.find(isHeld);
    let used = this.done;
    if (this.open.length > 0 && this.isLines) used = this.outer.start - this.base;
    else if (held?.kind === "object") used = held.start - this.base;
    this.base += used;
    this.done -= used;
    return used;
  }

  /** Reads what belongs together. @returns False at the end of the text. */
  private step(): boolean {
    const open = this.open.at(-1);
    if (open === undefined) return this.next();
    if (open.kind === "object") this.member(open);
    else if (open.kind === "records") this.records(open);
    else this.element(open);
    return true;
  }

  /** Reads the next of the documents that stand one after the other. */
  private next(): boolean {
    const { scanner } = this;
    if (this.outermost === 1 && this.isFirstLine === undefined) {
      this.isFirstLine = !scanner.sawBreak;
      scanner.sawBreak = false;
    }
    const first = this.pastSpace();
    if (first === undefined) return false;
    // Where the first document is a line of its own, each line stands for itself.
    if (this.outermost === 1) this.isLines = this.isFirstLine === true && scanner.sawBreak;
    if (this.outermost === 0) scanner.sawBreak = false;
    this.outermost += 1;
    this.outer = { start: this.base + scanner.at, mark: this.told.mark };
    this.document(first);
    return true;
  }

  private document(first: number): void {
    const { scanner } = this;
    if (this.open.length > deepest) throw new JsonError(tooDeep, scanner.at);
    scanner.sawSpace = scanner.sawLongEscape = scanner.sawLoneSurrogate = false;
    scanner.eventIdAt = -1;
    const start = scanner.at;
    if (first === openObject) {
      scanner.at += 1;
      this.open.push(new OpenDocument(this.base + start));
    } else if (first === openArray) {
      scanner.at += 1;
      this.open.push({ kind: "documents", isStart: true });
    } else {
      scanner.value(0);
      const reason = "not CloudTrail: the top level is not an object";
      if (first === quote) this.inText({ start, end: scanner.at }, reason);
      else this.found.noEvent(reason);
    }
  }

  /** Reads the next member of an object, or the object's end. */
  private member(document: OpenDocument): void {
    const { scanner } = this;
    const first = this.nextIn(document, closeObject);
    if (first === undefined) {
      this.judge(document);
      return;
    }
    if (first !== quote) scanner.fail(scanner.at);
    const keyAt = scanner.at;
    scanner.string();
    const key = scanner.text.toString("latin1", keyAt + 1, scanner.at - 1);
    scanner.expect(colon);
    const kind = scanner.space();
    const start = scanner.at;
    if (kind === openArray && (key === "Records" || key === "Events")) {
      document.beginArray(key, keyAt);
      this.told.isLog = true;
      scanner.at += 1;
      this.open.push({ kind: key === "Records" ? "records" : "documents", isStart: true });
    } else {
      scanner.value(0);
      const place = { start: this.base + start, end: this.base + scanner.at };
      document.member(key, place, kind === quote);
    }
    document.isStart = false;
  }

  /** Reads the next document in an array, or the array's end. */
  private element(array: OpenArray): void {
    const first = this.nextIn(array, closeArray);
    if (first === undefined) return;
    this.document(first);
    array.isStart = false;
  }

  /** Reads all records of the window. This is what most of the time goes into. */
  private records(array: OpenArray): void {
    const { scanner } = this;
    while (this.nextIn(array, closeArray) !== undefined) {
      const start = scanner.at;
      scanner.sawSpace = scanner.sawLongEscape = scanner.sawLoneSurrogate = false;
      scanner.eventIdAt = -1;
      try {
        scanner.value(0);
        this.told.record(start, scanner.at);
      } catch (error) {
        if (!(error instanceof JsonError) || error.reason !== tooDeep) throw error;
        scanner.skip(start);
        this.told.setAside(start, tooDeep);
      }
      array.isStart = false;
      this.done = scanner.at;
    }
  }

  /** The byte that the next part begins with, behind its comma; nothing at the end, which is passed over. */
  private nextIn(open: OpenArray | OpenDocument, close: number): number | undefined {
    const { scanner } = this;
    let next = this.pastSpace();
    if (next === close) {
      scanner.at += 1;
      this.open.pop();
      return undefined;
    }
    if (!open.isStart) {
      scanner.expect(comma);
      next = scanner.space();
    }
    if (next === undefined || next === close) scanner.fail(scanner.at);
    return next;
  }

  /** Passes over white space, all that is left of the window perhaps. */
  private pastSpace(): number | undefined {
    const next = this.scanner.space();
    if (next === undefined) this.done = this.scanner.at;
    return next;
  }

  /** Decides what an object was that has been read. */
  private judge(document: OpenDocument): void {
    if (document.hasEvents) return;
    const { lookedUp, delivered } = document;
    const start = document.start - this.base;
    const end = this.scanner.at;
    if (lookedUp !== undefined) {
      this.inText(this.inWindow(lookedUp), '"CloudTrailEvent" holds no event');
    } else if (delivered !== undefined) {
      const { start: from, end: to } = this.inWindow(delivered);
      this.inside(this.scanner.text.subarray(from, to), start, otherEnvelope);
    } else if (document.isEvent) {
      // Its members were read one by one, each as if it were outermost.
      this.scanner.eventIdAt = document.eventId === undefined ? -1 : document.eventId - this.base;
      this.told.record(start, end);
    } else if (this.scanner.text.subarray(start, end).includes('"eventSource"')) {
      this.told.setAside(
        start,
        "it names an eventSource, and its shape is none that docs/inputs.md lists",
      );
    } else {
      this.found.noEvent(document.reason);
    }
  }

  private inWindow({ start, end }: Place): Place {
    return { start: start - this.base, end: end - this.base };
  }

  /** Reads a text of JSON that stands in a string. */
  private inText({ start, end }: Place, reason: string): void {
    const text = JSON.parse(this.scanner.text.toString("utf8", start, end)) as string;
    if (this.level < mostInside && /^\s*[[{]/.test(text)) {
      this.inside(Buffer.from(text), start, reason);
    } else {
      this.found.noEvent(reason);
    }
  }

  private inside(text: Buffer, at: number, reason: string): void {
    const reader = new DocumentReader(this.told.inside(at, reason), this.level + 1);
    try {
      reader.read(text, true);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      this.told.setAside(at, error.reason);
    }
  }

  /** Where each line stands for itself, a broken one costs no other. @throws What it cannot deal with. */
  private passOverLine(error: unknown): boolean {
    if (!(error instanceof JsonError)) throw error;
    const { scanner } = this;
    if (!this.isLines) throw new JsonError(error.reason, this.base + error.at);
    const lineEnd = scanner.text.indexOf(lineFeed, this.outer.start - this.base);
    if (lineEnd === -1 && !scanner.isLast) return false;
    this.open.length = 0;
    this.told.withdraw(this.outer.mark);
    this.told.lineSetAside(this.outer.start, error.reason);
    this.done = scanner.at = lineEnd === -1 ? scanner.text.length : lineEnd + 1;
    return true;
  }
}

const otherEnvelope = "an EventBridge event that is not CloudTrail's";
