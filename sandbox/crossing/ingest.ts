import type { Bucket } from "../aws/account";
import type { Pipe, Snowflake } from "../snowflake/account";
import { quoted } from "../snowflake/identifier";
import { locationRefusal } from "../snowflake/integration";
import { placeOf } from "../snowflake/location";
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
  const stopped = stageStop(pipe, snowflake);
  if (stopped) return stopped;
  const { integration, is: stage } = pipe.stage;
  const place = placeOf(stage.url);
  const root = `${place.path}${pipe.copy.path}`;
  if (place.bucket !== bucket.name || !key.startsWith(root)) {
    return new Stop("stage", `stage ${stage.url}${pipe.copy.path} does not cover the key`);
  }
  if (snowflake.integrations.get(quoted(integration.name)) !== integration) {
    return new Stop(
      "integration",
      `the stage is bound to an integration '${integration.name}' that is gone`,
    );
  }
  const away = locationRefusal(
    integration,
    `${stage.url.slice(0, stage.url.length - place.path.length)}${key}`,
  );
  if (away !== undefined) return new Stop("integration", away);
  const role = await roleRefusal(integration, aws);
  if (role !== undefined) return new Stop("role", role);
  const unread = await readRefusal(integration, bucket, key, aws);
  if (unread !== undefined) return new Stop("read", unread);
  const rest = key.slice(root.length);
  const { pattern } = pipe.copy;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "s").test(rest)) {
    return new Stop("pattern", `the pipe's pattern does not match "${rest}"`);
  }
  const table = quoted(...pipe.copy.table);
  if (!snowflake.relations.has(table)) return new Stop("table", `table ${table} does not exist`);
  return load(pipe, bucket, key, way);
}

/** A pipe is bound to its stage as that was; what happens to the stage stops the pipe. */
function stageStop({ stage }: Pipe, { stages }: Snowflake): Stop | undefined {
  const current = stages.get(stage.name);
  if (!current) return new Stop("stage", `stage ${stage.name} does not exist`);
  if (current !== stage.is) {
    return new Stop(
      "stage",
      "the pipe is stopped (STOPPED_STAGE_DROPPED): its stage was dropped and made anew",
    );
  }
  if (current.url !== stage.url) {
    return new Stop(
      "stage",
      `the pipe is stopped (STOPPED_STAGE_ALTERED): its stage's URL was changed to ${current.url}`,
    );
  }
  if (current.integration !== stage.integration) {
    return new Stop(
      "stage",
      "the pipe is stopped (STOPPED_STAGE_ALTERED): its stage was given another integration",
    );
  }
  return undefined;
}

async function load(pipe: Pipe, bucket: Bucket, key: string, way: Way): Promise<number | Stop> {
  if (pipe.history.has(key)) return new Stop("copy", "the pipe has loaded this path before");
  const object = bucket.objects.get(key);
  if (!object) return new Stop("read", "the object is gone");
  const { lastModified, body } = object;
  const copied = await way.snowflake.runner.copy(pipe, { name: key, lastModified, body });
  if (copied.status !== "loaded") {
    await tellError(pipe, key, copied.reason, way);
    return new Stop("copy", copied.reason);
  }
  pipe.history.add(key);
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
