import type { Topic } from "../../aws/account";
import type { Reply } from "../door";
import { xml, type Service } from "./service";

/** SNS, in AWS's query protocol. */
export const sns: Service = {
  read({ headers, body }, aws) {
    if (headers["content-type"] !== "application/x-www-form-urlencoded") return undefined;
    const given = new URLSearchParams(body);
    const action = given.get("Action");
    const answer = answers.get(action ?? "");
    if (answer === undefined) return undefined;
    const arn = given.get("TopicArn") ?? "";
    return {
      action: `sns:${action}`,
      resource: arn,
      answer: () => {
        const topic = aws.topics.get(arn);
        return topic ? answer(topic) : this.refuse(404, "NotFound", "Topic does not exist");
      },
    };
  },
  refuse: (status, code, message) =>
    reply(
      status,
      `<ErrorResponse><Error><Type>Sender</Type><Code>${xml(code)}</Code><Message>${xml(message)}</Message></Error></ErrorResponse>`,
    ),
};

const answers = new Map([
  ["ListSubscriptionsByTopic", subscriptions],
  ["GetTopicAttributes", attributes],
]);

function attributes({ arn, policy }: Topic): Reply {
  const entries = Object.entries({ TopicArn: arn, Policy: JSON.stringify(policy?.value ?? {}) });
  const list = entries.map(
    ([key, value]) => `<entry><key>${key}</key><value>${xml(value)}</value></entry>`,
  );
  return reply(
    200,
    `<GetTopicAttributesResponse><GetTopicAttributesResult><Attributes>${list.join("")}</Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>`,
  );
}

function subscriptions({ arn, subscriptions: some }: Topic): Reply {
  const members = some.map(({ protocol, endpoint, confirmed }, at) => {
    const id = confirmed ? `${arn}:${at}` : "PendingConfirmation";
    return `<member><SubscriptionArn>${id}</SubscriptionArn><Protocol>${protocol}</Protocol><Endpoint>${xml(endpoint)}</Endpoint><TopicArn>${arn}</TopicArn></member>`;
  });
  return reply(
    200,
    `<ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions>${members.join("")}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`,
  );
}

function reply(status: number, body: string): Reply {
  return { status, type: "text/xml", body };
}
