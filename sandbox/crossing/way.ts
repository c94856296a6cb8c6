import type { Aws } from "../aws/account";
import type { Snowflake } from "../snowflake/account";
import type { Outbox } from "./notify";

/** What a file travels through. */
export interface Way {
  aws: Aws;
  snowflake: Snowflake;
  outbox: Outbox;
}

/** The links of the chain, in order. */
const steps = [
  "put",
  "notification",
  "rule",
  "topic",
  "subscription",
  "queue",
  "pipe",
  "stage",
  "integration",
  "role",
  "read",
  "pattern",
  "table",
  "copy",
] as const;
export type Step = (typeof steps)[number];

/** Where the way ends before its end, and why. */
export class Stop {
  constructor(
    readonly step: Step,
    readonly reason: string,
  ) {}
}

/** The one of several ends that came furthest, which speaks for all of them. */
export function furthest(ends: readonly Stop[]): Stop {
  const [first] = [...ends].sort((a, b) => steps.indexOf(b.step) - steps.indexOf(a.step));
  if (!first) throw new Error("nothing ended");
  return first;
}
