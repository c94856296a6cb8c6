import { z } from "zod";
import type { Placed } from "../resource/inventory";
import { automaticName, digestOf } from "../resource/names";
import type { Moment } from "../resource/order";
import type { ResourceType } from "../resource/type";
import type { Aws, Role } from "./account";
import { AwsError } from "./error";
import {
  checkPolicy,
  isSamePolicy,
  parsePolicy,
  refusal,
  type PolicyDocument,
  type PolicyKind,
} from "./policy";
import { awsType } from "./type";

/** How long IAM may take until every region knows a new role, trust policy or inline policy, in seconds. */
const propagationSeconds = 30;

const tags = z.record(z.string(), z.string()).optional();

const role = awsType("aws:iam/role:Role", {
  replacedBy: ["name", "path"],
  naming: "name",
  same: (input, before, after) => input === "assumeRolePolicy" && isSamePolicy(before, after),
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
  async create({ path = "/", assumeRolePolicy, tags = {}, ...inputs }, request) {
    const { account, origin } = request;
    const name = inputs.name ?? automaticName(request);
    const operation = `creating IAM Role (${name})`;
    if (!/^[\w+=,.@-]{1,64}$/.test(name)) {
      throw new AwsError(
        operation,
        "ValidationError",
        "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or +=,.@_- and have at most 64 of them",
      );
    }
    const trust = await policyOf(assumeRolePolicy, "trust", operation);
    const { accountId, partition, roles } = account;
    if (roles.has(name)) {
      throw new AwsError(
        operation,
        "EntityAlreadyExists",
        `Role with name ${name} already exists.`,
      );
    }
    const arn = `arn:${partition}:iam::${accountId}:role${path}${name}`;
    roles.add(name, { name, arn, trust, policies: new Map() }, origin);
    return {
      id: name,
      outputs: {
        name,
        arn,
        path,
        namePrefix: "",
        createDate: account.now.toISOString(),
        // Of the role itself: one that is made again under its name gets another.
        uniqueId: `AROA${digestOf(`${arn} ${request.seed}`).toUpperCase().slice(0, 17)}`,
        forceDetachPolicies: false,
        inlinePolicies: [],
        managedPolicyArns: [],
        maxSessionDuration: 3600,
        tagsAll: tags,
        tags,
      },
    };
  },
  async update({ assumeRolePolicy, tags = {} }, { id, inputs }, { account, origin, at }) {
    const operation = `updating IAM Role (${id}) assume role policy`;
    const found = existingRole(account, id, operation, at);
    if (!isSamePolicy(inputs.assumeRolePolicy, assumeRolePolicy)) {
      found.trust = await policyOf(assumeRolePolicy, "trust", operation);
      account.roles.change(id, found, origin);
    }
    return { outputs: { tagsAll: tags } };
  },
  delete({ id, inputs }, { account }) {
    const policies = account.roles.get(id)?.policies.size ?? 0;
    if (policies > 0 && !inputs.forceDetachPolicies) {
      throw new AwsError(
        `deleting IAM Role (${id})`,
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.",
      );
    }
    account.roles.remove(id);
  },
  read({ id }, { account }) {
    const found = account.roles.get(id);
    return found && { assumeRolePolicy: JSON.stringify(found.trust) };
  },
});

const rolePolicy = awsType("aws:iam/rolePolicy:RolePolicy", {
  replacedBy: ["name", "role"],
  naming: "name",
  same: (input, before, after) => input === "policy" && isSamePolicy(before, after),
  inputs: z.strictObject({ name: z.string().optional(), role: z.string(), policy: z.string() }),
  async create({ role: roleName, policy, ...inputs }, request) {
    const name = inputs.name ?? automaticName(request);
    const operation = `putting IAM Role (${roleName}) Policy (${name})`;
    const found = existingRole(request.account, roleName, operation, request.at);
    const owner = found.policies.get(name)?.origin;
    // IAM overwrites, silently. Two resources that do so to one another are a mistake; a replacement is not.
    if (owner && owner.urn !== request.urn) {
      throw new AwsError(operation, "EntityAlreadyExists", `${name} would be overwritten`);
    }
    const document = await inlinePolicy(policy, operation);
    found.policies.set(name, { value: document, origin: request.origin });
    return {
      id: `${roleName}:${name}`,
      outputs: { name, namePrefix: "", role: roleName, policy },
    };
  },
  async update({ role: roleName, policy }, { outputs }, { account, at, origin }) {
    const name = String(outputs.name);
    const operation = `putting IAM Role (${roleName}) Policy (${name})`;
    const found = existingRole(account, roleName, operation, at);
    found.policies.set(name, { value: await inlinePolicy(policy, operation), origin });
    return {};
  },
  delete({ inputs, outputs }, { account }) {
    account.roles.get(inputs.role)?.policies.delete(String(outputs.name));
  },
  read({ inputs, outputs }, { account }) {
    const found = account.roles.get(inputs.role)?.policies.get(String(outputs.name));
    return found && { policy: JSON.stringify(found.value) };
  },
});

export const iamTypes: ResourceType<Aws>[] = [role, rolePolicy];

function existingRole({ roles }: Aws, name: string, operation: string, at: Moment): Role {
  const found = roles.get(name, at);
  if (!found) {
    throw new AwsError(operation, "NoSuchEntity", `The role with name ${name} cannot be found.`);
  }
  return found;
}

function inlinePolicy(text: string, operation: string): Promise<PolicyDocument> {
  if (text.length > 10_240) {
    throw new AwsError(operation, "LimitExceeded", "Maximum policy size of 10240 bytes exceeded");
  }
  return policyOf(text, "identity", operation);
}

async function policyOf(
  text: string,
  kind: PolicyKind,
  operation: string,
): Promise<PolicyDocument> {
  const document = parsePolicy(text, operation, "MalformedPolicyDocument");
  await checkPolicy(document, kind, operation, "MalformedPolicyDocument");
  return document;
}

/** Whether IAM knows the object everywhere by then. */
export function hasPropagated({ origin }: Placed<unknown>, at: Moment | undefined): boolean {
  return !at || (at.sees(origin) && at.age(origin) >= propagationSeconds);
}

/** @returns undefined if a service may assume the role on behalf of a resource, or else why not. */
export function serviceAssumeRefusal(
  { arn, trust }: Role,
  service: string,
  sourceArn: string,
): Promise<string | undefined> {
  return refusal({
    principal: service,
    action: "sts:AssumeRole",
    resource: arn,
    accountId: arn.split(":")[4] ?? "",
    context: { "aws:SourceArn": sourceArn, "aws:SourceAccount": sourceArn.split(":")[4] ?? "" },
    resourcePolicy: trust,
  });
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
