import * as pulumi from "@pulumi/pulumi";
import type * as snowflake from "@pulumi/snowflake";

import {
  type Catalogue,
  type WatchedPipe,
  healthInPlace,
  insightsRawTable,
  rawTable,
} from "../../sql/catalogue";
import { qualified } from "../names/identifier";
import {
  type MaterializationArgs,
  MaterializationMode,
  defaultTargetLagMinutes,
} from "./materialization";

/** Where the views of health stand, and what they watch. */
interface HealthInputs {
  database: pulumi.Input<string>;
  schema: pulumi.Input<string>;
  /** Full names of the pipes that fill the raw table, and of those that fill that of Insights events, if there is one. */
  pipes: pulumi.Input<pulumi.Input<string>[]>;
  insightsPipes: pulumi.Input<pulumi.Input<string>[]> | undefined;
  materialization: MaterializationArgs | undefined;
}

/**
 * Makes the views of health, each after those before it, which its text may name.
 *
 * @param view Makes a view from the end of its logical name, its name, its text, its comment and what it waits for.
 * @returns The views by their names.
 */
export function makeHealth(
  texts: Catalogue["health"],
  { database, schema, pipes, insightsPipes, materialization = {} }: HealthInputs,
  view: (
    suffix: string,
    viewName: string,
    statement: pulumi.Input<string>,
    comment: string,
    dependsOn: pulumi.Resource[],
  ) => snowflake.View,
): Record<string, snowflake.View> {
  const { runBy, lag } = runOf(materialization);
  const rawTables = [rawTable, ...(insightsPipes ? [insightsRawTable] : [])];
  const watched = pulumi
    .all([pipes, insightsPipes ?? []])
    .apply(([events, insights]): WatchedPipe[] => [
      ...events.map((name) => ({ name, loads: "events" as const })),
      ...insights.map((name) => ({ name, loads: "insights" as const })),
    ]);
  const made: Record<string, snowflake.View> = {};
  for (const { viewName, title, statement } of texts) {
    const inPlace = pulumi
      .all([database, schema, watched, lag])
      .apply(([database, schema, pipes, lagMinutes]) =>
        healthInPlace(statement, {
          database,
          schema,
          rawTables: rawTables.map(({ name }) => qualified({ database, schema, name })),
          pipes,
          runBy,
          lagMinutes,
        }),
      );
    const suffix = viewName.toLowerCase().replaceAll("_", "-");
    made[viewName] = view(suffix, viewName, inPlace, title, Object.values(made));
  }
  return made;
}

/** What runs to keep up the events, and by how many minutes they lag by that. */
function runOf({ mode, scheduleMinutes, targetLagMinutes }: MaterializationArgs): {
  runBy?: "task" | "dynamic table";
  lag: pulumi.Input<number>;
} {
  switch (mode) {
    case MaterializationMode.Task:
      return { runBy: "task", lag: scheduleMinutes ?? 0 };
    case MaterializationMode.DynamicTable:
      return { runBy: "dynamic table", lag: targetLagMinutes ?? defaultTargetLagMinutes };
    case MaterializationMode.View:
    case undefined:
      return { lag: 0 };
  }
}
