import { type Deployment, deploy } from "../../sandbox/pulumi/deploy";
import { Sandbox } from "../../sandbox/sandbox";
import { disabledDetections } from "../chain/settings";
import { leavingToIam } from "../sandbox/keyPolicy";

/** A key that exists in `accounts`, with the alias "alias/logs". */
export const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
const cloudtrail = { Service: "cloudtrail.amazonaws.com" };

/** Accounts in which everything that a stack may use exists and lets CloudTrail in. */
export function accounts(): Sandbox {
  const sandbox = new Sandbox({ region: "eu-west-1" });
  sandbox.given.bucket("audit-logs", {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: cloudtrail,
        Action: ["s3:GetBucketAcl", "s3:PutObject"],
        Resource: ["arn:aws:s3:::audit-logs", "arn:aws:s3:::audit-logs/*"],
      },
    ],
  });
  sandbox.given.key(
    keyArn,
    leavingToIam({
      Effect: "Allow",
      Principal: cloudtrail,
      Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
    }),
    "alias/logs",
  );
  sandbox.given.database("SECURITY");
  sandbox.given.user("security@example.com");
  return sandbox;
}

/** Settings as `pulumi config set` stores them. */
export function stored(config: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      `snowtrail:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** Deploys the program with the settings given, and few detections, since no test here is about them. */
export async function deployed(
  config: Record<string, unknown> = {},
  { stack = "dev", sandbox = accounts(), preview = false } = {},
): Promise<Deployment> {
  const deployment = await deploy({
    stack,
    sandbox,
    preview,
    config: { ...disabledDetections(), ...stored(config) },
  });
  await sandbox.close();
  return deployment;
}
