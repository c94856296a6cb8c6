import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import type { Check } from "../validation/rules";
import { whole } from "../validation/rules";

/**
 * For how many days rows may be kept. A pipe knows for 14 which files it has loaded, and a second delivery of an event is
 * looked for among those of as many: what is deleted later than that comes back by neither.
 */
export const retentionRule: Check = whole(15, 36_500, "days");

/** For how many days Snowflake may keep what was changed. Without any, a stream or a dynamic table has nothing to tell changes by. */
export const timeTravelRule: Check = whole(1, 90, "days");

/**
 * The DELETE of the rows that were loaded longer ago. By load time, so that what is loaded late is kept as long; and no
 * TRUNCATE, with which a table would forget which files a COPY has loaded.
 *
 * @param table The full name, as SQL writes it.
 */
export function expiryStatement(table: string, days: number): string {
  return `delete from ${table}\nwhere LOADED_AT < dateadd(day, -${days}, sysdate())`;
}

/** What a task that deletes old rows depends on. */
interface ExpiryInputs {
  database: pulumi.Input<string>;
  schema: pulumi.Input<string>;
  /** The table, whose column LOADED_AT tells when a row was loaded. */
  table: snowflake.Table;
  /** Its name alone. */
  tableName: string;
  days: pulumi.Input<number>;
  warehouse: pulumi.Input<string>;
}

/** Makes a task that deletes old rows of a table once a day. */
export function makeExpiry(
  logicalName: string,
  { database, schema, table, tableName, days, warehouse }: ExpiryInputs,
  opts: pulumi.CustomResourceOptions,
): snowflake.Task {
  return new snowflake.Task(
    logicalName,
    {
      name: `EXPIRE_${tableName}`,
      database,
      schema,
      warehouse,
      schedule: { minutes: 1440 },
      sqlStatement: pulumi
        .all([table.fullyQualifiedName, days])
        .apply(([name, days]) => expiryStatement(name, days)),
      started: true,
      allowOverlappingExecution: "false",
      suspendTaskAfterNumFailures: 10,
      userTaskTimeoutMs: 3_600_000,
      comment: `Deletes old rows of ${tableName}`,
    },
    opts,
  );
}
