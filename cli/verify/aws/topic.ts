import type { Subscription } from "../facts";
import { clientSettings, regionOf } from "./clients";
import { answered } from "./failure";

/** Pages of a hundred subscriptions that are read. */
const maximalPages = 10;

/** What may be asked of SNS about a topic; undefined is answered for one that does not exist. */
export async function topicQuestions(
  arn: string,
  endpointUrl: string | undefined,
): Promise<{ subscriptions: (abortSignal: AbortSignal) => Promise<Subscription[] | undefined> }> {
  const sdk = await import("@aws-sdk/client-sns");
  const client = new sdk.SNSClient(clientSettings(regionOf(arn), endpointUrl));
  return {
    subscriptions: async (abortSignal) => {
      const found: Subscription[] = [];
      let token: string | undefined;
      for (let page = 0; page < maximalPages; page += 1) {
        const command = new sdk.ListSubscriptionsByTopicCommand({
          TopicArn: arn,
          ...(token === undefined ? {} : { NextToken: token }),
        });
        const told = await answered(
          "sns:ListSubscriptionsByTopic",
          ["NotFoundException", "NotFound"],
          () => client.send(command, { abortSignal }),
        );
        if (told === undefined) return undefined;
        for (const { Endpoint: endpoint = "", SubscriptionArn: id = "" } of told.Subscriptions ??
          []) {
          // In place of an ARN stands "PendingConfirmation" or "Deleted" until there is one.
          found.push({ endpoint, isConfirmed: id.startsWith("arn:") });
        }
        token = told.NextToken;
        if (token === undefined || token === "") break;
      }
      return found;
    },
  };
}
