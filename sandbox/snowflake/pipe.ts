import { z } from "zod";
import { SqlError, translateCopy, type CopyTranslation } from "../../engine";
import { ordered } from "../inventory";
import { automaticName } from "../names";
import type { Moment } from "../pulumi/order";
import { resourceType, type Creation, type ResourceType } from "../pulumi/resourceType";
import type { Sandbox } from "../sandbox";
import { alreadyExists, doesNotExist, SnowflakeError } from "./account";
import { listRefusal, readRefusal, roleRefusal } from "../crossing/access";
import { requireSchema } from "./database";
import { quoted } from "./identifier";
import { requireFeature } from "./provider";
import { scope } from "./relation";
import { placeOf, type Stage } from "./stage";

/** A pipe with auto-ingest: a COPY that runs for every file that its queue hears of. */
export interface Pipe {
  /** Fully qualified. */
  name: string;
  database: string;
  schema: string;
  /** The COPY as it was deployed. */
  statement: string;
  copy: CopyTranslation;
  /** The stage as the pipe knew it: one that is changed later stops the pipe. */
  stage: { name: string; url: string };
  channel: string;
  /** The paths that it has loaded; a path is never loaded twice. */
  history: Set<string>;
}

const pipe = resourceType("snowflake:index/pipe:Pipe", {
  replacedBy: ["copyStatement", "autoIngest", "name", "database", "schema"],
  inputs: z.strictObject({
    database: z.string(),
    schema: z.string(),
    name: z.string().optional(),
    comment: z.string().optional(),
    copyStatement: z.string(),
    autoIngest: z.literal(true, "the sandbox runs pipes with auto-ingest only"),
  }),
  seconds: 3,
  async create(inputs, creation) {
    requireFeature("snowflake_pipe_resource", creation);
    const { sandbox, at, origin } = creation;
    const { snowflake, aws } = sandbox;
    const { database, schema, copyStatement: statement } = inputs;
    requireSchema(snowflake, database, schema, at);
    const name = inputs.name ?? automaticName(creation.name, creation.urn);
    const id = quoted(database, schema, name);
    if (snowflake.pipes.has(id)) throw alreadyExists(name);
    const copy = parseCopy(statement, creation);
    const stage = snowflake.stages.get(quoted(...copy.stage), at);
    if (!stage) throw doesNotExist("Stage", quoted(...copy.stage));
    await tryStage(stage, copy.path, sandbox, at);

    const { bucket } = placeOf(stage.url);
    const region = aws.buckets.get(bucket)?.region ?? aws.region;
    const channel = snowflake.queueArn(bucket, region);
    if (!aws.queues.has(channel)) aws.queues.add(channel, { arn: channel, bucket }, origin);
    snowflake.pipes.add(
      id,
      {
        name: id,
        database,
        schema,
        statement,
        copy,
        stage: { name: stage.name, url: stage.url },
        channel,
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
});

export const pipeTypes: ResourceType[] = [pipe];

function parseCopy(statement: string, { sandbox, at }: Creation): CopyTranslation {
  try {
    // A pipe's session has no schema of its own: every name in the COPY is qualified.
    const copy = translateCopy(statement, scope(sandbox.snowflake, undefined, at));
    if (copy.pattern !== undefined) new RegExp(copy.pattern);
    return copy;
  } catch (error) {
    if (error instanceof SqlError) {
      throw new SnowflakeError(`SQL compilation error: ${error.message}`);
    }
    if (error instanceof SyntaxError) {
      throw new SnowflakeError(`100048 (2201B): Invalid regular expression: ${error.message}`);
    }
    throw error;
  }
}

/** Creating a pipe with auto-ingest goes to the stage: the role has to be assumable by then. */
async function tryStage(stage: Stage, path: string, sandbox: Sandbox, at: Moment): Promise<void> {
  const refusedRole = await roleRefusal(stage.integration, sandbox, at);
  if (refusedRole !== undefined) {
    throw new SnowflakeError(`003167 (42601): Error assuming AWS_ROLE: ${refusedRole}`);
  }
  const { bucket: name, path: root } = placeOf(stage.url);
  const placed = sandbox.aws.buckets.find(name, at);
  if (!placed) {
    throw new SnowflakeError(
      `003152 (42601): The bucket '${name}' of stage ${stage.name} does not exist`,
    );
  }
  const bucket = ordered(placed, `bucket ${name}`, at).value;
  const location = `${root}${path}`;
  const refused =
    (await listRefusal(stage.integration, bucket, location, sandbox, at)) ??
    (await readRefusal(stage.integration, bucket, `${location}probe`, sandbox, at));
  if (refused !== undefined) {
    throw new SnowflakeError(
      `003171 (42501): Failure using stage area. Cause: [Access Denied (Status Code: 403; Error Code: AccessDenied)]: ${refused}`,
    );
  }
}
