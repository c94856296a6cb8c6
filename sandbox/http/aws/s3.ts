import type { NotificationConfiguration } from "../../aws/account";
import type { Reply } from "../door";
import { xml, type Service } from "./service";

const none: NotificationConfiguration = { rules: [], eventBridgeSince: undefined };

/** S3, in its own protocol, a bucket by its path. */
export const s3: Service = {
  read({ method, url }, aws) {
    const name = /^\/([a-z0-9][a-z0-9.-]+)\/?$/.exec(url.pathname)?.[1];
    const part = ["policy", "notification"].find((each) => url.searchParams.has(each));
    if (method !== "GET" || name === undefined || part === undefined) return undefined;
    return {
      action: part === "policy" ? "s3:GetBucketPolicy" : "s3:GetBucketNotification",
      resource: `arn:${aws.partition}:s3:::${name}`,
      answer: () => {
        const bucket = aws.buckets.get(name);
        if (!bucket) return this.refuse(404, "NoSuchBucket", "The specified bucket does not exist");
        if (part === "notification") return configurationOf(bucket.notification?.value ?? none);
        return bucket.policy === undefined
          ? this.refuse(404, "NoSuchBucketPolicy", "The bucket policy does not exist")
          : reply(200, "application/json", JSON.stringify(bucket.policy.value));
      },
    };
  },
  refuse: (status, code, message) =>
    reply(
      status,
      "application/xml",
      `<Error><Code>${xml(code)}</Code><Message>${xml(message)}</Message></Error>`,
    ),
};

/** The elements in which destinations stand, by the service that their ARN names. */
const elements: Readonly<Record<string, [configuration: string, destination: string]>> = {
  sqs: ["QueueConfiguration", "Queue"],
  sns: ["TopicConfiguration", "Topic"],
  lambda: ["CloudFunctionConfiguration", "CloudFunction"],
};

function configurationOf({ rules, eventBridgeSince }: NotificationConfiguration): Reply {
  const configurations = rules.map(({ destination, events, prefix, suffix }) => {
    const [outer, inner] = elements[destination.split(":")[2] ?? ""] ?? ["", ""];
    const filters = Object.entries({ Prefix: prefix, Suffix: suffix })
      .filter(([, value]) => value !== "")
      .map(
        ([name, value]) =>
          `<FilterRule><Name>${name}</Name><Value>${xml(value)}</Value></FilterRule>`,
      );
    return [
      `<${outer}><${inner}>${xml(destination)}</${inner}>`,
      ...events.map((event) => `<Event>${xml(event)}</Event>`),
      `<Filter><S3Key>${filters.join("")}</S3Key></Filter></${outer}>`,
    ].join("");
  });
  if (eventBridgeSince) configurations.push("<EventBridgeConfiguration/>");
  const body = `<NotificationConfiguration>${configurations.join("")}</NotificationConfiguration>`;
  return reply(200, "application/xml", body);
}

function reply(status: number, type: string, body: string): Reply {
  return { status, type, body };
}
