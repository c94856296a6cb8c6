import * as pulumi from "@pulumi/pulumi";

import { type AccountArgs, accountProblems, accountRules } from "../account/account";
import {
  type EventNotificationsArgs,
  eventNotificationProblems,
  eventNotificationRules,
} from "../eventNotifications/args";
import { insightsRawTable, rawTable } from "../../sql/catalogue";
import { retentionRule, timeTravelRule } from "../retention/expiry";
import { choiceProblems } from "../validation/existing";
import { type Rule, knownProblems } from "../validation/inputs";
import { type Problem, problemsOf } from "../validation/problem";
import {
  type Check,
  bucketNameRule,
  folderPrefix,
  identifier,
  pathPattern,
  roleNameRule,
  someOf,
  tagsRule,
} from "../validation/rules";
import { EventKind, takesInsights } from "./copyStatement";
import { type WarehouseArgs, warehouseProblems, warehouseRules } from "./warehouse";

/** Where the logs are. */
export interface LogsArgs {
  /** Name of the bucket that holds the logs. */
  bucketName: pulumi.Input<string>;
  /** Key prefix of the logs in the bucket, with a slash at its end. Defaults to "AWSLogs/". */
  prefix?: pulumi.Input<string>;
  /** ARN of the KMS key that encrypts the logs. Defaults to none. */
  kmsKeyArn?: pulumi.Input<string | undefined>;
}

/** The database: the name of one that exists, or the properties of a new one. */
export interface DatabaseArgs {
  /** Name of a database that exists. Defaults to none: a new database is made. */
  existing?: pulumi.Input<string>;
  /** Name of the new database. Defaults to baseName. */
  name?: pulumi.Input<string>;
}

/** The schema: the name of one that exists, or the properties of a new one. */
export interface SchemaArgs {
  /** Name of a schema that exists in the database, which has to exist too. Defaults to none: a new schema is made. */
  existing?: pulumi.Input<string>;
  /** Name of the new schema. Defaults to CLOUDTRAIL, or to baseName in a database that exists. */
  name?: pulumi.Input<string>;
  /** Whether in the new schema only its owner grants, on whatever stands there. Defaults to false: each object's owner does. */
  managedAccess?: pulumi.Input<boolean>;
}

/** The raw table: the name of one that exists, such as another ingest's, or a new one. */
export interface RawTableArgs {
  /** Name of a raw table that exists in a schema that exists: CLOUDTRAIL_RAW, which the views read. Defaults to none: a new one is made. */
  existing?: pulumi.Input<string>;
}

/** The raw table of Insights events: the name of one that exists, such as another ingest's, or a new one. */
export interface InsightsRawTableArgs {
  /** Name of such a table that exists in a schema that exists: CLOUDTRAIL_INSIGHTS_RAW, which the view reads. Defaults to none: a new one is made. */
  existing?: pulumi.Input<string>;
}

/** How long what is no longer current stays. */
export interface RetentionArgs {
  /** For how many days Snowflake keeps what was changed or dropped in the new database, the new schema and the raw tables; more than 1 takes its Enterprise edition. Defaults to what Snowflake sets, which is 1. */
  timeTravelDays?: pulumi.Input<number>;
  /** After how many days from its load a raw table gives up a log file, by a task on the warehouse once a day; a table of events that is made anew has then no older ones. Defaults to none: it keeps all. */
  rawDays?: pulumi.Input<number>;
}

/** The arguments of SnowflakeIngest. */
export interface SnowflakeIngestArgs {
  /** The name that others derive from, in upper case with underscores, such as SNOWTRAIL_DEV. Unique to the stack. */
  baseName: pulumi.Input<string>;
  /** Where the logs are. */
  logs: LogsArgs;
  /** How the pipe hears of new files. Defaults to mode "none": the output notificationToAdd tells what the bucket's owner has to add. */
  eventNotifications?: EventNotificationsArgs;
  /** The database for the raw table. Defaults to a new one. */
  database?: DatabaseArgs;
  /** The schema for the raw table. Defaults to a new one. */
  schema?: SchemaArgs;
  /** The warehouse for queries. Defaults to a new one. */
  warehouse?: WarehouseArgs;
  /** The raw table. Defaults to a new one. */
  rawTable?: RawTableArgs;
  /** The raw table of Insights events, if eventKinds has "insights". Defaults to a new one. */
  insightsRawTable?: InsightsRawTableArgs;
  /** Name of the source among several that are loaded into one raw table, in upper case. Stage, pipe, integration and role are called by it. Defaults to none, for the one that makes the table. */
  sourceName?: pulumi.Input<string>;
  /** Name of the storage integration. Defaults to baseName, with sourceName if there is one. */
  integrationName?: pulumi.Input<string>;
  /** Name of the IAM role that Snowflake assumes. Defaults to a name derived from baseName and sourceName. */
  roleName?: pulumi.Input<string>;
  /** The account of the role, if it is another than that of the AWS provider, which is the bucket's. Defaults to the bucket's. */
  roleAccount?: AccountArgs;
  /**
   * The kinds of files to load: "events", "aggregated" or both, and "insights" beside them, for which there is a raw table
   * and a pipe of its own. Defaults to events only.
   */
  eventKinds?: EventKind[];
  /** Regular expression that replaces the one derived from eventKinds for the pipe of events; Snowflake matches the whole path below the stage. Defaults to none. */
  filePattern?: pulumi.Input<string>;
  /** Name of the notification integration of an SNS topic, to which each pipe tells which files it could not load. Defaults to none. */
  errorIntegration?: pulumi.Input<string>;
  /** How long what is no longer current stays. Defaults to all of the raw tables, and Snowflake's own time travel. */
  retention?: RetentionArgs;
  /** Tags of the IAM role, and of a new event topic, the rule that publishes to it and the rule's role. Defaults to none beyond the provider's. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The names of what the ingest uses in Snowflake. */
interface IngestNames {
  database: pulumi.Input<string>;
  schema: pulumi.Input<string>;
  warehouse: pulumi.Input<string>;
  integration: pulumi.Input<string>;
  /** What the role's name derives from. */
  source: pulumi.Input<string>;
  stage: pulumi.Input<string>;
  pipe: pulumi.Input<string>;
  insightsPipe: pulumi.Input<string>;
}

/** The names that the arguments give, or that derive from the base name where they leave them open. */
export function ingestNames(
  args: Pick<
    SnowflakeIngestArgs,
    "baseName" | "database" | "schema" | "warehouse" | "integrationName" | "sourceName"
  >,
): IngestNames {
  const { baseName, database, schema, warehouse, integrationName, sourceName } = args;
  const ofSource = (name: pulumi.Input<string>): pulumi.Input<string> =>
    sourceName === undefined ? name : pulumi.interpolate`${name}_${sourceName}`;
  return {
    database: database?.existing ?? database?.name ?? baseName,
    schema:
      schema?.existing ??
      schema?.name ??
      (database?.existing === undefined ? "CLOUDTRAIL" : baseName),
    warehouse: warehouse?.existing ?? warehouse?.name ?? baseName,
    integration: integrationName ?? ofSource(baseName),
    source: ofSource(baseName),
    stage: ofSource("CLOUDTRAIL_STAGE"),
    pipe: ofSource("CLOUDTRAIL_PIPE"),
    insightsPipe: ofSource("CLOUDTRAIL_INSIGHTS_PIPE"),
  };
}

/** The name that the views know a raw table by. */
function tableNamed({ name }: { name: string }): Check {
  return (value) =>
    value === name ? undefined : `is not ${name}, by which the views know it. Give that name.`;
}

/** What each argument has to be, whenever it is known. */
export const ingestRules: readonly Rule[] = [
  ["baseName", identifier],
  ["logs.bucketName", bucketNameRule],
  ["logs.prefix", folderPrefix],
  ...eventNotificationRules,
  ["database.existing", identifier],
  ["database.name", identifier],
  ["schema.existing", identifier],
  ["schema.name", identifier],
  ...warehouseRules,
  ["rawTable.existing", tableNamed(rawTable)],
  ["insightsRawTable.existing", tableNamed(insightsRawTable)],
  ["sourceName", identifier],
  ["integrationName", identifier],
  ["roleName", roleNameRule],
  ...accountRules("roleAccount"),
  ["eventKinds", someOf(Object.values(EventKind))],
  ["filePattern", pathPattern],
  ["errorIntegration", identifier],
  ["retention.timeTravelDays", timeTravelRule],
  ["retention.rawDays", retentionRule],
  ["tags", tagsRule],
];

/** Everything that is wrong with the arguments and can be seen before anything is made. */
export function ingestProblems(args: Omit<SnowflakeIngestArgs, "baseName" | "logs">): Problem[] {
  const { database, schema, warehouse, eventKinds, filePattern } = args;
  return [
    ...knownProblems(args, ingestRules),
    ...eventNotificationProblems(args.eventNotifications),
    ...choiceProblems("database", database, { ofNew: ["name"] }),
    ...choiceProblems("schema", schema, { ofNew: ["name", "managedAccess"] }),
    ...warehouseProblems(warehouse),
    ...accountProblems("roleAccount", args.roleAccount),
    ...sharingProblems(args),
    ...insightsProblems(args),
    ...problemsOf([
      [
        "schema.existing",
        schema?.existing !== undefined && database?.existing === undefined
          ? "names a schema, and the database is new and has none. Name its database in database.existing, or remove it."
          : undefined,
      ],
      [
        "filePattern",
        filePattern !== undefined && eventKinds?.includes(EventKind.Aggregated) === true
          ? `contradicts "aggregated" in eventKinds, which it would replace. Remove one of the two.`
          : undefined,
      ],
    ]),
  ];
}

/** Whether Insights events are loaded, into the raw table that there is for them. */
export function loadsInsights({ eventKinds }: Pick<SnowflakeIngestArgs, "eventKinds">): boolean {
  return eventKinds?.includes(EventKind.Insights) === true;
}

/** What is wrong with what is said of Insights events. */
function insightsProblems({
  eventKinds,
  filePattern,
  insightsRawTable,
  schema,
}: Omit<SnowflakeIngestArgs, "baseName" | "logs">): Problem[] {
  const loads = loadsInsights({ eventKinds });
  const exists = insightsRawTable?.existing !== undefined;
  return problemsOf([
    [
      "eventKinds",
      loads && eventKinds?.every((kind) => kind === EventKind.Insights)
        ? 'has "insights" alone, which have a raw table of their own. Give "events" beside it, for the raw table.'
        : undefined,
    ],
    [
      "filePattern",
      typeof filePattern === "string" &&
      pathPattern(filePattern) === undefined &&
      loads &&
      takesInsights(filePattern)
        ? "takes files of CloudTrail-Insight/ as well, for which eventKinds asks a pipe of their own. Let it take those of CloudTrail/ alone."
        : undefined,
    ],
    [
      "insightsRawTable.existing",
      exists && !loads
        ? 'names a table for Insights events, and none are loaded. Give "insights" in eventKinds, or remove it.'
        : exists && schema?.existing === undefined
          ? "names a table, and the schema is new and has none. Name its schema in schema.existing, or remove it."
          : undefined,
    ],
  ]);
}

/** What is wrong with an ingest into a raw table that another one has made. */
function sharingProblems({
  rawTable,
  sourceName,
  database,
  schema,
  warehouse,
  retention,
  ...insights
}: Omit<SnowflakeIngestArgs, "baseName" | "logs">): Problem[] {
  if (rawTable?.existing === undefined) return [];
  const hasNew = loadsInsights(insights) && insights.insightsRawTable?.existing === undefined;
  const missing = "is missing, and rawTable.existing names a table that another ingest has made.";
  return problemsOf([
    ["sourceName", sourceName === undefined ? `${missing} Give a name of its own.` : undefined],
    ...Object.entries({ database, schema, warehouse }).map(
      ([key, given]): [string, string | undefined] => [
        `${key}.existing`,
        given?.existing === undefined ? `${missing} Give that ingest's ${key}Name.` : undefined,
      ],
    ),
    [
      "retention",
      retention === undefined || hasNew
        ? undefined
        : "is for a new raw table, and rawTable.existing names one that exists. Remove one of the two.",
    ],
  ]);
}
