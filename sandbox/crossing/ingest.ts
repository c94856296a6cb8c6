import type { Bucket } from "../aws/account";
import type { Integration, Pipe } from "../snowflake/account";
import { quoted } from "../snowflake/identifier";
import { locationRefusal } from "../snowflake/integration";
import { placeOf } from "../snowflake/location";
import { stoppedByStage } from "../snowflake/pipeStatus";
import { readRefusal, roleRefusal } from "./access";
import { notify } from "./notify";
import { Stop, type Way } from "./way";

/** @returns the number of rows that the pipe loaded from the object, or where and why it stopped. */
export async function ingest(
  pipe: Pipe,
  bucket: Bucket,
  key: string,
  way: Way,
): Promise<number | Stop> {
  const { aws, snowflake } = way;
  if (pipe.paused) return new Stop("pipe", "the pipe is paused (PAUSED)");
  const stopped = stoppedByStage(pipe, snowflake);
  if (stopped) {
    return new Stop("stage", `the pipe is stopped (${stopped.state}): ${stopped.reason}`);
  }
  const { integration, is: stage } = pipe.stage;
  const place = placeOf(stage.url);
  const root = `${place.path}${pipe.copy.path}`;
  if (place.bucket !== bucket.name || !key.startsWith(root)) {
    return new Stop("stage", `stage ${stage.url}${pipe.copy.path} does not cover the key`);
  }
  const location = `${stage.url.slice(0, stage.url.length - place.path.length)}${key}`;
  const refused = await accessStop(integration, location, bucket, key, { aws, snowflake });
  pipe.refusal = refused?.reason;
  if (refused) return refused;
  const rest = key.slice(root.length);
  const { pattern } = pipe.copy;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "s").test(rest)) {
    return new Stop("pattern", `the pipe's pattern does not match "${rest}"`);
  }
  const table = quoted(...pipe.copy.table);
  if (!snowflake.relations.has(table)) return new Stop("table", `table ${table} does not exist`);
  return load(pipe, bucket, key, way);
}

/** What keeps Snowflake from reading an object through an integration. */
async function accessStop(
  integration: Integration,
  location: string,
  bucket: Bucket,
  key: string,
  { aws, snowflake }: Pick<Way, "aws" | "snowflake">,
): Promise<Stop | undefined> {
  if (snowflake.integrations.get(quoted(integration.name)) !== integration) {
    return new Stop(
      "integration",
      `the stage is bound to an integration '${integration.name}' that is gone`,
    );
  }
  const away = locationRefusal(integration, location);
  if (away !== undefined) return new Stop("integration", away);
  const role = await roleRefusal(integration, aws);
  if (role !== undefined) return new Stop("role", role);
  const unread = await readRefusal(integration, bucket, key, aws);
  return unread === undefined ? undefined : new Stop("read", unread);
}

async function load(pipe: Pipe, bucket: Bucket, key: string, way: Way): Promise<number | Stop> {
  if (pipe.history.has(key)) return new Stop("copy", "the pipe has loaded this path before");
  const object = bucket.objects.get(key);
  if (!object) return new Stop("read", "the object is gone");
  const { lastModified, body } = object;
  const { snowflake } = way;
  const copied = await snowflake.runner.copy(pipe, { name: key, lastModified, body });
  const [database, schema, table] = pipe.copy.table;
  snowflake.copies.push({
    database: database ?? pipe.database,
    schema: schema ?? pipe.schema,
    table: table ?? "",
    pipe: { database: pipe.database, schema: pipe.schema, name: pipe.name },
    stage: pipe.stage.is.url,
    file: key,
    size: body.length,
    at: snowflake.now,
    ...(copied.status === "loaded" ? { rows: copied.rows } : { rows: 0, error: copied.reason }),
  });
  if (copied.status !== "loaded") {
    await tellError(pipe, key, copied.reason, way);
    return new Stop("copy", copied.reason);
  }
  pipe.history.add(key);
  pipe.ingested = snowflake.now;
  return copied.rows;
}

/** What a pipe says to its error integration of a file that it could not load. Source: Snowflake, "Snowpipe error notifications". */
async function tellError(
  { errorIntegration, database, schema, name, copy, stage }: Pipe,
  key: string,
  firstError: string,
  way: Way,
): Promise<void> {
  if (errorIntegration === undefined) return;
  const body = JSON.stringify({
    version: "1.0",
    messageType: "INGEST_FAILED_FILE",
    timestamp: way.snowflake.now.toISOString(),
    pipeName: [database, schema, name].join("."),
    tableName: copy.table.join("."),
    stageLocation: stage.is.url,
    messages: [{ fileName: key.slice(placeOf(stage.is.url).path.length), firstError }],
  });
  await notify(errorIntegration, { contentType: "application/json", body }, way);
}
