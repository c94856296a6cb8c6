import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import type { EventTexts } from "../../sql/catalogue";
import { digest } from "../names/digest";
import { makeExpiry } from "../retention/expiry";

/** The table of events, by the name that CLOUDTRAIL reads it by. */
export const eventsTableName = "CLOUDTRAIL_EVENTS";

/** What the table of events depends on. */
export interface EventsTaskInputs {
  database: pulumi.Input<string>;
  schema: pulumi.Input<string>;
  /** Full name of the raw table. */
  rawTable: pulumi.Input<string>;
  texts: EventTexts;
  warehouse: pulumi.Input<string>;
  /** Every how many minutes the task runs; as soon as there is something new if it is not given. */
  scheduleMinutes?: pulumi.Input<number>;
  /** After how many days the table gives up an event; never if it is not given. */
  retentionDays?: pulumi.Input<number>;
  /** How many days of time travel the table has; those of its schema if it is not given. */
  timeTravelDays?: pulumi.Input<number>;
}

/** A table with each event once, and what loads it. */
export interface EventsTask {
  table: snowflake.Table;
  stream: snowflake.StreamOnTable;
  initialLoad: snowflake.Execute;
  task: snowflake.Task;
  /** The task that deletes old events, if the table does not keep all. */
  expiry?: snowflake.Task;
}

/**
 * Makes the table of events, the stream that tells what it has not got yet, and the task that loads that; when the
 * task is there, the table has all that the raw table had.
 *
 * The four stand and fall together: each is made anew with the one before it, the last deleted first. So a stream
 * always begins with what its table has not got, and no task runs while they are away.
 */
export function makeEventsTask(
  name: string,
  { database, schema, rawTable, texts, warehouse, ...settings }: EventsTaskInputs,
  opts: pulumi.CustomResourceOptions,
): EventsTask {
  const place = { database, schema };
  const { scheduleMinutes, retentionDays, timeTravelDays } = settings;
  const anew = { ...opts, replaceOnChanges: ["comment"] };

  // The table: typed, so that no query parses JSON for a column, and pruned by day.
  const table = new snowflake.Table(
    `${name}-events`,
    {
      name: eventsTableName,
      ...place,
      columns: texts.columns.map(({ name, declaredType }) => ({ name, type: declaredType })),
      clusterBies: ["TO_DATE(EVENTTIME)"],
      ...(timeTravelDays !== undefined && { dataRetentionTimeInDays: timeTravelDays }),
      comment: `CloudTrail events each once, texts ${texts.digest}`,
    },
    anew,
  );

  // The stream: what the raw table has and gets. Its rows are gone from it once a load has committed.
  const stream = new snowflake.StreamOnTable(
    `${name}-raw-stream`,
    {
      name: "CLOUDTRAIL_RAW_STREAM",
      ...place,
      table: rawTable,
      appendOnly: "true",
      showInitialRows: "true",
      comment: pulumi.interpolate`Log files that are not in CLOUDTRAIL_EVENTS, ${table.comment}`,
    },
    anew,
  );

  // The first load, so that CLOUDTRAIL is never empty where there are events. Nothing has to be taken back for it:
  // the table goes right after, and emptied it would miss what the stream has given away.
  const insert = pulumi
    .all([table.fullyQualifiedName, stream.fullyQualifiedName])
    .apply(([table, stream]) => texts.insert({ table, stream }));
  const initialLoad = new snowflake.Execute(
    `${name}-initial-load`,
    { execute: insert, revert: "select 1" },
    opts,
  );

  // The task: the same statement. A run that fails is rolled back, and the next has the same rows before it.
  const task = new snowflake.Task(
    `${name}-load-events`,
    {
      name: "LOAD_CLOUDTRAIL_EVENTS",
      ...place,
      warehouse,
      ...(scheduleMinutes !== undefined && { schedule: { minutes: scheduleMinutes } }),
      when: stream.fullyQualifiedName.apply((stream) => `SYSTEM$STREAM_HAS_DATA('${stream}')`),
      sqlStatement: initialLoad.execute,
      started: true,
      allowOverlappingExecution: "false",
      // A suspended task is silent. Ten failures in a row are no passing trouble, and nothing is lost meanwhile.
      suspendTaskAfterNumFailures: 10,
      taskAutoRetryAttempts: 2,
      userTaskTimeoutMs: 3_600_000,
      comment: initialLoad.id.apply((id) => `Loads CLOUDTRAIL_EVENTS since ${digest(id)}`),
    },
    anew,
  );
  // Its old events. None of them comes back: what the stream has given it does not give again.
  const expiry =
    retentionDays === undefined
      ? undefined
      : makeExpiry(
          `${name}-events-expiry`,
          { ...place, table, tableName: eventsTableName, days: retentionDays, warehouse },
          opts,
        );
  return { table, stream, initialLoad, task, ...(expiry && { expiry }) };
}
