import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { deployProgram, type Deployment } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { refusalOf } from "../refusal";
import { stepsOf } from "../steps";

export const stack = "test";

/** What one does with a stack. */
interface Stack {
  sandbox: Sandbox;
  up: (
    program: () => void,
    options?: { preview?: boolean; replace?: string[] },
  ) => Promise<Deployment>;
  /** Why an update is refused. */
  refused: (program: () => void, options?: { replace?: string[] }) => Promise<string>;
}

/** Deploys a program onto the one stack of a sandbox, as often as one likes. */
export const stackIn = (sandbox = new Sandbox()): Stack => ({
  sandbox,
  up: (program, options = {}) => deployProgram(program, { stack, sandbox, ...options }),
  refused: async (program, options = {}) =>
    (await refusalOf(program, { sandbox, ...options })).message,
});

/** What an update does to what is no provider. */
export function steps({ steps }: Deployment): string[] {
  return stepsOf({ steps: steps.filter(({ urn }) => !urn.includes("pulumi:providers")) });
}

/** The URN of a resource, by its logical name. */
export function urnOf({ resources }: Deployment, name: string): string {
  const found = resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`no resource ${name}`);
  return found.urn;
}

/** A bucket of the user's name. */
export const bucket = (
  args: aws.s3.BucketArgs = {},
  opts: pulumi.CustomResourceOptions = {},
): aws.s3.Bucket => new aws.s3.Bucket("logs", { bucket: "example-logs", ...args }, opts);

/** A database of the user's name. */
export const database = (
  args: snowflake.DatabaseArgs = {},
  opts: pulumi.CustomResourceOptions = {},
): snowflake.Database => new snowflake.Database("database", { name: "DB", ...args }, opts);
