import { z } from "zod";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Aws } from "./account";
import { AwsError } from "./error";
import { refusal } from "./policy";
import { awsType, type AwsRequest } from "./type";

/** CloudWatch Logs, as far as a trail copies its events there. */

const retentions = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

const logGroup = awsType("aws:cloudwatch/logGroup:LogGroup", {
  replacedBy: ["name"],
  naming: "name",
  inputs: z.strictObject({
    name: z.string().optional(),
    retentionInDays: z
      .number()
      .refine((days) => retentions.includes(days), "is no retention of CloudWatch Logs")
      .optional(),
    tags: z.record(z.string(), z.string()).optional(),
  }),
  create(inputs, request) {
    const { account, origin } = request;
    const name = inputs.name ?? automaticName(request);
    const operation = `creating CloudWatch Logs Log Group (${name})`;
    if (!/^[\w./#-]{1,512}$/.test(name)) {
      throw new AwsError(operation, "InvalidParameterException", `logGroupName ${name} is invalid`);
    }
    const region = account.regionOf(undefined, request.provider);
    const arn = `arn:${account.partition}:logs:${region}:${account.accountId}:log-group:${name}`;
    if (account.logGroups.has(arn)) {
      throw new AwsError(
        operation,
        "ResourceAlreadyExistsException",
        "The specified log group already exists",
      );
    }
    account.logGroups.add(arn, { arn }, origin);
    return {
      id: name,
      outputs: {
        ...inputs,
        name,
        arn,
        namePrefix: "",
        region,
        logGroupClass: "STANDARD",
        deletionProtectionEnabled: false,
        tagsAll: inputs.tags ?? {},
      },
    };
  },
  update: (inputs) => ({ outputs: { tagsAll: inputs.tags ?? {} } }),
  delete({ outputs }, { account }) {
    account.logGroups.remove(String(outputs.arn));
  },
  read: ({ outputs }, { account }) => (account.logGroups.has(String(outputs.arn)) ? {} : undefined),
});

export const logsTypes: ResourceType<Aws>[] = [logGroup];

/** What a trail asks CloudWatch Logs for. */
interface Copy {
  trailArn: string;
  groupArn: string;
  roleArn: string;
  /** The organization whose trail it is. */
  organizationId: string | undefined;
}

/** @returns undefined if CloudTrail may write the trail's streams by the role, or else why not. */
export async function copyRefusal(
  { trailArn, groupArn, roleArn, organizationId }: Copy,
  { account, at }: AwsRequest,
): Promise<string | undefined> {
  const arn = groupArn.replace(/:[*]$/, "");
  if (arn === groupArn) return `log group ARN ${groupArn} does not end in :*`;
  if (!account.logGroups.get(arn, at)) return `log group ${arn} does not exist`;
  const role = account.roles.get(roleArn.split("/").at(-1) ?? "", at);
  if (role?.arn !== roleArn) return `role ${roleArn} does not exist`;
  const untrusted = await refusal({
    principal: "cloudtrail.amazonaws.com",
    action: "sts:AssumeRole",
    resource: roleArn,
    accountId: account.accountId,
    context: { "aws:SourceArn": trailArn },
    resourcePolicy: role.trust,
  });
  if (untrusted !== undefined) return untrusted;
  const [, , , region = "", owner = ""] = trailArn.split(":");
  const own = `${owner}_CloudTrail_${region}`;
  const streams = organizationId === undefined ? [own] : [own, `${organizationId}_${own}`];
  const policies = [...role.policies.values()].filter(({ origin }) => at.sees(origin));
  for (const stream of streams) {
    for (const action of ["logs:CreateLogStream", "logs:PutLogEvents"]) {
      const refused = await refusal({
        principal: `arn:${account.partition}:sts::${account.accountId}:assumed-role/${role.name}/cloudtrail`,
        action,
        resource: `${arn}:log-stream:${stream}`,
        accountId: account.accountId,
        identityPolicies: policies.map(({ value }) => value),
      });
      if (refused !== undefined) return refused;
    }
  }
  return undefined;
}
