import { Remarks, type Remark } from "./remarks";
import { asUtf8 } from "./encoding";
import { readText } from "./readText";
import { TextError } from "./textError";
import { csvDelimiter, csvEvents } from "./tables/csv";
import { bytesOf, type Bytes } from "./unpack/bytes";
import { ReadError } from "./readError";
import type { Unpacked } from "./unpack/unpack";
import { UnpackError } from "./unpack/unpackError";

/** What a file turned out to be. */
export type Verdict =
  | {
      /** Its records were told, be there any or none. */
      kind: "log";
      /** What in it cannot be stored, and may be events. */
      setAside: Remark[];
      /** What in it is sound and is no event. */
      noEvents: Remark[];
    }
  /** Sound, and no log: nothing is lost by passing it over. */
  | { kind: "other"; reason: string }
  /** It may have held events, and they cannot be had. */
  | { kind: "damaged"; reason: string };

/** Takes the records of a file. */
export interface RecordSink {
  /** Records, as `Found` tells them. */
  records(text: Buffer, spans: readonly number[], ids: readonly number[]): void;
  /** Takes back the last records: what they stood in turned out to be broken. */
  withdraw(count: number): void;
  /** Called after some unpacked bytes were read. The next ones are read when it is done. */
  taken(bytes: number): Promise<void> | void;
  /** The events in a Parquet file, one a line. Defaults to reading no such file. */
  parquet?(file: Bytes): AsyncGenerator<Buffer>;
}

/**
 * Reads a file, whatever it is packed in and whatever shape it has, and judges it. Its size changes nothing about that.
 *
 * @param name Tells whether a file that cannot be read at all may hold events, and nothing else.
 * @param parts What stands in it.
 */
export async function readFile(
  name: string,
  parts: AsyncIterable<Unpacked>,
  sink: RecordSink,
): Promise<Verdict> {
  const setAside = new Remarks();
  const noEvents = new Remarks();
  const verdicts: Verdict[] = [];
  try {
    for await (const part of parts) {
      const inside = part.name;
      const verdict = await new PartReader(sink).read(part, inside === "" ? name : inside);
      verdicts.push(verdict);
      const at = ({ place }: Remark): string => (inside === "" ? place : `${inside}, ${place}`);
      if (verdict.kind === "log") {
        for (const each of verdict.setAside) setAside.add(at(each), each.reason, each.count);
        for (const each of verdict.noEvents) noEvents.add(at(each), each.reason, each.count);
      } else if (inside !== "") {
        (verdict.kind === "damaged" ? setAside : noEvents).add(inside, verdict.reason);
      }
    }
  } catch (error) {
    const isOfFile = error instanceof UnpackError || error instanceof ReadError;
    if (isOfFile) return { kind: "damaged", reason: error.message };
    throw error;
  }
  if (verdicts.some(({ kind }) => kind === "log")) {
    return { kind: "log", setAside: setAside.all, noEvents: noEvents.all };
  }
  return (
    verdicts.find(({ kind }) => kind === "damaged") ??
    verdicts[0] ?? { kind: "other", reason: "an archive without files" }
  );
}

/** Reads one part of a file, and takes its records back when it turns out to be broken. */
class PartReader {
  private told = 0;
  private count = 0;

  constructor(private readonly sink: RecordSink) {}

  async read({ content }: Unpacked, name: string): Promise<Verdict> {
    if ("reason" in content) {
      return { kind: content.kind === "foreign" ? "other" : "damaged", reason: content.reason };
    }
    try {
      const { kind, bytes } = content;
      const text = kind === "text" ? await textOf(await asUtf8(bytes)) : await this.parquet(bytes);
      if (text !== undefined) return await this.text(text);
      const reason =
        bytes.head.length === 0 ? "the file is empty" : "not JSON, nor another shape of events";
      return { kind: mayHoldEvents(name) ? "damaged" : "other", reason };
    } catch (error) {
      if (!(error instanceof TextError)) throw error;
      this.sink.withdraw(this.told);
      return { kind: "damaged", reason: error.message };
    }
  }

  private async parquet(bytes: Bytes): Promise<Bytes> {
    const events = this.sink.parquet?.(bytes);
    if (events === undefined) throw new TextError("a Parquet file, which is not read here");
    return bytesOf(events, 0);
  }

  private async text(bytes: Bytes): Promise<Verdict> {
    const setAside = new Remarks();
    const noEvents = new Remarks();
    const isLog = await readText(
      bytes,
      {
        records: (text, spans, ids) => {
          this.told += spans.length / 2;
          this.sink.records(text, spans, ids);
        },
        withdraw: (count) => {
          this.told -= count;
          this.sink.withdraw(count);
        },
        setAside: (place, reason) => {
          setAside.add(place, reason);
        },
        noEvent: (reason) => {
          this.count += 1;
          noEvents.add(`part ${this.count}`, reason);
        },
      },
      (read) => this.sink.taken(read),
    );
    const [broken] = setAside.all;
    if (this.told === 0 && broken !== undefined) return { kind: "damaged", reason: broken.reason };
    if (isLog) return { kind: "log", setAside: setAside.all, noEvents: noEvents.all };
    return { kind: "other", reason: noEvents.all[0]?.reason ?? "not CloudTrail" };
  }
}

const eventFile = /\.(jsonl?|ndjson|csv|parquet|gz|tgz|zst|bz2|zip|tar|log)$/i;

/** Whether a file that is not understood may be a damaged log. */
function mayHoldEvents(name: string): boolean {
  return eventFile.test(name);
}

/** A text of JSON, or one that was made of it; nothing when it has no shape of events. */
async function textOf(bytes: Bytes): Promise<Bytes | undefined> {
  const first = String.fromCharCode(bytes.head.find((byte) => byte > 0x20) ?? 0);
  if (first === "{" || first === "[") return bytes;
  const delimiter = csvDelimiter(bytes.head);
  if (delimiter !== undefined) return bytesOf(csvEvents(bytes, delimiter), 0);
  return first === '"' ? bytes : undefined;
}
