import { z } from "zod";
import { partsOf } from "../../sql/catalogue";
import { fullName, insights, line, load, logsLocation, readOutputs } from "../stack/outputs";

const arn = (service: string): z.ZodString =>
  line.regex(
    new RegExp(String.raw`^arn:aws[\w-]*:${service}:[\w-]*:\d{12}:[^"'\s]+$`),
    `expected an ARN of ${service}`,
  );

const missing = "missing";

const outputs = load.extend({
  bucketName: line.regex(/^[a-z0-9][a-z0-9.-]+$/, "expected the name of a bucket"),
  logsLocation,
  trail: z.object({ arn: arn("cloudtrail").optional() }, missing),
  database: line,
  schema: line,
  warehouse: line,
  integration: line,
  roleArn: arn("iam"),
  stage: fullName,
  notificationChannel: arn("sqs"),
  cloudtrail: fullName,
  insights,
  findings: fullName,
  detections: z.record(z.string(), fullName, missing),
  health: z.object(
    { LOAD_ERRORS: fullName, PIPELINE: fullName, PIPELINE_HEALTH: fullName },
    missing,
  ),
  eventNotifications: z.object(
    {
      topicArn: arn("sns").optional(),
      ruleArn: arn("events").optional(),
    },
    missing,
  ),
  events: z.object({ task: fullName.optional(), dynamicTable: fullName.optional() }, missing),
  notifications: z.object({ topicArn: arn("sns").optional() }, missing),
  findingAlerts: z.object(
    { alert: fullName.optional(), healthAlert: fullName.optional() },
    missing,
  ),
});

/** What `snowtrail verify` has to know of a stack: the names of the chain's links, each full name as SQL writes it. */
export type StackOutputs = z.infer<typeof outputs>;

/**
 * Reads a stack's outputs from what `pulumi stack output --json` prints.
 *
 * @param source Where the text stands, for errors to name.
 * @throws UsageError that names each output that is missing or is not what it should be.
 */
export function readStack(text: string, source: string): StackOutputs {
  return readOutputs(outputs, text, source);
}

/** The key prefix below which the logs stand, as a location such as `s3://bucket/AWSLogs/` says. */
export function prefixOf(location: string): string {
  return /^s3\w*:\/\/[^/]+\/(.*)$/.exec(location)?.[1] ?? "";
}

/** The last part of a full name, as it is without quotes. */
export function lastName(name: string): string {
  return partsOf(name).at(-1) ?? name;
}
