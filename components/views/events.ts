import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { eventTexts, rawTable } from "../../sql/catalogue";
import { qualified } from "../names/identifier";
import { type EventsTask, eventsTableName, makeEventsTask } from "./eventsTask";
import {
  type MaterializationArgs,
  MaterializationMode,
  defaultTargetLagMinutes,
  lagText,
} from "./materialization";

/** What decides where CLOUDTRAIL has its events from. */
interface EventsInputs {
  database: pulumi.Input<string>;
  schema: pulumi.Input<string>;
  /** The SELECT that flattens the raw table. */
  flattening: string;
  materialization: MaterializationArgs | undefined;
  /** Has been checked to be there where the mode needs it. */
  warehouse: pulumi.Input<string> | undefined;
}

/** Where CLOUDTRAIL has its events from. */
interface Events {
  /** The SELECT of CLOUDTRAIL. */
  statement: string;
  /** Full name of the table that it reads. */
  source: pulumi.Output<string>;
  /** What has to be there before CLOUDTRAIL, so that it is never empty where there are events. */
  filledBy: pulumi.Resource[];
  loaded?: EventsTask;
  dynamicTable?: snowflake.DynamicTable;
}

const dynamicTableName = "CLOUDTRAIL_EVENTS_DYNAMIC";

/** Makes what keeps the events in the chosen mode. */
export function makeEvents(
  name: string,
  { database, schema, flattening, materialization = {}, warehouse = "" }: EventsInputs,
  opts: pulumi.CustomResourceOptions,
): Events {
  const { mode = MaterializationMode.View, ...settings } = materialization;
  const raw = pulumi
    .all([database, schema])
    .apply(([database, schema]) => qualified({ database, schema, name: rawTable.name }));
  if (mode === MaterializationMode.View) {
    return { statement: flattening, source: raw, filledBy: [] };
  }
  const texts = eventTexts(flattening);
  if (mode === MaterializationMode.Task) {
    const inputs = { database, schema, rawTable: raw, texts, warehouse, ...settings };
    const loaded = makeEventsTask(name, inputs, opts);
    return {
      statement: texts.over(eventsTableName),
      source: loaded.table.fullyQualifiedName,
      filledBy: [loaded.task],
      loaded,
    };
  }
  const dynamicTable = new snowflake.DynamicTable(
    `${name}-events-dynamic`,
    {
      name: dynamicTableName,
      database,
      schema,
      warehouse,
      targetLag: {
        maximumDuration: pulumi
          .output(materialization.targetLagMinutes ?? defaultTargetLagMinutes)
          .apply(lagText),
      },
      query: raw.apply((raw) => texts.once(raw)),
      // AUTO may settle on computing everything anew each time, and says nothing about it.
      refreshMode: "INCREMENTAL",
      initialize: "ON_CREATE",
      comment: "CloudTrail events each once",
    },
    opts,
  );
  return {
    statement: texts.over(dynamicTableName),
    source: dynamicTable.fullyQualifiedName,
    filledBy: [dynamicTable],
    dynamicTable,
  };
}
