import { accountOf, type Aws, type Bucket, type Role } from "../aws/account";
import { assumeRefusal, hasPropagated } from "../aws/iam";
import { keyRefusal } from "../aws/kms";
import { refusal, type AccessRequest, type PolicyDocument } from "../aws/policy";
import { OrderError, type Placed } from "../resource/inventory";
import type { Moment } from "../resource/order";
import type { Integration } from "../snowflake/account";

/** As whom Snowflake asks for which role. */
type Identity = Pick<Integration, "roleArn" | "userArn" | "externalId">;

/** What Snowflake may do in AWS through an integration: as what role, and what that role may. */

/** @returns undefined if Snowflake can assume an integration's role, or else why not. */
export async function roleRefusal(
  { roleArn, userArn, externalId }: Identity,
  { roles }: Aws,
  at?: Moment,
): Promise<string | undefined> {
  const name = roleArn.split("/").at(-1) ?? "";
  let placed: Placed<Role> | undefined;
  try {
    placed = roles.find(name, at);
  } catch (error) {
    if (error instanceof OrderError) return error.message;
    throw error;
  }
  if (placed?.value.arn !== roleArn) return `role ${roleArn} does not exist`;
  if (!hasPropagated(placed, at)) {
    return `role ${roleArn} and its trust policy are too new: IAM may take 30 seconds to know them everywhere`;
  }
  const refused = await assumeRefusal(placed.value, userArn, externalId);
  return refused && `${refused} (external id ${externalId})`;
}

/** @returns undefined if the role may list the bucket there, or else why not. */
export function listRefusal(
  integration: Integration,
  bucket: Bucket,
  prefix: string,
  aws: Aws,
  at?: Moment,
): Promise<string | undefined> {
  return bucketRefusal(bucket, at, {
    ...asRole(integration, aws, at),
    action: "s3:ListBucket",
    resource: bucket.arn,
    context: { "aws:PrincipalArn": integration.roleArn, "s3:prefix": prefix },
  });
}

/** @returns undefined if the role may read (and decrypt) an object, or else why not. */
export async function readRefusal(
  integration: Integration,
  bucket: Bucket,
  key: string,
  aws: Aws,
  at?: Moment,
): Promise<string | undefined> {
  const identity = asRole(integration, aws, at);
  const refused = await bucketRefusal(bucket, at, {
    ...identity,
    action: "s3:GetObject",
    resource: `${bucket.arn}/${key}`,
    context: { "aws:PrincipalArn": integration.roleArn },
  });
  const encryption = bucket.objects.get(key)?.key ?? bucket.encryption?.value.key;
  if (refused !== undefined || !encryption) return refused;
  return keyRefusal(aws, encryption, {
    ...identity,
    action: "kms:Decrypt",
    context: {
      "aws:PrincipalArn": integration.roleArn,
      "kms:ViaService": `s3.${bucket.region}.${aws.dnsSuffix}`,
    },
  });
}

/** A policy that may or may not be set yet has to let the request through either way. */
async function bucketRefusal(
  { accountId, policy }: Bucket,
  at: Moment | undefined,
  request: Omit<AccessRequest, "accountId" | "resourcePolicy">,
): Promise<string | undefined> {
  const isCertain = !policy || !at || at.sees(policy.origin);
  const possible = isCertain ? [policy?.value] : [policy.value, undefined];
  for (const resourcePolicy of possible) {
    const refused = await refusal({ ...request, accountId, resourcePolicy });
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** Who asks, once the role is assumed, and what policies it brings. */
export function asRole(
  { roleArn }: Pick<Identity, "roleArn">,
  aws: Aws,
  at?: Moment,
): { principal: string; identityPolicies: PolicyDocument[] } {
  const name = roleArn.split("/").at(-1) ?? "";
  const role = aws.roles.get(name, at);
  return {
    principal: `arn:${aws.partition}:sts::${accountOf(roleArn)}:assumed-role/${name}/snowflake`,
    identityPolicies: role ? policiesOf(role, at) : [],
  };
}

/** The role's policies that IAM knows everywhere at that moment. */
function policiesOf({ policies }: Role, at?: Moment): PolicyDocument[] {
  return [...policies.values()]
    .filter((placed) => hasPropagated(placed, at))
    .map(({ value }) => value);
}
