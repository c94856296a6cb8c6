import { isIP } from "node:net";
import { patternOf } from "../../sql/catalogue";
import { roleOf, total, type Alike } from "./alike";

/** An exception that could be made, and the findings that it would remove. */
export interface Candidate {
  detection: string;
  field: string;
  pattern: string;
  /** How much it may hide beside them: what it removes is worth so many times less. */
  breadth: number;
  removes: Set<Alike>;
}

/** What an exception may be about, the narrowest first. */
interface Subject {
  field: string;
  breadth: number;
  /** The pattern by which the exception would be about these findings, if it may be. */
  patternFor: (alike: Alike) => string | undefined;
}

const subjects: readonly Subject[] = [
  {
    field: "userIdentity.arn",
    breadth: 1,
    patternFor: ({ arn }) => patternIn(arn),
  },
  {
    field: "actor",
    breadth: 1,
    // Whoever has an ARN is known by it, and of nobody there is nothing to be known by.
    patternFor: ({ arn, actor }) => (arn || actor === "unknown" ? undefined : patternOf(actor)),
  },
  {
    field: "userIdentity.arn",
    breadth: 2,
    patternFor: (alike) => {
      const sessions = patternIn(roleOf(alike));
      return sessions && `${sessions}*`;
    },
  },
  {
    field: "target",
    breadth: 2,
    patternFor: ({ target }) => patternIn(target),
  },
  {
    field: "sourceIPAddress",
    breadth: 2,
    // "AWS Internal" and the names of services stand for too many.
    patternFor: ({ address }) => (isIP(address ?? "") === 0 ? undefined : patternIn(address)),
  },
  {
    field: "eventName",
    breadth: 4,
    patternFor: ({ eventName }) => patternIn(eventName),
  },
];

/**
 * The exceptions that could be made of one detection's findings, the narrowest first. None is about the name of most of its
 * events: with such an exception it would as well be switched off.
 *
 * @param found All findings of the detection.
 */
export function candidatesOf(found: readonly Alike[]): Candidate[] {
  const half = total(found) / 2;
  return subjects.flatMap(({ field, breadth, patternFor }) => {
    const byPattern = new Map<string, Candidate>();
    for (const alike of found) {
      const pattern = patternFor(alike);
      if (pattern === undefined) continue;
      const { detection } = alike;
      const candidate = byPattern.get(pattern) ?? {
        ...{ detection, field, pattern, breadth },
        removes: new Set<Alike>(),
      };
      candidate.removes.add(alike);
      byPattern.set(pattern, candidate);
    }
    return [...byPattern.values()].filter(
      ({ removes }) => field !== "eventName" || total(removes) <= half,
    );
  });
}

function patternIn(value: string | undefined): string | undefined {
  return value === undefined ? undefined : patternOf(value);
}
