import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { CloudTrailSource, SecurityViews, SnowflakeIngest, previewFeatures } from "snowtrail";

interface Account {
  name: string;
  id: string;
  roleArn: string;
}

const baseName = "AUDIT_DEV";
const accounts = new pulumi.Config().requireObject<Account[]>("accounts");
const { region } = aws.getRegionOutput();

const objects = new snowflake.Provider("snowflake", {
  previewFeaturesEnabled: previewFeatures,
  validateDefaultParameters: "false",
});

// In each account a bucket and a trail, and what loads its logs. The first makes what all share in Snowflake.
const ingests: SnowflakeIngest[] = [];
for (const { name, id, roleArn } of accounts) {
  const account = new aws.Provider(name, {
    region,
    allowedAccountIds: [id],
    assumeRoles: [{ roleArn }],
  });
  const source = new CloudTrailSource(name, { baseName }, { providers: { aws: account } });
  const [first] = ingests;
  const shared = first && {
    sourceName: name.toUpperCase().replaceAll("-", "_"),
    database: { existing: first.databaseName },
    schema: { existing: first.schemaName },
    warehouse: { existing: first.warehouseName },
    rawTable: { existing: "CLOUDTRAIL_RAW" },
  };
  ingests.push(
    new SnowflakeIngest(
      name,
      {
        baseName,
        logs: {
          bucketName: source.bucketName,
          prefix: source.logsPrefix,
          kmsKeyArn: source.kmsKeyArn,
        },
        eventNotifications: { mode: "bucket" },
        ...shared,
      },
      { providers: { aws: account, snowflake: objects } },
    ),
  );
}

const [ingest] = ingests;
if (ingest === undefined) throw new pulumi.RunError("Name at least one account in accounts.");

// What reads them all. Reading a view back needs a running warehouse, hence a provider that has one.
const queries = new snowflake.Provider("snowflake-with-warehouse", {
  warehouse: ingest.warehouseName,
  previewFeaturesEnabled: previewFeatures,
  // A preview logs in too, before the warehouse is made.
  validateDefaultParameters: "false",
});
const views = new SecurityViews(
  "audit",
  {
    database: ingest.databaseName,
    schema: ingest.schemaName,
    pipes: ingests.map(({ pipeName }) => pipeName),
  },
  { providers: { snowflake: queries } },
);

export const findings = views.findingsName;
