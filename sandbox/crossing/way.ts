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
export const steps = [
  "put",
  "notification",
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
