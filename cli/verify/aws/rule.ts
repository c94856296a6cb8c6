import type { EventRule } from "../facts";
import { clientSettings, regionOf, type AwsAccess } from "./clients";
import { answered } from "./failure";

/** What may be asked of EventBridge about a rule on the default bus; undefined is answered for one that does not exist. */
export async function ruleQuestion(
  arn: string,
  access: AwsAccess,
): Promise<(abortSignal: AbortSignal) => Promise<EventRule | undefined>> {
  const sdk = await import("@aws-sdk/client-eventbridge");
  const client = new sdk.EventBridgeClient(clientSettings(regionOf(arn), access));
  const name = arn.split("/").at(-1) ?? "";
  const missing = ["ResourceNotFoundException"];
  return async (abortSignal) => {
    const rule = await answered("events:DescribeRule", missing, () =>
      client.send(new sdk.DescribeRuleCommand({ Name: name }), { abortSignal }),
    );
    const told =
      rule &&
      (await answered("events:ListTargetsByRule", missing, () =>
        client.send(new sdk.ListTargetsByRuleCommand({ Rule: name }), { abortSignal }),
      ));
    return (
      told && {
        isEnabled: rule.State === "ENABLED",
        pattern: rule.EventPattern ?? "",
        targets: (told.Targets ?? []).map(({ Arn: target = "" }) => target),
      }
    );
  };
}
