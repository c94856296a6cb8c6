import { logNameOf } from "../sources/logName";
import type { SourceFile } from "../sources/sourceFile";
import type { Digest } from "./digest";
import type { Fault } from "./fault";
import { fileNameOf, minuteOf } from "./fileName";
import { joined, type Span } from "./span";

/** By how much the minute in a log file's name and the moment of its delivery may differ, in milliseconds. */
const tolerance = 15 * 60 * 1000;

/** Log files that no digest names. */
export interface Unlisted {
  /** Those of times that digests cover. */
  faults: Fault[];
  /** How many are of other times, such as the last hour, of which there is no digest yet. */
  uncovered: number;
}

/**
 * Looks for log files that nobody vouches for: of an account, a region and a time that digests cover, and in none of
 * them.
 *
 * @param logs All log files that are there.
 */
export function unlistedFiles(digests: Iterable<Digest>, logs: readonly SourceFile[]): Unlisted {
  const listed = new Set<string>();
  const spans = new Map<string, Span[]>();
  for (const digest of digests) {
    for (const { key } of digest.files) listed.add(fileNameOf(key));
    if (digest.isBackfill) continue;
    const place = placeOf(digest.key);
    const some = spans.get(place) ?? [];
    some.push(digest);
    spans.set(place, some);
  }
  const covered = new Map([...spans].map(([place, each]) => [place, joined(each)]));
  const result: Unlisted = { faults: [], uncovered: 0 };
  for (const { name: path } of logs) {
    const minute = minuteOf(path);
    const isLog = logNameOf(path.replaceAll("\\", "/")).kind === "CloudTrail";
    if (!isLog || minute === undefined || listed.has(fileNameOf(path))) continue;
    const isCovered = covered
      .get(placeOf(path))
      ?.some(({ start, end }) => start + tolerance <= minute && minute <= end - tolerance);
    if (isCovered === true) {
      const reason = "no digest names it, though digests cover its time";
      result.faults.push({ kind: "unlisted", path, reason });
    } else result.uncovered += 1;
  }
  return result;
}

/** Account and region. */
function placeOf(key: string): string {
  const { account, region } = logNameOf(key.replaceAll("\\", "/"));
  return `${account} ${region}`;
}
