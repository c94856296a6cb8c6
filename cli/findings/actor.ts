/** A JSON object as CloudTrail wrote it: nothing about its keys or values is certain. */
export type Loose = Record<string, unknown>;

/** The object that JSON text holds. Anything else, or no text, gives an empty one. */
export function looseObject(json: unknown): Loose {
  if (typeof json !== "string") return {};
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(of: unknown, key: string): string | undefined {
  const value = isObject(of) ? of[key] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Who acted, from an event's `userIdentity`: the ARN where there is one, which names account and kind;
 * else the AWS service, the user's name or id, with the type that tells what kind of name it is.
 */
export function actorOf(identity: Loose): string {
  const type = text(identity, "type");
  const arn = text(identity, "arn");
  if (arn !== undefined) return arn;
  const service = text(identity, "invokedBy");
  if (type === "AWSService" && service !== undefined) return service;
  const name =
    text(identity, "userName") ??
    text(identity.onBehalfOf, "userId") ??
    text(identity, "principalId") ??
    text(identity, "credentialId") ??
    text(identity, "identityProvider") ??
    service;
  const kind = type ?? "no type";
  const account = text(identity, "accountId");
  const where = account === undefined || name === account ? "" : ` in ${account}`;
  if (name === undefined) return type === undefined ? "unknown" : `${kind}${where}`;
  return `${name} (${kind}${where})`;
}

/**
 * An actor as it reads beside the account it acted in: `user/alice` for an ARN of that account, and
 * `user/alice of 444455556666` for one of another. What is no ARN of IAM or STS stays as it is.
 */
export function shortActor(actor: string, account: string): string {
  const [, own, rest] = /^arn:[\w-]+:(?:iam|sts)::(\d+):(.+)$/s.exec(actor) ?? [];
  if (own === undefined || rest === undefined) return actor;
  const name = rest === "root" ? "root user" : rest;
  return own === account ? name : `${name} of ${own}`;
}

/** The request's parameters that name what an action is about, the most telling first. */
const telling = [
  "bucketName",
  "groupId",
  "userName",
  "roleName",
  "groupName",
  "policyArn",
  "policyName",
  "keyId",
  "secretId",
  "functionName",
  "trailName",
  "instanceId",
  "snapshotId",
  "dBInstanceIdentifier",
  "detectorId",
  "roleArn",
  "name",
  "resourceArn",
];

/**
 * What an action was about, or nothing when the event does not say it plainly: a parameter of the request
 * under its own name, else the ARN of the first resource.
 */
export function targetOf(parameters: Loose, resources: unknown): string | undefined {
  for (const key of telling) {
    const value = text(parameters, key);
    if (value !== undefined) return `${key} ${value}`;
  }
  const [first] = looseArray(resources);
  return text(first, "ARN") ?? text(first, "arn");
}

function looseArray(json: unknown): unknown[] {
  if (typeof json !== "string" || !json.startsWith("[")) return [];
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
