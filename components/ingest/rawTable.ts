import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { rawTable as shipped } from "../../sql/catalogue";
import type { ChildOptions } from "../children/options";
import { makeExpiry } from "../retention/expiry";
import type { RetentionArgs } from "./args";

/** The logical names of a load's resources, by what they are. */
export type LogicalNames = (what: "raw-table" | "raw-expiry" | "pipe") => string;

/** What a raw table depends on. */
export interface RawTableInputs {
  place: { database: pulumi.Input<string>; schema: pulumi.Input<string> };
  /** Its name. */
  rawTable: string;
  comment: string;
  retention: RetentionArgs | undefined;
  warehouse: pulumi.Input<string>;
}

/** Makes a raw table, with a row for each file as it was delivered, and the task that deletes old ones if it is asked for. */
export function makeRawTable(
  named: LogicalNames,
  {
    place,
    rawTable,
    comment,
    retention: { timeTravelDays, rawDays } = {},
    warehouse,
  }: RawTableInputs,
  { child, kept }: ChildOptions,
): { table: snowflake.Table; expiry?: snowflake.Task } {
  const table = new snowflake.Table(
    named("raw-table"),
    {
      name: rawTable,
      ...place,
      columns: shipped.columns.map(({ name, declaredType }) => ({ name, type: declaredType })),
      // A stream or a dynamic table switches it on by itself, and the provider would switch it off again.
      changeTracking: true,
      ...(timeTravelDays !== undefined && { dataRetentionTimeInDays: timeTravelDays }),
      comment,
    },
    kept,
  );
  if (rawDays === undefined) return { table };
  // A pipe knows what it has loaded by its own history, and not by what is in the table.
  const expiry = makeExpiry(
    named("raw-expiry"),
    { ...place, table, tableName: rawTable, days: rawDays, warehouse },
    child,
  );
  return { table, expiry };
}
