import type * as pulumi from "@pulumi/pulumi";

import { type AccountArgs, accountProblems, accountRules } from "../account/account";
import { choiceProblems } from "../validation/existing";
import { type Rule, knownProblems } from "../validation/inputs";
import { type Problem, problemsOf } from "../validation/problem";
import {
  accountId,
  bucketNameRule,
  identifier,
  keyPrefix,
  keyAliasRule,
  kmsKey,
  logGroupNameRule,
  oneOf,
  organizationId,
  principalArns,
  roleNameRule,
  tagsRule,
  trailNameOrArn,
  trailNameRule,
  whole,
} from "../validation/rules";
import { type AdvancedEventSelectorArgs, advancedEventSelectorsRule } from "./eventSelectors";
import { type InsightSelectorArgs, insightSelectorsRule } from "./insightSelectors";
import { StorageClass, defaultRetentionDays, transitionProblems } from "./lifecycle";
import { type KmsKeyArgs, kmsKeyProblems } from "./kmsKey";
import { type LogGroupArgs, logGroupRetentionRule } from "./logGroup";

/** The bucket for the logs: the name of one that exists, or the properties of a new one. */
export interface BucketArgs {
  /** Name of a bucket that exists; its policy and lifecycle stay its owner's. Defaults to none: a new bucket is made. */
  existing?: pulumi.Input<string>;
  /** Whether Snowtrail owns the policy of the bucket that exists and replaces it. Defaults to false: the output bucketPolicyToMerge tells what to add. */
  ownPolicy?: boolean;
  /** ARNs of the IAM roles and users of other accounts that read the logs; they need not exist yet. Defaults to none. */
  readBy?: pulumi.Input<pulumi.Input<string>[]>;
  /** Name of the new bucket. Defaults to a name derived from baseName with a random suffix. */
  name?: pulumi.Input<string>;
  /** After how many days the new bucket deletes logs. 0 keeps them for ever. Defaults to 365. */
  retentionDays?: pulumi.Input<number>;
  /** When the new bucket moves logs to a cheaper storage class. Defaults to never. */
  transition?: TransitionArgs;
}

/** When logs move, and where to. S3 moves no object below 128 KB, and most log files are smaller. */
export interface TransitionArgs {
  /** After how many days logs move, 1 at least. */
  days: pulumi.Input<number>;
  /** The storage class that they move to. Defaults to "GLACIER_IR". */
  storageClass?: pulumi.Input<StorageClass>;
}

/** The trail: the name of one that exists, the properties of a new one, or none at all. */
export interface TrailArgs {
  /** Name of a trail that exists, or its ARN if it is of another region or account. Defaults to none: a new trail is made. */
  existing?: pulumi.Input<string>;
  /** Name of the new trail. Defaults to a name derived from baseName. */
  name?: pulumi.Input<string>;
  /** Whether there is no trail to deal with, because something else puts the logs into the bucket. Defaults to false. */
  skip?: boolean;
  /** The account of the new trail, if it is another than that of the AWS provider, which is the bucket's. Defaults to the bucket's. */
  account?: AccountArgs;
  /** The organization whose trail it is. Defaults to none: a trail of one account. */
  organization?: OrganizationArgs;
  /** Which data events and network activity events the new trail records beside management events. Defaults to none: management events alone. */
  advancedEventSelectors?: pulumi.Input<pulumi.Input<AdvancedEventSelectorArgs>[]>;
  /** Which Insights events the new trail records. Defaults to none. */
  insightSelectors?: pulumi.Input<pulumi.Input<InsightSelectorArgs>[]>;
  /** The log group of CloudWatch Logs to which the new trail copies its events. Defaults to none. */
  logGroup?: LogGroupArgs;
}

/** An organization of AWS Organizations. */
export interface OrganizationArgs {
  /** Id of the organization, such as o-exampleorgid. */
  id: pulumi.Input<string>;
  /** Account id of the management account, which owns the trail if a delegated administrator creates it. Defaults to the trail's account. */
  managementAccountId?: pulumi.Input<string>;
}

/** The arguments of CloudTrailSource. */
export interface CloudTrailSourceArgs {
  /** The name that others derive from, in upper case with underscores, such as SNOWTRAIL_DEV. Unique to the stack. */
  baseName: pulumi.Input<string>;
  /** The bucket for the logs. Defaults to a new one. */
  bucket?: BucketArgs;
  /** The trail that delivers into the bucket. Defaults to a new one. */
  trail?: TrailArgs;
  /** Key prefix that the trail writes before AWSLogs/, without slashes at its ends. Defaults to none. */
  prefix?: pulumi.Input<string>;
  /** The KMS key that encrypts the logs. Defaults to S3's own encryption. */
  kmsKey?: KmsKeyArgs;
  /** Tags of the bucket, the key, the trail, and its log group and role. Defaults to none beyond the provider's. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** What each argument has to be, whenever it is known. */
export const sourceRules: readonly Rule[] = [
  ["baseName", identifier],
  ["bucket.existing", bucketNameRule],
  ["bucket.name", bucketNameRule],
  ["bucket.readBy", principalArns],
  ["bucket.retentionDays", whole(0, 36500, "days")],
  ["bucket.transition.days", whole(1, 36500, "days")],
  ["bucket.transition.storageClass", oneOf(Object.values(StorageClass))],
  ["trail.existing", trailNameOrArn],
  ["trail.name", trailNameRule],
  ...accountRules("trail.account"),
  ["trail.organization.id", organizationId],
  ["trail.organization.managementAccountId", accountId],
  ["trail.advancedEventSelectors", advancedEventSelectorsRule],
  ["trail.insightSelectors", insightSelectorsRule],
  ["trail.logGroup.existing", logGroupNameRule],
  ["trail.logGroup.name", logGroupNameRule],
  ["trail.logGroup.retentionInDays", logGroupRetentionRule],
  ["trail.logGroup.roleName", roleNameRule],
  ["prefix", keyPrefix],
  ["kmsKey.existing", kmsKey],
  ["kmsKey.alias", keyAliasRule],
  ["kmsKey.decryptedBy", principalArns],
  ["tags", tagsRule],
];

/** Everything that is wrong with the arguments and can be seen before anything is made. */
export function sourceProblems(args: Omit<CloudTrailSourceArgs, "baseName">): Problem[] {
  return [
    ...knownProblems(args, sourceRules),
    ...choiceProblems("bucket", args.bucket, {
      ofNew: ["name", "retentionDays", "transition"],
      ofExisting: ["ownPolicy"],
    }),
    ...choiceProblems("trail", args.trail, {
      ofNew: ["name", "account", "advancedEventSelectors", "insightSelectors", "logGroup"],
    }),
    ...choiceProblems("trail.logGroup", args.trail?.logGroup, {
      ofNew: ["name", "retentionInDays"],
    }),
    ...skipProblems(args.trail),
    ...accountProblems("trail.account", args.trail?.account),
    ...kmsKeyProblems(args.kmsKey),
    ...lifecycleProblems(args.bucket),
  ];
}

function skipProblems({ skip, ...others }: TrailArgs = {}): Problem[] {
  if (skip !== true) return [];
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  return problemsOf(
    given.map(([key]) => [
      `trail.${key}`,
      "contradicts trail.skip, which leaves no trail to describe. Remove one of the two.",
    ]),
  );
}

/** Of what is known now; for what is not, the component asks again once it is. */
function lifecycleProblems({
  retentionDays = defaultRetentionDays,
  transition,
}: BucketArgs = {}): Problem[] {
  const { days, storageClass } = transition ?? {};
  return typeof retentionDays === "number" &&
    typeof days === "number" &&
    (storageClass === undefined || typeof storageClass === "string")
    ? transitionProblems({ retentionDays, transition: { days, storageClass } })
    : [];
}
