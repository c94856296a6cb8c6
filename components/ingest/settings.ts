import type * as pulumi from "@pulumi/pulumi";

import { EventKind } from "./copyStatement";
import { Origin } from "../source/settings";
import {
  type Problem,
  bucketNameRule,
  endsInSlash,
  identifier,
  ifText,
  oneOf,
  problemsOf,
  roleNameRule,
  whole,
} from "../validation";

/** The sizes of a Snowflake warehouse. */
export const WarehouseSize = {
  XSmall: "XSMALL",
  Small: "SMALL",
  Medium: "MEDIUM",
  Large: "LARGE",
  XLarge: "XLARGE",
  XXLarge: "XXLARGE",
} as const;
export type WarehouseSize = (typeof WarehouseSize)[keyof typeof WarehouseSize];

/** The arguments of SnowflakeIngest. */
export interface SnowflakeIngestArgs {
  /** The name that others derive from, in upper case with underscores, such as SNOWTRAIL_DEV. Unique to the stack. */
  baseName: string;
  /** Name of the bucket that holds the logs. */
  bucketName: pulumi.Input<string>;
  /** Key prefix of the logs in the bucket, with a slash at its end. Defaults to "AWSLogs/". */
  logsPrefix?: pulumi.Input<string>;
  /** ARN of the KMS key that encrypts the logs. Defaults to none. */
  kmsKeyArn?: pulumi.Input<string | undefined>;
  /** Whether to create the database or use the existing one called databaseName. Defaults to "create". */
  database?: Origin;
  /** Name of the database. Required to adopt one; for a created one defaults to baseName. */
  databaseName?: string;
  /** Whether to create the schema or use the existing one called schemaName. Defaults to "create". */
  schema?: Origin;
  /** Name of the schema. Required to adopt one; for a created one defaults to CLOUDTRAIL, or to baseName in an adopted database. */
  schemaName?: string;
  /** Whether to create the warehouse or use the existing one called warehouseName. Defaults to "create". */
  warehouse?: Origin;
  /** Name of the warehouse. Required to adopt one; for a created one defaults to baseName. */
  warehouseName?: string;
  /** Size of a created warehouse. Defaults to "XSMALL". */
  warehouseSize?: WarehouseSize;
  /** After how many idle seconds a created warehouse suspends. Defaults to 60. */
  warehouseAutoSuspend?: number;
  /** After how many seconds a created warehouse cancels a statement. Defaults to 900. */
  warehouseStatementTimeout?: number;
  /** After how many seconds in the queue a created warehouse cancels a statement; 0 lets it wait. Defaults to 300. */
  warehouseQueuedTimeout?: number;
  /** Name of the storage integration. Defaults to baseName. */
  integrationName?: string;
  /** Name of the IAM role that Snowflake assumes. Defaults to a name derived from baseName with a random suffix. */
  roleName?: string;
  /** Whether Snowflake may delete log files. Defaults to false. */
  allowDelete?: boolean;
  /** The kinds of files to load: "events", "insights", "aggregated". Defaults to events only. */
  eventKinds?: EventKind[];
  /** Regular expression that replaces the one derived from eventKinds; Snowflake matches the whole path below the stage. Defaults to none. */
  filePattern?: string;
  /** Whether the ingest owns the notification configuration of the bucket, and replaces the whole of it. Defaults to false: the output notificationToAdd tells what to add. */
  ownBucketNotification?: boolean;
  /** Whether raw table, database and integration are protected from deletion. Defaults to true. */
  protect?: boolean;
}

/** What a created warehouse is like unless told otherwise. Times are in seconds. */
export const warehouseDefaults = {
  warehouseSize: "XSMALL",
  warehouseAutoSuspend: 60,
  warehouseStatementTimeout: 900,
  warehouseQueuedTimeout: 300,
} as const;

/** The names that everything in Snowflake has, where the arguments leave them open. */
export function ingestNames(args: SnowflakeIngestArgs): {
  database: string;
  schema: string;
  warehouse: string;
  integration: string;
} {
  return {
    database: args.databaseName ?? args.baseName,
    schema: args.schemaName ?? (args.database === "adopt" ? args.baseName : "CLOUDTRAIL"),
    warehouse: args.warehouseName ?? args.baseName,
    integration: args.integrationName ?? args.baseName,
  };
}

/** Everything that is wrong with the arguments and can be seen before anything is made. */
export function ingestProblems(args: Partial<SnowflakeIngestArgs>): Problem[] {
  const missingName = (
    origin: "database" | "schema" | "warehouse",
  ): readonly [string, string | undefined] => [
    `${origin}Name`,
    args[origin] === "adopt" && args[`${origin}Name`] === undefined
      ? `is missing, and ${origin} is "adopt". Name the ${origin} to use, or set ${origin} to "create".`
      : undefined,
  ];
  const ofCreatedWarehouse = (
    setting: keyof typeof warehouseDefaults,
  ): readonly [string, string | undefined] => [
    setting,
    args.warehouse === "adopt" &&
    (args[setting] ?? warehouseDefaults[setting]) !== warehouseDefaults[setting]
      ? `is for a created warehouse, and warehouse is "adopt". Remove it, or set warehouse to "create".`
      : undefined,
  ];
  return problemsOf([
    ["baseName", ifText(args.baseName, identifier)],
    ["bucketName", ifText(args.bucketName, bucketNameRule)],
    ["logsPrefix", ifText(args.logsPrefix, endsInSlash)],
    ["database", oneOf(args.database, Object.values(Origin))],
    ["databaseName", ifText(args.databaseName, identifier)],
    ["schema", oneOf(args.schema, Object.values(Origin))],
    ["schemaName", ifText(args.schemaName, identifier)],
    ["warehouse", oneOf(args.warehouse, Object.values(Origin))],
    ["warehouseName", ifText(args.warehouseName, identifier)],
    ["warehouseSize", oneOf(args.warehouseSize, Object.values(WarehouseSize))],
    // Snowflake bills a minute at each start, and 0 would mean never to suspend.
    ["warehouseAutoSuspend", whole(args.warehouseAutoSuspend, 30, 86400, "seconds")],
    ["warehouseStatementTimeout", whole(args.warehouseStatementTimeout, 1, 604800, "seconds")],
    ["warehouseQueuedTimeout", whole(args.warehouseQueuedTimeout, 0, 604800, "seconds")],
    ["integrationName", ifText(args.integrationName, identifier)],
    ["roleName", ifText(args.roleName, roleNameRule)],
    ...(args.eventKinds ?? []).map(
      (kind) => ["eventKinds", oneOf(kind, Object.values(EventKind))] as const,
    ),
    [
      "eventKinds",
      args.eventKinds?.length === 0
        ? `is empty, so nothing would be loaded. Give one or more of ${Object.values(EventKind).join(", ")}.`
        : undefined,
    ],
    [
      "filePattern",
      args.filePattern !== undefined &&
      args.eventKinds !== undefined &&
      args.eventKinds.join() !== "events"
        ? "contradicts eventKinds, which it would replace. Remove one of the two."
        : undefined,
    ],
    ["filePattern", ifText(args.filePattern, regularExpression)],
    missingName("database"),
    missingName("schema"),
    missingName("warehouse"),
    [
      "schema",
      args.schema === "adopt" && args.database !== "adopt"
        ? 'is "adopt", and database is "create": a new database has no schema to use. Set database to "adopt", or schema to "create".'
        : undefined,
    ],
    ofCreatedWarehouse("warehouseSize"),
    ofCreatedWarehouse("warehouseAutoSuspend"),
    ofCreatedWarehouse("warehouseStatementTimeout"),
    ofCreatedWarehouse("warehouseQueuedTimeout"),
  ]);
}

function regularExpression(value: string): string | undefined {
  try {
    new RegExp(value);
    return undefined;
  } catch {
    return `${JSON.stringify(value)} is not a regular expression. Snowflake matches the whole path below the stage with it.`;
  }
}
