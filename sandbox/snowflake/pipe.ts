import { z } from "zod";
import { translateCopy, type CopyTranslation } from "../../engine";
import { call, type Call, type ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { newIn, requireSchema } from "./database";
import { doesNotExist, SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { requireFeature } from "./provider";
import { compiling, scope } from "./scope";
import { placeOf } from "./location";
import { snowflakeType, type SnowflakeRequest } from "./type";

const feature = "snowflake_pipe_resource";

const pipe = snowflakeType("snowflake:index/pipe:Pipe", {
  replacedBy: ["copyStatement", "autoIngest", "awsSnsTopicArn", "name", "database", "schema"],
  inputs: z.strictObject({
    database: z.string(),
    schema: z.string(),
    name: z.string().optional(),
    comment: z.string().optional(),
    copyStatement: z.string(),
    autoIngest: z.literal(true, "the sandbox runs pipes with auto-ingest only"),
    awsSnsTopicArn: z.string().optional(),
    errorIntegration: z.string().optional(),
  }),
  seconds: 3,
  async create(inputs, request) {
    requireFeature(feature, request);
    const { account, at, origin } = request;
    const { database, schema, copyStatement: statement } = inputs;
    const { name, id } = newIn(account.pipes, inputs, request);
    const copy = parseCopy(statement, request);
    const stage = account.stages.get(quoted(...copy.stage), at);
    if (!stage) throw doesNotExist("Stage", quoted(...copy.stage));
    const errorIntegration = errorIntegrationOf(inputs, request);
    const { url, integration } = stage;
    const { bucket, path } = placeOf(url);
    // Auto-ingest goes to the stage at once: the role has to be assumable by then.
    const place = { bucket, path: `${path}${copy.path}` };
    const refused = await account.storage.refusal(place, integration, at);
    if (refused !== undefined) throw new SnowflakeError(refused);

    const { awsSnsTopicArn: topicArn } = inputs;
    const channel =
      topicArn === undefined
        ? account.storage.queue(bucket, origin)
        : await account.storage.subscribe(topicArn, account.iamUserArn, at, origin);
    account.pipes.add(
      id,
      {
        database,
        schema,
        name,
        statement,
        copy,
        stage: { name: quoted(...copy.stage), is: stage, url, integration },
        channel,
        errorIntegration,
        paused: false,
        history: new Set(),
      },
      origin,
    );
    return {
      id: `${database}|${schema}|${name}`,
      outputs: {
        ...inputs,
        name,
        fullyQualifiedName: id,
        notificationChannel: channel,
        owner: "ACCOUNTADMIN",
      },
    };
  },
  update(inputs, { outputs }, request) {
    requireFeature(feature, request);
    const id = String(outputs.fullyQualifiedName);
    const found = request.account.pipes.get(id, request.at);
    if (!found) throw doesNotExist("Pipe", id);
    found.errorIntegration = errorIntegrationOf(inputs, request);
    return {};
  },
  delete({ inputs, outputs }, request) {
    requireFeature(feature, request);
    requireSchema(request.account, inputs.database, inputs.schema, request.at);
    // The queue stays: it is the account's, for every pipe on that bucket.
    request.account.pipes.remove(String(outputs.fullyQualifiedName));
  },
  read({ outputs }, request) {
    requireFeature(feature, request);
    return request.account.pipes.has(String(outputs.fullyQualifiedName)) ? {} : undefined;
  },
});

export const pipeTypes: ResourceType<Snowflake>[] = [pipe];

/** `SYSTEM$GET_AWS_SNS_IAM_POLICY`: what a topic's policy needs so that Snowflake may subscribe to it. */
export const getSystemGetAwsSnsIamPolicy: Call<Snowflake> = call(
  "snowflake:index/getSystemGetAwsSnsIamPolicy:getSystemGetAwsSnsIamPolicy",
  z.strictObject({ awsSnsTopicArn: z.string() }),
  ({ awsSnsTopicArn }, { iamUserArn }, provider) => {
    requireFeature("snowflake_system_get_aws_sns_iam_policy_datasource", { provider });
    const statement = {
      Sid: "1",
      Effect: "Allow",
      Principal: { AWS: iamUserArn },
      Action: ["sns:Subscribe"],
      Resource: [awsSnsTopicArn],
    };
    return {
      id: "system_get_aws_sns_iam_policy",
      awsSnsTopicArn,
      awsSnsTopicPolicyJson: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    };
  },
);

/** The provider writes the name without quotes, so it is folded; errors go to a topic and no other way. */
function errorIntegrationOf(
  { errorIntegration }: { errorIntegration?: string | undefined },
  { account, at }: SnowflakeRequest,
): string | undefined {
  if (errorIntegration === undefined) return undefined;
  const name = errorIntegration.toUpperCase();
  const found = account.notifiers.get(quoted(name), at);
  if (!found) throw doesNotExist("Integration", name);
  if (found.kind !== "topic") {
    throw new SnowflakeError(
      `SQL compilation error: integration '${name}' cannot take errors: it is not of the type QUEUE`,
    );
  }
  return name;
}

function parseCopy(statement: string, { account, at }: SnowflakeRequest): CopyTranslation {
  // A pipe's session has no schema of its own: every name in the COPY is qualified.
  const names = scope(account, undefined, at);
  const copy = compiling(() => translateCopy(statement, names));
  try {
    if (copy.pattern !== undefined) new RegExp(copy.pattern);
    return copy;
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new SnowflakeError(`100048 (2201B): Invalid regular expression: ${error.message}`);
    }
    throw error;
  }
}
