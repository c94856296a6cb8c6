import type { Discovery, Problem } from "../sources/discover";
import { opened } from "../load/openedFile";
import { readFile, type RecordSink } from "../load/readFile";

/** What log files hold. */
export interface Measured {
  /** Log files that could be read. */
  files: number;
  /** Their bytes as stored. */
  packed: number;
  /** Their bytes once unpacked. */
  unpacked: number;
  events: number;
  /** Days in UTC on which there was an event, so that one odd time does not stretch the rest. */
  days: number;
  /** Files that hold no events by their nature, such as digests. */
  other: number;
  /** What may hold events and could not be read. */
  damaged: Problem[];
}

/**
 * Reads log files, and counts.
 *
 * @param onFile Called for each file, with how many there are.
 */
export async function measure(
  { files, problems }: Discovery,
  { signal, onFile }: { signal: AbortSignal; onFile: (read: number, of: number) => void },
): Promise<Measured> {
  const counts = { files: 0, packed: 0, unpacked: 0, events: 0, other: 0 };
  const damaged = [...problems];
  const days = new Set<string>();
  let done = 0;
  for await (const next of opened(files)) {
    signal.throwIfAborted();
    onFile(done, files.length);
    done += 1;
    const path = next.file.name;
    if ("error" in next) {
      damaged.push({ path, reason: next.error.message });
      continue;
    }
    const log = new MeasuredLog();
    const verdict = await readFile(path, next.opened.parts(), log);
    await next.opened.close();
    if (verdict.kind === "damaged") damaged.push({ path, reason: verdict.reason });
    else if (verdict.kind === "other") counts.other += 1;
    else {
      counts.files += 1;
      counts.packed += next.opened.size;
      counts.unpacked += log.unpacked;
      counts.events += log.events;
      for (const day of log.days) days.add(day);
    }
  }
  return { ...counts, days: days.size, damaged };
}

/** Counts what stands in one file. */
class MeasuredLog implements RecordSink {
  unpacked = 0;
  events = 0;
  readonly days = new Set<string>();

  records(text: Buffer, spans: readonly number[]): void {
    this.events += spans.length / 2;
    for (let at = 0; at < spans.length; at += 2) {
      const day = dayOfEvent(JSON.parse(text.toString("utf8", spans[at], spans[at + 1])));
      if (day !== undefined) this.days.add(day);
    }
  }

  withdraw(count: number): void {
    this.events -= count;
  }

  taken(bytes: number): void {
    this.unpacked += bytes;
  }
}

function dayOfEvent(record: unknown): string | undefined {
  if (typeof record !== "object" || record === null || !("eventTime" in record)) return undefined;
  return /^\d{4}-\d{2}-\d{2}(?=T)/.exec(String(record.eventTime))?.[0];
}
