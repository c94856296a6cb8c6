import type { Digest } from "./digest";
import type { Fault } from "./fault";
import { fileNameOf } from "./fileName";
import { spanText, type Span } from "./span";

/** How long the newest digest may be in coming, in milliseconds: one is delivered every hour, some minutes late. */
const patience = 2 * 60 * 60 * 1000;

/** Digests that follow each other. */
export interface Chain {
  name: string;
  /** The oldest first. */
  digests: Digest[];
  isBackfill: boolean;
}

/** The chains of digests, by their names. */
export function chainsOf(digests: Iterable<Digest>): Chain[] {
  const chains = new Map<string, Chain>();
  for (const digest of digests) {
    const { chain: name, isBackfill } = digest;
    const chain = chains.get(name) ?? { name, digests: [], isBackfill };
    chain.digests.push(digest);
    chains.set(name, chain);
  }
  for (const { digests: members } of chains.values()) members.sort((a, b) => a.end - b.end);
  return [...chains.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What was asked for. */
export interface Asked {
  /** Milliseconds since 1970. Digests that begin no later need no predecessor, and from then on all is to be covered. */
  start?: number;
  /** Milliseconds since 1970. Until then all is to be covered, as far as it can be by now. Absent for the newest digest. */
  end?: number;
}

/**
 * Follows a chain link by link, and tells where it is broken.
 *
 * @param unreadable Digests that are there and could not be read, by their names without folders.
 * @param now In milliseconds since 1970.
 */
export function brokenLinks(
  chain: Chain,
  unreadable: ReadonlyMap<string, unknown>,
  asked: Asked,
  now: number,
): Fault[] {
  const { name, digests, isBackfill } = chain;
  const byName = new Map(digests.map((digest) => [fileNameOf(digest.key), digest]));
  const faults: Fault[] = [];
  let before: Digest | undefined;
  for (const digest of digests) {
    const { previous } = digest;
    const told = previous && byName.get(fileNameOf(previous.key));
    if (told !== undefined && told.hash !== previous?.hash) {
      faults.push(altered(told, `its content is not what ${digest.key} says`));
    }
    const isExpected = asked.start === undefined || digest.start > asked.start;
    if (previous && !told && isExpected && !unreadable.has(fileNameOf(previous.key))) {
      const reason = `${digest.key} follows it`;
      faults.push({ kind: "digest missing", path: previous.key, reason });
    }
    if (before !== undefined && !isBackfill) {
      if (told !== undefined && told !== before) {
        faults.push(altered(before, `it is in no chain: ${digest.key} follows another digest`));
      } else if (previous === undefined && digest.start <= before.end) {
        faults.push(altered(digest, `it follows none, though ${before.key} comes before it`));
      }
      const reason = previous === undefined ? validationOff : uncovered;
      faults.push(...gap(name, { start: before.end, end: digest.start }, reason));
    }
    before = digest;
  }
  return isBackfill ? faults : [...faults, ...gapsAtEnds(chain, asked, now)];
}

const uncovered = "no digest covers it";
const validationOff = `${uncovered}: logging or the validation of log files was off`;

function gapsAtEnds({ name, digests }: Chain, asked: Asked, now: number): Fault[] {
  const [first, last] = [digests[0], digests.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { start = first.start, end = last.end } = asked;
  const why = first.previous === undefined ? ": the chain begins behind it" : "";
  return [
    ...gap(name, { start, end: first.start }, `${uncovered}${why}`),
    ...gap(name, { start: last.end, end: Math.min(end, now - patience) }, uncovered),
  ];
}

function gap(chain: string, span: Span, reason: string): Fault[] {
  if (span.start >= span.end) return [];
  return [{ kind: "gap", path: `${chain}, ${spanText(span)}`, reason }];
}

function altered({ path }: Digest, reason: string): Fault {
  return { kind: "digest altered", path, reason };
}
