import { gravestFirst, type Severity } from "../../sql/catalogue";
import { groupBy, roleOf, total, type Alike } from "./alike";
import { candidatesOf, type Candidate } from "./candidates";

/** A suggestion that removes fewer findings is not worth its line. */
const leastRemoved = 3;
/** Suggestions at a time: each has to be looked into. */
const mostSuggestions = 20;

/** An exception that is suggested. */
interface Suggestion {
  detection: string;
  field: string;
  pattern: string;
  /** Findings that it removes and no suggestion before it. */
  removes: number;
  /** All findings of the detection. */
  of: number;
  /** Principals and source addresses of what it removes. */
  principals: number;
  addresses: number;
  /** Findings that it removes and that came from an address from which graver ones came, too. */
  besideGraver: number;
}

export interface Choice {
  /** Those that remove the most first. */
  suggestions: Suggestion[];
  /** Findings that none may remove: they are graver than asked for, or somebody's who has such findings. */
  spared: number;
}

/**
 * Chooses the exceptions that remove the most findings with the least: few of them, each about as little as possible. No one
 * removes a finding that is graver than `upTo`, or any finding of a principal who has such: what looks like noise there may
 * be the beginning of it.
 *
 * @param found All findings.
 */
export function chooseExceptions(found: readonly Alike[], upTo: Severity): Choice {
  const graver = found.filter(({ severity }) => gravestFirst(severity, upTo) < 0);
  const suspects = new Set(graver.map(whoOf));
  const addresses = new Set(graver.flatMap(({ address }) => address ?? []));
  const spared = new Set(found.filter((alike) => suspects.has(whoOf(alike))));
  const byDetection = groupBy(found, ({ detection }) => detection);
  const candidates = [...byDetection.values()]
    .flatMap(candidatesOf)
    .filter(({ removes }) => ![...removes].some((alike) => spared.has(alike)));
  const suggestions = eachAlone(withoutSpareOnes(cover(candidates))).map(({ candidate, alone }) => {
    const removed = [...candidate.removes];
    return {
      ...{ detection: candidate.detection, field: candidate.field, pattern: candidate.pattern },
      removes: total(alone),
      of: total(byDetection.get(candidate.detection) ?? []),
      principals: groupBy(removed, ({ actor }) => actor).size,
      addresses: groupBy(removed, ({ address }) => address).size,
      besideGraver: total(removed.filter(({ address }) => addresses.has(address ?? ""))),
    };
  });
  suggestions.sort((a, b) => b.removes - a.removes);
  return { suggestions, spared: total(spared) };
}

/** Who acted, whatever the session of a role. */
function whoOf(alike: Alike): string {
  return roleOf(alike) ?? alike.actor;
}

/** Takes again and again the candidate that removes the most of what is left, for its breadth. */
function cover(candidates: readonly Candidate[]): Candidate[] {
  const about = new Map<Alike, Candidate[]>();
  for (const candidate of candidates) {
    for (const alike of candidate.removes) {
      const known = about.get(alike);
      if (known === undefined) about.set(alike, [candidate]);
      else known.push(candidate);
    }
  }
  // What each would remove of what is left. Counting that anew each time would take minutes over a long history.
  const gains = new Map(candidates.map((candidate) => [candidate, total(candidate.removes)]));
  const chosen: Candidate[] = [];
  while (chosen.length < mostSuggestions) {
    const best = mostWorth(gains);
    if (best === undefined) break;
    chosen.push(best);
    for (const alike of best.removes) {
      for (const candidate of about.get(alike) ?? []) {
        gains.set(candidate, (gains.get(candidate) ?? 0) - alike.findings);
      }
      about.delete(alike);
    }
  }
  return chosen;
}

/** The candidate that is worth the most, and of several the narrowest. */
function mostWorth(gains: ReadonlyMap<Candidate, number>): Candidate | undefined {
  let best: { candidate: Candidate; worth: number } | undefined;
  for (const [candidate, gain] of gains) {
    if (gain < leastRemoved) continue;
    const worth = gain / candidate.breadth;
    const isBetter =
      best === undefined ||
      worth > best.worth ||
      (worth === best.worth && candidate.breadth < best.candidate.breadth);
    if (isBetter) best = { candidate, worth };
  }
  return best?.candidate;
}

/** A narrow one that was taken first may be needless beside a broad one that was taken later. */
function withoutSpareOnes(chosen: readonly Candidate[]): Candidate[] {
  let needed = [...chosen];
  for (const one of chosen) {
    const others = needed.filter((other) => other !== one);
    const gone = new Set(others.flatMap(({ removes }) => [...removes]));
    if (without(one.removes, gone).length === 0) needed = others;
  }
  return needed;
}

/** Each with what it removes and those before it do not. */
function eachAlone(chosen: readonly Candidate[]): { candidate: Candidate; alone: Alike[] }[] {
  const gone = new Set<Alike>();
  return chosen.map((candidate) => {
    const alone = without(candidate.removes, gone);
    for (const alike of alone) gone.add(alike);
    return { candidate, alone };
  });
}

function without(found: Iterable<Alike>, gone: ReadonlySet<Alike>): Alike[] {
  return [...found].filter((alike) => !gone.has(alike));
}
