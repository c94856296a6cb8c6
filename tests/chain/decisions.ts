import type { Aws } from "../../sandbox/aws/account";
import { refusal, type AccessRequest } from "../../sandbox/aws/policy";
import type { Deployed } from "./deployed";
import { allowsAll } from "./policies";
import { logKey } from "./events";

/** Who may do what in AWS once a stack is deployed, and what nobody may: each decided by evaluating the policies. */

type Asked = Omit<AccessRequest, "accountId">;

interface Decision {
  who: string;
  isAllowed: boolean;
  request: Asked;
}

/** What the policies decide otherwise than they should. */
export async function wrongDecisions(deployed: Deployed): Promise<string[]> {
  const wrong: string[] = [];
  for (const { who, isAllowed, request } of decisions(deployed)) {
    const { accountId } = deployed.sandbox.aws;
    const refused = await refusal({ ...request, accountId });
    if ((refused === undefined) === isAllowed) continue;
    wrong.push(`${who} ${isAllowed ? "may not" : "may"} ${request.action} ${request.resource}`);
  }
  return wrong;
}

function decisions(deployed: Deployed): Decision[] {
  const { aws } = deployed.sandbox;
  return [
    ...ofReader(deployed),
    ...aws.topics.values().flatMap(() => ofTopic(deployed)),
    ...aws.eventRules.values().flatMap(() => ofRule(deployed)),
  ];
}

const allowed = (who: string, request: Asked): Decision => ({ who, isAllowed: true, request });
const denied = (who: string, request: Asked): Decision => ({ who, isAllowed: false, request });

/** The policies of a role, as which somebody asks. */
function asRole(aws: Aws, arn: string): Pick<AccessRequest, "principal" | "identityPolicies"> {
  const role = aws.roles.values().find((each) => each.arn === arn);
  const session = arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/");
  return {
    principal: `${session}/session`,
    identityPolicies: [...(role?.policies.values() ?? [])].map(({ value }) => value),
  };
}

/** Snowflake reads logs, and nothing else, and changes nothing. */
function ofReader({ sandbox: { aws }, bucket, role, trail, stage }: Deployed): Decision[] {
  const folder = stage.url.replace(/^[^:]+:\/\/[^/]+\//, "");
  const file = `${bucket.arn}/${folder}${logKey.replace("AWSLogs/", "")}`;
  const context = { "aws:PrincipalArn": role.arn };
  const reader = { ...asRole(aws, role.arn), context, resourcePolicy: bucket.policy?.value };
  const stranger = { principal: "arn:aws:iam::123456789012:user/stranger" };
  const ofKeys = aws.keys.values().flatMap((key) => {
    const viaS3 = { ...context, "kms:ViaService": `s3.${bucket.region}.${aws.dnsSuffix}` };
    const use = { ...reader, resource: key.arn, resourcePolicy: key.policy, context: viaS3 };
    return [
      {
        who: "Snowflake",
        isAllowed: key === trail.key,
        request: { ...use, action: "kms:Decrypt" },
      },
      denied("Snowflake", { ...use, action: "kms:Encrypt" }),
    ];
  });
  return [
    allowed("Snowflake", { ...reader, action: "s3:GetObject", resource: file }),
    ...["s3:PutObject", "s3:DeleteObject", "s3:GetObjectTagging"].map((action) =>
      denied("Snowflake", { ...reader, action, resource: file }),
    ),
    ...["s3:PutBucketNotification", "s3:PutBucketPolicy", "s3:DeleteBucket"].map((action) =>
      denied("Snowflake", { ...reader, action, resource: bucket.arn }),
    ),
    denied("Snowflake", { ...reader, action: "s3:GetObject", resource: `${bucket.arn}/other/1` }),
    denied("a stranger", {
      ...stranger,
      action: "s3:GetObject",
      resource: file,
      resourcePolicy: bucket.policy?.value,
    }),
    ...ofKeys,
  ];
}

/** One publisher, which differs with the mode, and one subscriber. */
function ofTopic({ sandbox: { aws, snowflake }, bucket, topic, role }: Deployed): Decision[] {
  const resourcePolicy = topic.policy?.value;
  const publish = { action: "sns:Publish", resource: topic.arn, resourcePolicy };
  const subscribe = { ...publish, action: "sns:Subscribe", identityPolicies: [allowsAll] };
  const byS3 = (arn: string, account: string): Asked => ({
    ...publish,
    principal: "s3.amazonaws.com",
    context: { "aws:SourceArn": arn, "aws:SourceAccount": account },
  });
  const isBySns = aws.eventRules.values().length === 0;
  const user = snowflake.iamUserArn;
  return [
    { who: "S3", isAllowed: isBySns, request: byS3(bucket.arn, aws.accountId) },
    denied("S3 for another bucket", byS3(`${bucket.arn}-2`, aws.accountId)),
    denied("S3 for another account", byS3(bucket.arn, "123456789012")),
    denied("S3 without TLS", {
      ...byS3(bucket.arn, aws.accountId),
      context: {
        "aws:SourceArn": bucket.arn,
        "aws:SourceAccount": aws.accountId,
        "aws:SecureTransport": "false",
      },
    }),
    denied("EventBridge by itself", { ...publish, principal: "events.amazonaws.com" }),
    allowed("Snowflake", { ...subscribe, principal: user }),
    denied("Snowflake", { ...publish, principal: user, identityPolicies: [allowsAll] }),
    denied("Snowflake's role", { ...publish, ...asRole(aws, role.arn) }),
    denied("another user of Snowflake", { ...subscribe, principal: `${user}2` }),
    denied("a stranger", { ...subscribe, principal: "arn:aws:iam::123456789012:user/stranger" }),
  ];
}

/** The rule's role publishes to the one topic, and only the rule assumes it. */
function ofRule({ sandbox: { aws }, topic }: Deployed): Decision[] {
  return aws.eventRules.values().flatMap(({ arn, targets }) =>
    [...targets.values()].flatMap(({ roleArn }) => {
      const trust = aws.roles.values().find((each) => each.arn === roleArn)?.trust;
      const assume = (principal: string, sourceArn: string, account: string): Asked => ({
        principal,
        action: "sts:AssumeRole",
        resource: roleArn,
        resourcePolicy: trust,
        context: { "aws:SourceArn": sourceArn, "aws:SourceAccount": account },
      });
      const context = { "aws:PrincipalArn": roleArn };
      const publisher = { ...asRole(aws, roleArn), context };
      const resourcePolicy = topic.policy?.value;
      const publish = { ...publisher, action: "sns:Publish", resourcePolicy };
      return [
        allowed("the rule", assume("events.amazonaws.com", arn, aws.accountId)),
        denied("another rule", assume("events.amazonaws.com", `${arn}-2`, aws.accountId)),
        denied("another account's rule", assume("events.amazonaws.com", arn, "123456789012")),
        denied("another service", assume("s3.amazonaws.com", arn, aws.accountId)),
        allowed("the rule's role", { ...publish, resource: topic.arn }),
        denied("the rule's role", {
          ...publisher,
          action: "sns:Publish",
          resource: `${topic.arn}2`,
        }),
        denied("the rule's role", { ...publish, action: "sns:Subscribe", resource: topic.arn }),
      ];
    }),
  );
}
