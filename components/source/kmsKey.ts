import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { ChildOptions } from "../children/options";
import { keyAlias } from "../names/derived";
import { keyPolicy, usableKeyArn } from "../policies/key";
import { choiceProblems } from "../validation/existing";
import { type Problem, problemsOf } from "../validation/problem";

/** The KMS key that encrypts the logs: one that exists, a new one, or none. */
export interface KmsKeyArgs {
  /** Id, alias or ARN of a symmetric key that exists. Its policy needs the statements of the output keyPolicyToMerge. Defaults to none. */
  existing?: pulumi.Input<string>;
  /** Whether a new key is made, which rotates each year. Defaults to false. */
  create?: boolean;
  /** Alias of the new key, which begins with alias/. Defaults to one derived from baseName. */
  alias?: pulumi.Input<string>;
  /** ARNs of the IAM roles and users that may decrypt the logs, Snowflake's role among them; they need not exist yet. Defaults to whom IAM of the key's account lets. */
  decryptedBy?: pulumi.Input<pulumi.Input<string>[]>;
}

/** What contradicts itself in the argument. */
export function kmsKeyProblems(kmsKey: KmsKeyArgs = {}): Problem[] {
  const { existing, create, alias, decryptedBy } = kmsKey;
  const idle =
    "is for a new key, which kmsKey.create does not ask for. Set it to true, or remove this.";
  return existing !== undefined
    ? choiceProblems("kmsKey", kmsKey, { ofNew: ["create", "alias", "decryptedBy"] })
    : problemsOf(
        Object.entries({ alias, decryptedBy }).map(([key, value]) => [
          `kmsKey.${key}`,
          create !== true && value !== undefined ? idle : undefined,
        ]),
      );
}

// Time to notice that a key should not have been deleted: KMS waits no longer.
const deletionWindowInDays = 30;

/** What the key depends on. */
interface KmsKeyInputs {
  baseName: pulumi.Input<string>;
  args: KmsKeyArgs;
  /** Where the bucket is, which is where the key has to be. */
  place: pulumi.Input<{ partition: string; region: string; accountId: string }>;
  /** The one trail that encrypts with it, if there is one. */
  trailArn: pulumi.Input<string> | undefined;
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** Makes the key with its policy and alias, or looks up one that exists; neither if the logs are not encrypted with one. */
export function makeKmsKey(
  name: string,
  { baseName, args, place, trailArn, tags }: KmsKeyInputs,
  { child, kept }: ChildOptions,
): { kmsKey?: aws.kms.Key; kmsKeyArn?: pulumi.Output<string> } {
  // Looked up, so that an alias or a key that cannot be used is known before anything fails on it.
  if (args.existing !== undefined) {
    const found = aws.kms.getKeyOutput({ keyId: args.existing }, child);
    return { kmsKeyArn: found.apply((key) => usableKeyArn(key, "kmsKey.existing")) };
  }
  if (args.create !== true) return {};
  const kmsKey = new aws.kms.Key(
    `${name}-key`,
    {
      description: "CloudTrail logs",
      enableKeyRotation: true,
      deletionWindowInDays,
      policy: pulumi
        .all([place, trailArn, args.decryptedBy])
        .apply(([place, trailArn, readerArns]) =>
          JSON.stringify(keyPolicy({ ...place, trailArn, readerArns })),
        ),
      tags,
    },
    kept,
  );
  new aws.kms.Alias(
    `${name}-key-alias`,
    { name: args.alias ?? pulumi.output(baseName).apply(keyAlias), targetKeyId: kmsKey.keyId },
    child,
  );
  return { kmsKey, kmsKeyArn: kmsKey.arn };
}
