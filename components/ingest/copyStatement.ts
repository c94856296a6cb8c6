import { rawCopy } from "../../sql/catalogue";
import { type QualifiedName, qualified } from "../names/identifier";

/** The kinds of files that a trail delivers and that hold records. Digests hold none. */
export const EventKind = {
  /** Management, data and network activity events: the folder `CloudTrail/`. */
  Events: "events",
  /** Unusual rates of calls or errors: the folder `CloudTrail-Insight/`, for a raw table of its own. */
  Insights: "insights",
  /** Five-minute summaries of data events: the folder `CloudTrail-Aggregated/`. */
  Aggregated: "aggregated",
} as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

const folders: Record<EventKind, string> = {
  events: "CloudTrail",
  insights: "CloudTrail-Insight",
  aggregated: "CloudTrail-Aggregated",
};

/**
 * The regular expression that takes files of these kinds, in any account and region.
 *
 * Snowflake matches the whole of what it is given: for a pipe the path below the stage, for a bulk COPY the
 * path in the bucket. So it starts with whatever may stand before the account's folder. Anchoring the folder
 * behind twelve digits keeps out `CloudTrail-Digest/`, even if the trail's own prefix is called `CloudTrail`.
 */
export function filePattern(kinds: readonly EventKind[]): string {
  const names = Object.values(EventKind)
    .filter((kind) => kinds.includes(kind))
    .map((kind) => folders[kind]);
  const folder = names.length === 1 ? names[0] : `(${names.join("|")})`;
  return `(.*/)?[0-9]{12}/${folder}/.*[.]json([.]gz)?`;
}

/** Whether a pattern takes a file of Insights, as a pipe matches it. */
export function takesInsights(pattern: string): boolean {
  const file =
    "111122223333/CloudTrail-Insight/us-east-1/2026/03/17/111122223333_CloudTrail-Insight_us-east-1_20260317T1455Z_Ab1Cd2Ef3Gh4Ij5K.json.gz";
  const whole = new RegExp(`^(?:${pattern})$`, "s");
  return [file, `o-exampleorgid/${file}`].some((path) => whole.test(path));
}

/** What a pipe's COPY names. */
export interface CopyInputs {
  table: QualifiedName;
  stage: QualifiedName;
  /** URL of the stage. */
  logSource: string;
  pattern: string;
}

/** The COPY of the pipe. Every name is full, because a pipe runs in no session. */
export function copyStatement({ table, stage, logSource, pattern }: CopyInputs): string {
  return rawCopy({ table: qualified(table), stage: qualified(stage), logSource, pattern });
}
