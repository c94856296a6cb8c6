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

/** Where the way of a file ends, and why. */
export class Stop {
  constructor(
    readonly step: Step,
    readonly reason: string,
  ) {}
}
