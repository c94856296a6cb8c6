import * as aws from "@pulumi/aws";
import * as snowflake from "@pulumi/snowflake";

import {
  AccessRoles,
  CloudTrailSource,
  type EventKind,
  SecurityViews,
  SnowflakeIngest,
  accessObjects,
  previewFeatures,
} from "../../components";
import { detectionsOn, disabledDetections } from "./settings";

const baseName = "SNOWTRAIL_DEV";
/** The account of the second source. */
export const accountId = "123456789012";
const disabled = JSON.parse(
  disabledDetections(...detectionsOn)["snowtrail:disabledDetections"] ?? "[]",
) as string[];

/**
 * Two sources, of two accounts and regions, in one schema: as README shows it. The second loads Insights.
 *
 * @param ofFirst The kinds of files that the first loads.
 */
export function twoSources(ofFirst: EventKind[]): void {
  const connection: snowflake.ProviderArgs = {
    previewFeaturesEnabled: previewFeatures,
    validateDefaultParameters: "false",
  };
  const objects = new snowflake.Provider("snowflake", connection);
  const first = new CloudTrailSource("source", { baseName, bucket: { name: "first-logs" } });
  const ingest = new SnowflakeIngest(
    "ingest",
    {
      baseName,
      logs: { bucketName: first.bucketName, prefix: first.logsPrefix },
      eventNotifications: { mode: "bucket" },
      eventKinds: ofFirst,
    },
    { providers: { snowflake: objects } },
  );

  const europe = new aws.Provider("europe", {
    region: "eu-west-1",
    assumeRoles: [{ roleArn: `arn:aws:iam::${accountId}:role/deployer` }],
  });
  const second = new CloudTrailSource(
    "europe-source",
    { baseName: "SNOWTRAIL_DEV_EU", bucket: { name: "second-logs" }, prefix: "audit" },
    { provider: europe },
  );
  const more = new SnowflakeIngest(
    "europe-ingest",
    {
      baseName,
      sourceName: "EU",
      logs: { bucketName: second.bucketName, prefix: second.logsPrefix },
      eventNotifications: { mode: "bucket" },
      eventKinds: ["events", "insights"],
      database: { existing: ingest.databaseName },
      schema: { existing: ingest.schemaName },
      warehouse: { existing: ingest.warehouseName },
      rawTable: { existing: "CLOUDTRAIL_RAW" },
      insightsRawTable: ofFirst.includes("insights") ? { existing: "CLOUDTRAIL_INSIGHTS_RAW" } : {},
    },
    { providers: { aws: europe, snowflake: objects } },
  );

  const queries = new snowflake.Provider("snowflake-with-warehouse", {
    ...connection,
    warehouse: ingest.warehouseName,
  });
  const views = new SecurityViews(
    "views",
    {
      database: ingest.databaseName,
      schema: ingest.schemaName,
      pipes: [ingest.pipeName, more.pipeName],
      insightsPipes: [ingest, more].flatMap(
        ({ insightsPipe }) => insightsPipe?.fullyQualifiedName ?? [],
      ),
      disabledDetections: disabled,
    },
    { providers: { snowflake: queries } },
  );
  new AccessRoles(
    "access",
    {
      baseName,
      grantedTo: { loader: ["PLATFORM"] },
      warehouse: ingest.warehouseName,
      database: ingest.databaseName,
      schema: ingest.schemaName,
      objects: accessObjects(ingest, views, undefined, { eu: more }),
    },
    { providers: { snowflake: objects } },
  );
}
