import type { EventRule } from "../../aws/account";
import type { Reply } from "../door";
import type { Service } from "./service";

const target = /^AWSEvents\.(DescribeRule|ListTargetsByRule)$/;

/** EventBridge, in AWS JSON 1.1. */
export const eventBridge: Service = {
  read({ headers, body }, aws) {
    const operation = target.exec(headers["x-amz-target"] ?? "")?.[1];
    if (operation === undefined) return undefined;
    const given = JSON.parse(body) as { Name?: string; Rule?: string };
    const rule = aws.eventRules.get(given.Name ?? given.Rule ?? "");
    return {
      action: `events:${operation}`,
      resource: rule?.arn ?? "*",
      answer: () => {
        if (!rule) return this.refuse(400, "ResourceNotFoundException", "Rule does not exist.");
        return json(200, operation === "DescribeRule" ? described(rule) : targetsOf(rule));
      },
    };
  },
  refuse: (status, code, message) => json(status, { __type: code, message }),
};

function described({ name, arn, pattern, enabled }: EventRule): object {
  const State = enabled ? "ENABLED" : "DISABLED";
  return { Name: name, Arn: arn, EventPattern: JSON.stringify(pattern), State };
}

function targetsOf({ targets }: EventRule): object {
  return {
    Targets: [...targets].map(([Id, { topicArn: Arn, roleArn: RoleArn }]) => ({
      Id,
      Arn,
      RoleArn,
    })),
  };
}

function json(status: number, body: object): Reply {
  return { status, type: "application/x-amz-json-1.1", body: JSON.stringify(body) };
}
