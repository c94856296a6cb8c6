import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { SnowflakeIngest, type SnowflakeIngestArgs, previewFeatures } from "../../../components";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { Graph } from "../deployment";

/** A key that encrypts the logs, once the sandbox is given it. */
export const keyArn = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";

interface Deployed {
  graph: Graph;
  outputs: Record<string, unknown>;
}

/** Accounts with the bucket that holds the logs, in AWS's first region unless another is named. */
export function accounts(region?: string): Sandbox {
  const sandbox = new Sandbox(region === undefined ? {} : { region });
  sandbox.given.bucket("audit-logs");
  return sandbox;
}

/** In what, and how; a sandbox of its own with `accounts`, an update and no options unless given. */
interface Deploying {
  sandbox?: Sandbox;
  preview?: boolean;
  opts?: pulumi.ComponentResourceOptions;
}

/** Where the logs are. */
export const logs = { bucketName: "audit-logs" };

/** Deploys an ingest alone, which is called "ingest". */
export async function deployIngest(
  args: Partial<SnowflakeIngestArgs> = {},
  { sandbox = accounts(), preview = false, opts = {} }: Deploying = {},
): Promise<Deployed> {
  const deployment = await deployProgram(
    () => {
      const provider = new snowflake.Provider("snowflake", {
        previewFeaturesEnabled: previewFeatures,
        validateDefaultParameters: "false",
      });
      const all = { baseName: "SNOWTRAIL_DEV", logs, ...args };
      new SnowflakeIngest("ingest", all, { ...opts, providers: { snowflake: provider } });
    },
    { stack: "dev", sandbox, preview },
  );
  await sandbox.close();
  const graph = Graph.of(deployment);
  return { graph, outputs: graph.named("ingest").outputs };
}
