import { z } from "zod";
import type { Placed } from "../inventory";
import type { Moment } from "../pulumi/order";
import { resourceType, type ResourceType } from "../pulumi/resourceType";
import { AwsError } from "./account";
import { checkPolicy, parsePolicy, refusal, type PolicyDocument } from "./policy";
import { automaticName, digestOf } from "../names";

/** How long IAM may take until every region knows a new role, trust policy or inline policy, in seconds. */
const propagationSeconds = 30;

export interface Role {
  name: string;
  arn: string;
  trust: PolicyDocument;
  /** Inline policies, by name. */
  policies: Map<string, Placed<PolicyDocument>>;
}

const tags = z.record(z.string(), z.string()).optional();

const role = resourceType("aws:iam/role:Role", {
  replacedBy: ["name", "path"],
  inputs: z.strictObject({
    name: z.string().optional(),
    path: z
      .string()
      .regex(/^\/(.*\/)?$/, "must begin and end with /")
      .optional(),
    assumeRolePolicy: z.string(),
    description: z.string().max(1000).optional(),
    maxSessionDuration: z.number().min(3600).max(43200).optional(),
    forceDetachPolicies: z.boolean().optional(),
    tags,
  }),
  seconds: 2,
  async create(
    { name, path = "/", assumeRolePolicy, tags = {} },
    { sandbox, urn, origin, ...rest },
  ) {
    const roleName = name ?? automaticName(rest.name, urn);
    const operation = `creating IAM Role (${roleName})`;
    if (!/^[\w+=,.@-]{1,64}$/.test(roleName)) {
      throw new AwsError(
        operation,
        "ValidationError",
        "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or +=,.@_- and have at most 64 of them",
      );
    }
    const trust = parsePolicy(assumeRolePolicy, operation, "MalformedPolicyDocument");
    await checkPolicy(trust, "trust", operation, "MalformedPolicyDocument");
    const { accountId, partition, roles } = sandbox.aws;
    if (roles.has(roleName)) {
      throw new AwsError(
        operation,
        "EntityAlreadyExists",
        `Role with name ${roleName} already exists.`,
      );
    }
    const arn = `arn:${partition}:iam::${accountId}:role${path}${roleName}`;
    roles.add(roleName, { name: roleName, arn, trust, policies: new Map() }, origin);
    return {
      id: roleName,
      outputs: {
        name: roleName,
        arn,
        path,
        namePrefix: "",
        createDate: sandbox.now.toISOString(),
        uniqueId: `AROA${digestOf(arn).toUpperCase().slice(0, 17)}`,
        forceDetachPolicies: false,
        inlinePolicies: [],
        managedPolicyArns: [],
        maxSessionDuration: 3600,
        tagsAll: tags,
        tags,
      },
    };
  },
});

const rolePolicy = resourceType("aws:iam/rolePolicy:RolePolicy", {
  replacedBy: ["name", "role"],
  inputs: z.strictObject({ name: z.string().optional(), role: z.string(), policy: z.string() }),
  async create({ name, role: roleName, policy }, { sandbox, urn, at, origin, ...rest }) {
    const policyName = name ?? automaticName(rest.name, urn);
    const operation = `putting IAM Role (${roleName}) Policy (${policyName})`;
    const found = sandbox.aws.roles.get(roleName, at);
    if (!found) {
      throw new AwsError(
        operation,
        "NoSuchEntity",
        `The role with name ${roleName} cannot be found.`,
      );
    }
    if (policy.length > 10_240) {
      throw new AwsError(operation, "LimitExceeded", "Maximum policy size of 10240 bytes exceeded");
    }
    const document = parsePolicy(policy, operation, "MalformedPolicyDocument");
    await checkPolicy(document, "identity", operation, "MalformedPolicyDocument");
    if (found.policies.has(policyName)) {
      throw new AwsError(operation, "EntityAlreadyExists", `${policyName} would be overwritten`);
    }
    found.policies.set(policyName, { value: document, origin });
    return {
      id: `${roleName}:${policyName}`,
      outputs: { name: policyName, namePrefix: "", role: roleName, policy },
    };
  },
});

export const iamTypes: ResourceType[] = [role, rolePolicy];

/** Whether IAM knows the object everywhere by then. */
export function hasPropagated({ origin }: Placed<unknown>, at: Moment | undefined): boolean {
  return !at || (at.sees(origin) && at.age(origin) >= propagationSeconds);
}

/** @returns undefined if the principal may assume the role with this external id, or else why not. */
export async function assumeRefusal(
  { arn, trust }: Role,
  principal: string,
  externalId: string,
): Promise<string | undefined> {
  const [, partition = "aws"] = arn.split(":");
  return refusal({
    principal,
    action: "sts:AssumeRole",
    resource: arn,
    accountId: arn.split(":")[4] ?? "",
    context: { "sts:ExternalId": externalId },
    // The caller's own account lets it assume roles anywhere; what is in question is the trust policy.
    identityPolicies: [
      {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "sts:AssumeRole", Resource: `arn:${partition}:iam::*:role/*` },
        ],
      },
    ],
    resourcePolicy: trust,
  });
}
