import { z } from "zod";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Aws, Subscription, Topic } from "./account";
import { AwsError } from "./error";
import { checkPolicy, isSamePolicy, parsePolicy, statementsOf } from "./policy";
import type { PolicyDocument } from "./policy";
import { awsType } from "./type";

/** SNS: topics, who may publish to them, and who hears of it. */

const region = z.string().optional();
const tags = z.record(z.string(), z.string()).optional();

const topic = awsType("aws:sns/topic:Topic", {
  replacedBy: ["name", "region"],
  naming: "name",
  inputs: z.strictObject({
    name: z.string().optional(),
    displayName: z.string().max(100).optional(),
    kmsMasterKeyId: z.string().optional(),
    tags,
    region,
  }),
  create(inputs, request) {
    const { account, origin } = request;
    const name = inputs.name ?? automaticName(request);
    if (!/^[\w-]{1,256}$/.test(name)) {
      throw new AwsError(
        `creating SNS Topic (${name})`,
        "InvalidParameter",
        "Invalid parameter: Topic Name",
      );
    }
    const region = account.regionOf(inputs.region, request.provider);
    const arn = `arn:${account.partition}:sns:${region}:${account.accountId}:${name}`;
    // SNS answers with the topic that is there, and two stacks would share it.
    if (account.topics.has(arn)) {
      throw new AwsError(
        `creating SNS Topic (${name})`,
        "TopicAlreadyExists",
        `the topic ${arn} exists already`,
      );
    }
    const made = { arn, key: inputs.kmsMasterKeyId, policy: undefined, subscriptions: [] };
    account.topics.add(arn, made, origin);
    return {
      id: arn,
      outputs: {
        ...inputs,
        name,
        arn,
        namePrefix: "",
        owner: account.accountId,
        policy: "",
        region,
        beginningArchiveTime: "",
        fifoThroughputScope: "",
        signatureVersion: 1,
        tracingConfig: "PassThrough",
        tagsAll: inputs.tags ?? {},
      },
    };
  },
  update(inputs, { id }, { account, at, origin }) {
    const found = existingTopic(account, id, "setting SNS Topic attributes", at);
    account.topics.change(
      id,
      Object.assign(found, { key: inputs.kmsMasterKeyId }),
      account.topics.find(id)?.origin ?? origin,
    );
    return { outputs: { tagsAll: inputs.tags ?? {} } };
  },
  delete({ id }, { account }) {
    // Its subscriptions go with it.
    for (const subscription of account.topics.get(id)?.subscriptions ?? []) {
      unsubscribe(account, id, subscription);
    }
    account.topics.remove(id);
  },
  read: ({ id }, { account }) => (account.topics.has(id) ? {} : undefined),
});

const topicPolicy = awsType("aws:sns/topicPolicy:TopicPolicy", {
  replacedBy: ["arn"],
  same: (input, before, after) => input === "policy" && isSamePolicy(before, after),
  inputs: z.strictObject({ arn: z.string(), policy: z.string(), region }),
  async create({ arn, policy }, { account, at, origin }) {
    const operation = `setting SNS Topic Policy (${arn})`;
    const found = existingTopic(account, arn, operation, at);
    found.policy = { value: await policyOf(policy, arn, operation), origin };
    return {
      id: arn,
      outputs: { owner: account.accountId, region: arn.split(":")[3] ?? "" },
    };
  },
  async update({ arn, policy }, _, { account, at, origin }) {
    const operation = `setting SNS Topic Policy (${arn})`;
    const found = existingTopic(account, arn, operation, at);
    found.policy = { value: await policyOf(policy, arn, operation), origin };
    return {};
  },
  delete({ inputs }, { account }) {
    // SNS puts its own in its place, which lets the account decide.
    const found = account.topics.get(inputs.arn);
    if (found) found.policy = undefined;
  },
  read({ inputs }, { account }) {
    const found = account.topics.get(inputs.arn);
    return found?.policy && { policy: JSON.stringify(found.policy.value) };
  },
});

const topicSubscription = awsType("aws:sns/topicSubscription:TopicSubscription", {
  replacedBy: ["topic", "protocol", "endpoint"],
  inputs: z.strictObject({
    topic: z.string(),
    protocol: z.literal("email", "the sandbox delivers by e-mail only"),
    endpoint: z.string().regex(/^[^@\s]+@[^@\s]+$/, "is no e-mail address"),
    region,
  }),
  create({ topic: arn, endpoint }, { account, at, urn }) {
    const found = existingTopic(account, arn, `creating SNS Topic (${arn}) Subscription`, at);
    found.subscriptions.push({ protocol: "email", endpoint, confirmed: false });
    return {
      id: `${arn}:${urn.split("::").at(-1) ?? ""}`,
      outputs: {
        arn: "pending confirmation",
        confirmationWasAuthenticated: false,
        filterPolicyScope: "",
        ownerId: account.accountId,
        pendingConfirmation: true,
        region: arn.split(":")[3] ?? "",
      },
    };
  },
  delete({ inputs: { topic: arn, endpoint } }, { account }) {
    const found = account.topics.get(arn);
    if (found) found.subscriptions = found.subscriptions.filter((one) => one.endpoint !== endpoint);
  },
  read({ inputs: { topic: arn, endpoint } }, { account }) {
    const found = account.topics.get(arn);
    return found?.subscriptions.some((one) => one.endpoint === endpoint) ? {} : undefined;
  },
});

export const snsTypes: ResourceType<Aws>[] = [topic, topicPolicy, topicSubscription];

/** How long SNS keeps a subscription of another account after it was deleted, in milliseconds. */
const forgetting = 72 * 60 * 60 * 1000;

/** Somebody deletes a subscription. Source: Snowflake, "Snowpipe stops loading files after Amazon SNS topic subscription is deleted". */
export function unsubscribe(aws: Aws, topicArn: string, { endpoint }: Subscription): void {
  const found = aws.topics.get(topicArn);
  if (found) found.subscriptions = found.subscriptions.filter((one) => one.endpoint !== endpoint);
  aws.unsubscribed.set(`${topicArn} ${endpoint}`, aws.now);
}

/** Subscribes a queue, unless it is subscribed, or was until lately: then SNS says that it is, and tells it nothing. */
export function subscribeQueue(aws: Aws, { arn, subscriptions }: Topic, endpoint: string): void {
  const deleted = aws.unsubscribed.get(`${arn} ${endpoint}`);
  const isKept = deleted && aws.now.getTime() - deleted.getTime() < forgetting;
  if (isKept || subscriptions.some((one) => one.endpoint === endpoint)) return;
  subscriptions.push({ protocol: "sqs", endpoint, confirmed: true });
}

function existingTopic(
  { topics }: Aws,
  arn: string,
  operation: string,
  at: Parameters<typeof topics.get>[1],
): Topic {
  const found = topics.get(arn, at);
  if (!found) throw new AwsError(operation, "NotFound", `Topic does not exist: ${arn}`);
  return found;
}

async function policyOf(text: string, arn: string, operation: string): Promise<PolicyDocument> {
  const document = parsePolicy(text, operation, "InvalidParameter");
  await checkPolicy(document, "resource", operation, "InvalidParameter");
  for (const { Action, Resource } of statementsOf(document)) {
    // A topic's policy speaks of what one does with a topic, one by one.
    for (const action of [Action].flat()) {
      if (!topicActions.has(String(action).toLowerCase())) {
        throw new AwsError(
          operation,
          "InvalidParameter",
          "Invalid parameter: Policy statement action out of service scope!",
        );
      }
    }
    if ([Resource].flat().some((resource) => resource !== arn)) {
      throw new AwsError(
        operation,
        "InvalidParameter",
        "Invalid parameter: Policy Error: null: the statement names another resource",
      );
    }
  }
  return document;
}

const topicActions = new Set(
  [
    "AddPermission",
    "DeleteTopic",
    "GetDataProtectionPolicy",
    "GetTopicAttributes",
    "ListSubscriptionsByTopic",
    "ListTagsForResource",
    "Publish",
    "PutDataProtectionPolicy",
    "RemovePermission",
    "SetTopicAttributes",
    "Subscribe",
  ].map((action) => `sns:${action}`.toLowerCase()),
);
