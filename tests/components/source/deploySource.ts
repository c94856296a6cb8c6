import type * as pulumi from "@pulumi/pulumi";

import { CloudTrailSource, type CloudTrailSourceArgs } from "../../../components";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { Graph } from "../deployment";

/** A key that encrypts the logs, once the sandbox is given it. */
export const keyArn = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
/** The trail, unless it is given a name. */
export const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/snowtrail-dev";

interface Deployed {
  graph: Graph;
  outputs: Record<string, unknown>;
}

/** In what, and how; an empty sandbox, an update and no options unless given. */
interface Deploying {
  sandbox?: Sandbox;
  preview?: boolean;
  opts?: pulumi.ComponentResourceOptions;
}

/** Deploys a source alone, which is called "source". */
export async function deploySource(
  args: Partial<CloudTrailSourceArgs> = {},
  { sandbox = new Sandbox(), preview = false, opts = {} }: Deploying = {},
): Promise<Deployed> {
  const deployment = await deployProgram(
    () => {
      new CloudTrailSource("source", { baseName: "SNOWTRAIL_DEV", ...args }, opts);
    },
    { stack: "dev", sandbox, preview },
  );
  await sandbox.close();
  const graph = Graph.of(deployment);
  return { graph, outputs: graph.named("source").outputs };
}

/** A sandbox with a bucket that lets the trail of stack dev deliver. */
export function withBucket(): Sandbox {
  const sandbox = new Sandbox();
  const cloudtrail = { Service: "cloudtrail.amazonaws.com" };
  sandbox.given.bucket("audit-logs", {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: cloudtrail,
        Action: "s3:GetBucketAcl",
        Resource: "arn:aws:s3:::audit-logs",
      },
      {
        Effect: "Allow",
        Principal: cloudtrail,
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::audit-logs/*",
      },
    ],
  });
  return sandbox;
}
