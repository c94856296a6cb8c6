import type { EventTopic, Subscription } from "../facts";
import { clientSettings, regionOf, type AwsAccess } from "./clients";
import { answered } from "./failure";

type Question<Value> = (abortSignal: AbortSignal) => Promise<Value>;

/** What SNS calls a topic that does not exist. */
const missing = ["NotFoundException", "NotFound"];

/** Pages of a hundred subscriptions that are read. */
const maximalPages = 10;

/** What may be asked of SNS about a topic; undefined is answered for one that does not exist. */
export async function topicQuestions(
  arn: string,
  access: AwsAccess,
): Promise<{
  subscriptions: Question<Subscription[] | undefined>;
  topic: Question<EventTopic | undefined>;
}> {
  const sdk = await import("@aws-sdk/client-sns");
  const client = new sdk.SNSClient(clientSettings(regionOf(arn), access));
  const subscriptions: Question<Subscription[] | undefined> = async (abortSignal) => {
    const found: Subscription[] = [];
    let token: string | undefined;
    for (let page = 0; page < maximalPages; page += 1) {
      const command = new sdk.ListSubscriptionsByTopicCommand({
        TopicArn: arn,
        ...(token === undefined ? {} : { NextToken: token }),
      });
      const told = await answered("sns:ListSubscriptionsByTopic", missing, () =>
        client.send(command, { abortSignal }),
      );
      if (told === undefined) return undefined;
      for (const each of told.Subscriptions ?? []) {
        const { Endpoint: endpoint = "", SubscriptionArn: id = "" } = each;
        // In place of an ARN stands "PendingConfirmation" or "Deleted" until there is one.
        found.push({ endpoint, isConfirmed: id.startsWith("arn:") });
      }
      token = told.NextToken;
      if (token === undefined || token === "") break;
    }
    return found;
  };
  return {
    subscriptions,
    topic: async (abortSignal) => {
      const told = await answered("sns:GetTopicAttributes", missing, () =>
        client.send(new sdk.GetTopicAttributesCommand({ TopicArn: arn }), { abortSignal }),
      );
      const found = told && (await subscriptions(abortSignal));
      return found && { policy: told.Attributes?.Policy ?? "", subscriptions: found };
    },
  };
}
