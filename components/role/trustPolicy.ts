import { type PolicyDocument, policyDocument } from "../policies/document";

/** Lets exactly one integration's IAM user assume a role, and only with that integration's external id. */
export function trustPolicy(userArn: string, externalId: string): PolicyDocument {
  return policyDocument({
    Sid: "SnowflakeAssumesThisRole",
    Effect: "Allow",
    Principal: { AWS: userArn },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": externalId } },
  });
}

/** The name of a role by its ARN. */
export function nameOfRole(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}

/** The ARN that a role will have, so that the integration can name it before the role exists. */
export function roleArn(partition: string, accountId: string, roleName: string): string {
  return `arn:${partition}:iam::${accountId}:role/${roleName}`;
}
