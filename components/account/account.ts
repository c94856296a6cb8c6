import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { Rule } from "../validation/inputs";
import { type Problem, problemsOf } from "../validation/problem";
import { accountId, profileRule, roleArnRule } from "../validation/rules";

/**
 * Another AWS account than that of the component's provider, and how it is reached. A schema can name no provider, and
 * a component gets one of each package by its options: so it is told in words.
 */
export interface AccountArgs {
  /** Id of the account. What the credentials are for has to be this one. */
  id: pulumi.Input<string>;
  /** Profile of the shared configuration whose credentials are used. Defaults to the credentials of the environment. */
  profile?: pulumi.Input<string>;
  /** ARN of the IAM role that is assumed with these credentials. Defaults to none. */
  assumeRoleArn?: pulumi.Input<string>;
}

/** What each property of such an argument has to be. */
export const accountRules = (path: string): Rule[] => [
  [`${path}.id`, accountId],
  [`${path}.profile`, profileRule],
  [`${path}.assumeRoleArn`, roleArnRule],
];

/** What such an argument lacks. */
export function accountProblems(path: string, account: AccountArgs | undefined): Problem[] {
  const isReached = account?.profile !== undefined || account?.assumeRoleArn !== undefined;
  return problemsOf([
    [
      path,
      account !== undefined && !isReached
        ? `tells of another account and not how to reach it. Name a role to assume in ${path}.assumeRoleArn, a profile in ${path}.profile, or both.`
        : undefined,
    ],
  ]);
}

/** The provider of another account, in the same region. It refuses credentials that are for a third one. */
export function accountProvider(
  name: string,
  { id, profile, assumeRoleArn }: AccountArgs,
  region: pulumi.Input<string>,
  opts: pulumi.ResourceOptions,
): aws.Provider {
  return new aws.Provider(
    name,
    {
      region,
      allowedAccountIds: [id],
      ...(profile !== undefined && { profile }),
      ...(assumeRoleArn !== undefined && { assumeRoles: [{ roleArn: assumeRoleArn }] }),
    },
    opts,
  );
}
