import type * as pulumi from "@pulumi/pulumi";

import { retentionRule, timeTravelRule } from "../retention/expiry";
import { type Rule, knownProblems } from "../validation/inputs";
import { type Problem, problemsOf } from "../validation/problem";
import { oneOf, whole } from "../validation/rules";

/** What the view CLOUDTRAIL reads. */
export const MaterializationMode = {
  /** The raw table, which each query flattens anew. */
  View: "view",
  /** A dynamic table of events, which Snowflake keeps up. */
  DynamicTable: "dynamic-table",
  /** A table of events, which a task loads from a stream. */
  Task: "task",
} as const;
export type MaterializationMode = (typeof MaterializationMode)[keyof typeof MaterializationMode];

/** Whether the events are kept in a table of their own, and how it is kept up. */
export interface MaterializationArgs {
  /** What CLOUDTRAIL reads: "view" for the raw table, "dynamic-table" or "task" for a table with each event once. Defaults to "view". */
  mode?: MaterializationMode;
  /** By how many minutes the dynamic table may lag behind the raw table. Defaults to 15. */
  targetLagMinutes?: pulumi.Input<number>;
  /** Every how many minutes the task loads what is new. Defaults to none: it loads as soon as something is. */
  scheduleMinutes?: pulumi.Input<number>;
  /** After how many days from its load the table that the task loads gives up an event. Defaults to none: it keeps all. */
  retentionDays?: pulumi.Input<number>;
  /** For how many days Snowflake keeps what was changed in the table that the task loads; more than 1 takes its Enterprise edition. Defaults to what its schema sets. */
  timeTravelDays?: pulumi.Input<number>;
}

export const defaultTargetLagMinutes = 15;

/** What each argument has to be, whenever it is known. Source: Snowflake, "CREATE TASK", "CREATE DYNAMIC TABLE". */
export const materializationRules: readonly Rule[] = [
  ["materialization.mode", oneOf(Object.values(MaterializationMode))],
  ["materialization.targetLagMinutes", whole(1, 11520, "minutes")],
  ["materialization.scheduleMinutes", whole(1, 11520, "minutes")],
  ["materialization.retentionDays", retentionRule],
  ["materialization.timeTravelDays", timeTravelRule],
];

const meantFor = {
  targetLagMinutes: MaterializationMode.DynamicTable,
  scheduleMinutes: MaterializationMode.Task,
  retentionDays: MaterializationMode.Task,
  timeTravelDays: MaterializationMode.Task,
} as const;

/** Everything that is wrong with the argument and can be seen before anything is made. */
export function materializationProblems(args: {
  materialization?: MaterializationArgs | undefined;
}): Problem[] {
  const { mode = MaterializationMode.View, ...given } = args.materialization ?? {};
  return [
    ...knownProblems(args, materializationRules),
    ...problemsOf(
      (["targetLagMinutes", "scheduleMinutes", "retentionDays", "timeTravelDays"] as const).map(
        (key) => [
          `materialization.${key}`,
          given[key] !== undefined && mode !== meantFor[key]
            ? `is for the mode "${meantFor[key]}", and materialization.mode is "${mode}". Remove one of the two.`
            : undefined,
        ],
      ),
    ),
  ];
}

const units = [
  ["day", 1440],
  ["hour", 60],
  ["minute", 1],
] as const;

/** A lag in the words of Snowflake, in the largest unit that it is a whole number of: `1 hour`, `90 minutes`. */
export function lagText(minutes: number): string {
  const [unit, length] = units.find(([, length]) => minutes % length === 0) ?? units[2];
  const count = minutes / length;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
