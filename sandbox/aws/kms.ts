import { z } from "zod";
import { digestOf } from "../resource/names";
import { call, type Call, type ResourceType } from "../resource/type";
import { accountOf, type Aws, type Key } from "./account";
import { AwsError } from "./error";
import {
  checkPolicy,
  isSamePolicy,
  parsePolicy,
  refusal,
  statementsOf,
  type AccessRequest,
  type PolicyDocument,
} from "./policy";
import { awsType, type AwsRequest } from "./type";

/** A key by its ARN, its id or its alias, as KMS takes it. */
export function findKey({ keys }: Aws, name: string): Key | undefined {
  return keys.values().find(({ arn, id, alias }) => [arn, id, alias].includes(name));
}

/** @returns undefined if the key may be used so, or else why not. */
export function keyRefusal(
  { partition }: Aws,
  { arn, policy }: Pick<Key, "arn" | "policy">,
  request: Omit<AccessRequest, "resource" | "accountId" | "resourcePolicy">,
): Promise<string | undefined> {
  const accountId = accountOf(arn);
  const byDefault = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
  return refusal({ ...request, resource: arn, accountId, resourcePolicy: policy ?? byDefault });
}

const key = awsType("aws:kms/key:Key", {
  inputs: z.strictObject({
    description: z.string().max(8192).optional(),
    enableKeyRotation: z.boolean().optional(),
    deletionWindowInDays: z.number().int().min(7).max(30).optional(),
    policy: z.string(),
    tags: z.record(z.string(), z.string()).optional(),
  }),
  same: (input, before, after) => input === "policy" && isSamePolicy(before, after),
  seconds: 5,
  async create(inputs, request) {
    const { account, origin } = request;
    const digest = digestOf(`key ${request.seed}`);
    const id = digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
    const region = account.regionOf(undefined, request.provider);
    const arn = `arn:${account.partition}:kms:${region}:${account.accountId}:key/${id}`;
    const policy = await usablePolicy(inputs.policy, arn, "creating KMS Key", request);
    account.keys.add(arn, { arn, id, alias: undefined, policy }, origin);
    return {
      id,
      outputs: {
        ...inputs,
        keyId: id,
        arn,
        description: inputs.description ?? "",
        multiRegion: false,
        region,
        rotationPeriodInDays: 365,
        tagsAll: inputs.tags ?? {},
      },
    };
  },
  async update({ policy, tags = {} }, { id, outputs }, request) {
    const arn = String(outputs.arn);
    const found = request.account.keys.get(arn);
    if (!found) {
      throw new AwsError(`updating KMS Key (${id})`, "NotFoundException", `${arn} does not exist`);
    }
    found.policy = await usablePolicy(policy, arn, `updating KMS Key (${id}) policy`, request);
    return { outputs: { tagsAll: tags } };
  },
  // Scheduled for deletion, a key is of no use at once.
  delete({ outputs }, { account }) {
    account.keys.remove(String(outputs.arn));
  },
  read({ outputs }, { account }) {
    const found = account.keys.get(String(outputs.arn));
    return found && { policy: JSON.stringify(found.policy) };
  },
});

const alias = awsType("aws:kms/alias:Alias", {
  replacedBy: ["name"],
  naming: "name",
  inputs: z.strictObject({ name: z.string(), targetKeyId: z.string() }),
  create({ name, targetKeyId }, request) {
    const { account, at } = request;
    const operation = `creating KMS Alias (${name})`;
    if (!/^alias\/(?!aws\/)[\w/-]{1,250}$/.test(name)) {
      throw new AwsError(operation, "InvalidAliasNameException", `${name} is no name of an alias`);
    }
    if (findKey(account, name)) {
      throw new AwsError(operation, "AlreadyExistsException", `An alias ${name} already exists`);
    }
    const target = findKey(account, targetKeyId);
    const found = target && account.keys.get(target.arn, at);
    if (!found) {
      throw new AwsError(operation, "NotFoundException", `Key '${targetKeyId}' does not exist`);
    }
    found.alias = name;
    const region = account.regionOf(undefined, request.provider);
    const arn = `arn:${account.partition}:kms:${region}:${account.accountId}:${name}`;
    return { id: name, outputs: { arn, namePrefix: "", region, targetKeyArn: found.arn } };
  },
  delete({ id }, { account }) {
    const found = findKey(account, id);
    if (found) found.alias = undefined;
  },
  read: ({ id }, { account }) => (findKey(account, id) ? {} : undefined),
});

export const kmsTypes: ResourceType<Aws>[] = [key, alias];

/** @throws AwsError if KMS does not take the policy: it names who does not exist, or locks out who sets it. */
async function usablePolicy(
  text: string,
  arn: string,
  operation: string,
  { account }: AwsRequest,
): Promise<PolicyDocument> {
  const code = "MalformedPolicyDocumentException";
  const policy = parsePolicy(text, operation, code);
  await checkPolicy(policy, "resource", operation, code);
  const names = new Set(account.roles.values().map((role) => role.arn));
  const stranger = statementsOf(policy)
    .flatMap(({ Principal }) => (Principal as { AWS?: string | string[] } | undefined)?.AWS ?? [])
    .find((principal) => principal.includes(":role/") && !names.has(principal));
  if (stranger !== undefined) {
    throw new AwsError(
      operation,
      code,
      `Policy contains a statement with one or more invalid principals: ${stranger}`,
    );
  }
  const lockedOut = await keyRefusal(
    account,
    { arn, policy },
    {
      principal: `arn:${account.partition}:iam::${account.accountId}:user/operator`,
      action: "kms:PutKeyPolicy",
      identityPolicies: [
        { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      ],
    },
  );
  if (lockedOut !== undefined) {
    throw new AwsError(
      operation,
      code,
      "The new key policy will not allow you to update the key policy in the future.",
    );
  }
  return policy;
}

export const kmsCalls: Call<Aws>[] = [
  call(
    "aws:kms/getKey:getKey",
    z.strictObject({ keyId: z.string(), region: z.string().optional() }),
    ({ keyId, region }, aws, provider) => {
      const key = findKey(aws, keyId);
      if (!key) {
        throw new AwsError(
          `reading KMS Key (${keyId})`,
          "NotFoundException",
          `Key '${keyId}' does not exist`,
        );
      }
      return {
        id: key.id,
        keyId,
        arn: key.arn,
        awsAccountId: accountOf(key.arn),
        cloudHsmClusterId: "",
        creationDate: aws.now.toISOString(),
        customKeyStoreId: "",
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        deletionDate: "",
        description: "",
        enabled: true,
        expirationModel: "",
        keyManager: "CUSTOMER",
        keySpec: "SYMMETRIC_DEFAULT",
        keyState: "Enabled",
        keyUsage: "ENCRYPT_DECRYPT",
        multiRegion: false,
        multiRegionConfigurations: [],
        origin: "AWS_KMS",
        pendingDeletionWindowInDays: 0,
        region: aws.regionOf(region, provider),
        validTo: "",
        xksKeyConfigurations: [],
      };
    },
  ),
];
