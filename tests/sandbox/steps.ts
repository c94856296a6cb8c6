import type { Step } from "../../sandbox/pulumi/update";

/** What an update does, in order: each step's operation and the logical name of its resource. */
export const stepsOf = ({ steps }: { steps: readonly Step[] }): string[] =>
  steps.map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1)}`);
