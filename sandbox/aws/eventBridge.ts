import { z } from "zod";
import type { Properties } from "../resource/properties";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Aws, Bucket, EventPattern, EventRule } from "./account";
import { AwsError } from "./error";
import { hasPropagated } from "./iam";
import { awsType } from "./type";

/** EventBridge: rules on the default bus, and the topics that they publish to. */

const tags = z.record(z.string(), z.string()).optional();
const region = z.string().optional();

const pattern: z.ZodType<EventPattern> = z.lazy(() =>
  z.record(
    z.string(),
    z.union([
      z.array(z.union([z.string(), z.strictObject({ prefix: z.string() })])).min(1),
      pattern,
    ]),
  ),
);

const eventRule = awsType("aws:cloudwatch/eventRule:EventRule", {
  replacedBy: ["name", "region"],
  naming: "name",
  inputs: z.strictObject({
    name: z.string().optional(),
    description: z.string().max(512).optional(),
    eventPattern: z.string(),
    tags,
    region,
  }),
  create(inputs, request) {
    const { account, origin } = request;
    const name = inputs.name ?? automaticName(request);
    const operation = `creating EventBridge Rule (${name})`;
    if (!/^[.\w-]{1,64}$/.test(name)) {
      throw new AwsError(operation, "ValidationException", "Value at 'name' failed the constraint");
    }
    if (account.eventRules.has(name)) {
      throw new AwsError(operation, "ResourceAlreadyExistsException", `Rule ${name} exists`);
    }
    const region = account.regionOf(inputs.region, request.provider);
    const arn = `arn:${account.partition}:events:${region}:${account.accountId}:rule/${name}`;
    const found = patternOf(inputs.eventPattern, operation);
    account.eventRules.add(
      name,
      { name, arn, pattern: found, enabled: true, targets: new Map() },
      origin,
    );
    return {
      id: name,
      outputs: { ...inputs, name, arn, namePrefix: "", region, tagsAll: inputs.tags ?? {} },
    };
  },
  update({ eventPattern, tags = {} }, { id }, { account, at }) {
    const operation = `updating EventBridge Rule (${id})`;
    existingRule(account, id, operation, at).pattern = patternOf(eventPattern, operation);
    return { outputs: { tagsAll: tags } };
  },
  delete({ id }, { account }) {
    if ((account.eventRules.get(id)?.targets.size ?? 0) > 0) {
      throw new AwsError(
        `deleting EventBridge Rule (${id})`,
        "ValidationException",
        "Rule can't be deleted since it has targets.",
      );
    }
    account.eventRules.remove(id);
  },
  read({ id }, { account }) {
    const found = account.eventRules.get(id);
    return found && { eventPattern: JSON.stringify(found.pattern) };
  },
});

const eventTarget = awsType("aws:cloudwatch/eventTarget:EventTarget", {
  replacedBy: ["rule", "targetId", "region"],
  inputs: z.strictObject({
    rule: z.string(),
    targetId: z.string(),
    arn: z.string().regex(/^arn:[^:]+:sns:/, "the sandbox's rules publish to topics only"),
    // Without a role, EventBridge asks the topic's policy, and tells it of no condition.
    roleArn: z.string(),
    region,
  }),
  create(inputs, request) {
    putTarget(inputs, request);
    const { account, provider } = request;
    return {
      id: `${inputs.rule}-${inputs.targetId}`,
      outputs: { region: account.regionOf(inputs.region, provider) },
    };
  },
  update(inputs, _, request) {
    putTarget(inputs, request);
    return {};
  },
  delete({ inputs: { rule, targetId } }, { account }) {
    account.eventRules.get(rule)?.targets.delete(targetId);
  },
  read({ inputs: { rule, targetId } }, { account }) {
    const found = account.eventRules.get(rule)?.targets.get(targetId);
    return found && { arn: found.topicArn, roleArn: found.roleArn };
  },
});

export const eventBridgeTypes: ResourceType<Aws>[] = [eventRule, eventTarget];

interface Target {
  rule: string;
  targetId: string;
  arn: string;
  roleArn: string;
}

function putTarget(
  { rule, targetId, arn: topicArn, roleArn }: Target,
  { account, at }: Parameters<typeof eventTarget.create>[1],
): void {
  const operation = `creating EventBridge Target (${rule}-${targetId})`;
  const role = account.roles.find(roleArn.split("/").at(-1) ?? "", at);
  if (role?.value.arn !== roleArn || !hasPropagated(role, at)) {
    throw new AwsError(
      operation,
      "ValidationException",
      `Provided role '${roleArn}' cannot be assumed by principal 'events.amazonaws.com'.`,
    );
  }
  existingRule(account, rule, operation, at).targets.set(targetId, { topicArn, roleArn });
}

function existingRule(
  { eventRules }: Aws,
  name: string,
  operation: string,
  at: Parameters<typeof eventRules.get>[1],
): EventRule {
  const found = eventRules.get(name, at);
  if (!found) {
    throw new AwsError(operation, "ResourceNotFoundException", `Rule ${name} does not exist`);
  }
  return found;
}

function patternOf(text: string, operation: string): EventPattern {
  const parsed = pattern.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new AwsError(
    operation,
    "InvalidEventPatternException",
    "Event pattern is not valid. The sandbox matches values and prefixes, in lists",
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How long S3 takes to tell EventBridge once it was told to. Source: Amazon S3, "Enabling Amazon EventBridge". */
const enablingSeconds = 5 * 60;

/** The rules that hear of an object that was created, or why there are none. */
export function hearingRules(
  { eventRules, now }: Aws,
  bucket: Bucket,
  key: string,
): EventRule[] | string {
  const since = bucket.notification?.value.eventBridgeSince;
  if (!since) return "the bucket does not tell EventBridge";
  if (now.getTime() - since.getTime() < enablingSeconds * 1000) {
    return "the bucket was told less than five minutes ago to tell EventBridge, which takes so long";
  }
  const event = {
    source: "aws.s3",
    "detail-type": "Object Created",
    account: bucket.accountId,
    region: bucket.region,
    detail: { bucket: { name: bucket.name }, object: { key }, reason: "PutObject" },
  };
  const rules = eventRules
    .values()
    .filter(({ arn, enabled }) => enabled && arn.split(":")[3] === bucket.region)
    .filter((rule) => matches(rule.pattern, event));
  return rules.length > 0 ? rules : "no rule of EventBridge matches the creation of this key";
}

function matches(pattern: EventPattern, event: Properties): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const value = event[field];
    if (!Array.isArray(wanted)) return isEvent(value) && matches(wanted, value);
    return wanted.some((one) =>
      typeof one === "string"
        ? one === value
        : typeof value === "string" && value.startsWith(one.prefix),
    );
  });
}

function isEvent(value: unknown): value is Properties {
  return typeof value === "object" && value !== null;
}
