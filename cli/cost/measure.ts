import { diagnose } from "../load/diagnose";
import { discover, type FoundFile, type Problem } from "../load/discover";
import { examine } from "../load/examine";
import { splitRecords } from "../load/split";
import { unpackedSize } from "../load/unpackedSize";

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

/** Bytes of a log file that are parsed at once. */
const pieceSize = 1 << 20;

/**
 * Reads all log files under paths, and counts.
 *
 * @param onFile Called for each file, with how many there are.
 */
export async function measure(
  paths: readonly string[],
  { signal, onFile }: { signal: AbortSignal; onFile: (read: number, of: number) => void },
): Promise<Measured> {
  const { files, problems } = await discover(paths);
  const counts = { files: 0, packed: 0, unpacked: 0, events: 0, other: 0 };
  const damaged = [...problems];
  const days = new Set<string>();
  for (const [at, file] of files.entries()) {
    signal.throwIfAborted();
    onFile(at, files.length);
    const read = await readLog(file);
    if (read.kind === "damaged") damaged.push({ path: file.path, reason: read.reason });
    else if (read.kind === "other") counts.other += 1;
    else {
      counts.files += 1;
      counts.packed += file.size;
      counts.unpacked += read.unpacked;
      counts.events += read.events;
      read.days.forEach((day) => days.add(day));
    }
  }
  return { ...counts, days: days.size, damaged };
}

type Log =
  | { kind: "events"; unpacked: number; events: number; days: Set<string> }
  | { kind: "other" }
  | { kind: "damaged"; reason: string };

async function readLog(found: FoundFile): Promise<Log> {
  const file = await examine(found);
  const days = new Set<string>();
  let events = 0;
  try {
    for await (const { document } of splitRecords(file, pieceSize)) {
      const { Records } = JSON.parse(document.toString("utf8")) as { Records: unknown[] };
      events += Records.length;
      for (const record of Records) {
        const day = dayOfEvent(record);
        if (day !== undefined) days.add(day);
      }
    }
    return { kind: "events", unpacked: await unpackedSize(file.path), events, days };
  } catch (error) {
    const diagnosis = await diagnose(file);
    if (diagnosis.kind === "damaged" || diagnosis.kind === "other") return diagnosis;
    return { kind: "damaged", reason: error instanceof Error ? error.message : String(error) };
  }
}

function dayOfEvent(record: unknown): string | undefined {
  if (typeof record !== "object" || record === null || !("eventTime" in record)) return undefined;
  return /^\d{4}-\d{2}-\d{2}(?=T)/.exec(String(record.eventTime))?.[0];
}
