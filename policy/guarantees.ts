import { type Statement, listOf, statementsOf } from "./document";
import type { Resource, Stack } from "./stack";
import { readingRole, trustsExactly } from "./trust";

/** What is wrong, and with which resource. */
interface Violation {
  urn: string;
  message: string;
}

/** Something that holds in every stack that Snowtrail makes, as long as nobody undoes it. */
export interface Guarantee {
  name: string;
  description: string;
  violations: (stack: Stack) => Violation[];
}

/** Everything that is guaranteed. */
export const guarantees: readonly Guarantee[] = [
  {
    name: "no-public-bucket",
    description: "Nobody outside reads the bucket of logs: public access is blocked whole.",
    violations: (stack) =>
      stack
        .children(["CloudTrailSource"], "aws:s3/bucket:Bucket")
        .flatMap((bucket) => [...unblocked(bucket, stack), ...opened(bucket, stack)]),
  },
  {
    name: "no-delete-permission",
    description: "Snowflake's role reads and lists the logs, and can neither write nor delete.",
    violations: (stack) =>
      readers(stack).flatMap((role) => [
        ...stack
          .naming(role, "aws:iam/rolePolicy:RolePolicy", "role", "name")
          .flatMap((policy) => beyondReading(policy)),
        ...stack
          .naming(role, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role", "name")
          .map(({ urn }) => ({
            urn,
            message: `attaches a policy to ${role.name}, which has one of its own that reads. Remove it.`,
          })),
      ]),
  },
  {
    name: "protection-on",
    description: "What holds data or an identity that cannot be brought back is protected.",
    violations: (stack) =>
      kept
        .flatMap(({ component, type, only }) =>
          stack.children([component], type).filter(({ props }) => only?.(props) ?? true),
        )
        .filter(({ protect }) => !protect)
        .map(({ urn }) => ({
          urn,
          message:
            "is not protected, and what it holds cannot be brought back. Leave the option protect of its component on.",
        })),
  },
  {
    name: "pipe-waits-for-role",
    description: "The pipe is made after the role, its trust and its policy, which Snowflake uses.",
    violations: (stack) =>
      stack.children(["SnowflakeIngest"], "snowflake:index/pipe:Pipe").flatMap((pipe) => {
        const before = stack.before(pipe);
        return readers(stack)
          .flatMap((role) => [
            role,
            ...stack.naming(role, "aws:iam/rolePolicy:RolePolicy", "role", "name"),
          ])
          .filter(({ urn, parent }) => parent === pipe.parent && !before.has(urn))
          .map(({ name }) => ({
            urn: pipe.urn,
            message: `does not come after ${name}, and fails when Snowflake may not read yet. Let it depend on that.`,
          }));
      }),
  },
  {
    name: "exact-trust",
    description: "A role trusts the one who acts by it, and nobody else.",
    violations: (stack) =>
      stack
        .children(["CloudTrailSource", "SnowflakeIngest", "Notifications"], "aws:iam/role:Role")
        .filter((role) => !trustsExactly(role, stack))
        .map(({ urn }) => ({
          urn,
          message:
            "trusts somebody else than the one integration, rule or trail that acts by it, or without the condition that tells it from others. Leave the trust policy as its component makes it.",
        })),
  },
];

interface Kept {
  component: string;
  type: string;
  /** Which objects of the type, if others of it can be made anew. */
  only?: (props: Resource["props"]) => boolean;
}

const kept: readonly Kept[] = [
  { component: "CloudTrailSource", type: "aws:s3/bucket:Bucket" },
  { component: "CloudTrailSource", type: "aws:cloudtrail/trail:Trail" },
  { component: "CloudTrailSource", type: "aws:kms/key:Key" },
  { component: "CloudTrailSource", type: "aws:cloudwatch/logGroup:LogGroup" },
  { component: "SnowflakeIngest", type: "snowflake:index/database:Database" },
  { component: "SnowflakeIngest", type: "snowflake:index/storageIntegration:StorageIntegration" },
  { component: "SnowflakeIngest", type: "snowflake:index/table:Table" },
  { component: "SnowflakeIngest", type: "aws:sns/topic:Topic" },
  {
    component: "SnowflakeIngest",
    type: "snowflake:index/pipe:Pipe",
    only: ({ awsSnsTopicArn }) => Boolean(awsSnsTopicArn),
  },
  { component: "Notifications", type: "aws:sns/topic:Topic" },
  {
    component: "Notifications",
    type: "snowflake:index/notificationIntegration:NotificationIntegration",
  },
  {
    component: "FindingAlerts",
    type: "snowflake:index/table:Table",
    only: ({ name }) => name === "FINDINGS_SENT",
  },
];

const blocks = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

function unblocked(bucket: Resource, stack: Stack): Violation[] {
  const type = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
  const isBlocked = stack
    .naming(bucket, type, "bucket", "bucket")
    .some(({ props }) => blocks.every((block) => props[block] === true));
  if (isBlocked) return [];
  const message = `lets itself be opened to the public. Block public access with all of ${blocks.join(", ")}.`;
  return [{ urn: bucket.urn, message }];
}

function opened(bucket: Resource, stack: Stack): Violation[] {
  const message = `opens ${bucket.name} to everybody. Name who may read, or remove it.`;
  const isOpen = (statement: Statement): boolean =>
    statement.Effect === "Allow" &&
    (statement.NotPrincipal !== undefined || isEverybody(statement.Principal));
  const policies = stack
    .naming(bucket, "aws:s3/bucketPolicy:BucketPolicy", "bucket", "bucket")
    .filter(({ props }) => statementsOf(props.policy).some(isOpen));
  const acls = stack
    .naming(bucket, "aws:s3/bucketAcl:BucketAcl", "bucket", "bucket")
    .filter(({ props }) => /^(public|authenticated)-/.test(String(props.acl)));
  return [...policies, ...acls].map(({ urn }) => ({ urn, message }));
}

function isEverybody(principal: unknown): boolean {
  if (typeof principal !== "object" || principal === null) return principal === "*";
  return Object.values(principal).flatMap(listOf).includes("*");
}

const reading = [
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:ListBucket",
  "s3:GetBucketLocation",
  "kms:Decrypt",
];

function beyondReading({ urn, props }: Resource): Violation[] {
  return statementsOf(props.policy)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Action, NotAction }) => (NotAction === undefined ? listOf(Action) : ["*"]))
    .filter((action) => !reading.includes(String(action)))
    .map((action) => ({
      urn,
      message: `allows ${String(action)}. Snowflake needs ${reading.join(", ")} at most.`,
    }));
}

/** The roles by which Snowflake reads logs, among others that an ingest may have. */
function readers(stack: Stack): Resource[] {
  return stack
    .children(["SnowflakeIngest"], "aws:iam/role:Role")
    .filter((role) => stack.namesRole(role, readingRole));
}
