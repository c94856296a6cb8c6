import { service, writeRefusal } from "../aws/cloudtrail";
import { keyRefusal } from "../aws/kms";
import { refusal } from "../aws/policy";
import { matchingRules } from "../aws/s3/notification";
import type { Bucket } from "../aws/s3/bucket";
import type { Sandbox } from "../sandbox";
import { readRefusal, roleRefusal } from "./access";
import type { Compute } from "../snowflake/compute";
import { quoted } from "../snowflake/identifier";
import { locationRefusal } from "../snowflake/integration";
import type { Pipe } from "../snowflake/pipe";
import { placeOf } from "../snowflake/stage";

/** Who puts an object: a trail, by its ARN, or the account's administrator. */
export type Writer = { trail: string } | "administrator" | "administrator without TLS";

/** The links of the chain, in order. */
const steps = [
  "put",
  "notification",
  "queue",
  "pipe",
  "stage",
  "integration",
  "role",
  "read",
  "pattern",
  "table",
  "copy",
] as const;
export type Step = (typeof steps)[number];

/** What became of an object that was put into a bucket. */
export interface Delivery {
  bucket: string;
  key: string;
  /** Whether a pipe loaded it. */
  arrived: boolean;
  /** Rows loaded. */
  rows: number;
  /** The step at which it stopped, and why; undefined when it arrived. */
  step?: Step;
  reason?: string;
}

interface Put {
  bucket: string;
  key: string;
  body: Uint8Array;
  as: Writer;
}

/** Where the way ends, and why. */
class Stop {
  constructor(
    readonly step: Step,
    readonly reason: string,
  ) {}
}

/** Takes an object along the chain. Nothing that goes wrong on the way is an exception: it is the answer. */
export async function deliver(put: Put, sandbox: Sandbox, compute: Compute): Promise<Delivery> {
  const { bucket, key } = put;
  const stopped = (stop: Stop): Delivery => ({ bucket, key, arrived: false, rows: 0, ...stop });

  const stored = await store(put, sandbox);
  if (stored instanceof Stop) return stopped(stored);
  const queues = notify(stored, key, sandbox);
  if (queues instanceof Stop) return stopped(queues);
  const pipes = sandbox.snowflake.pipes.values().filter(({ channel }) => queues.includes(channel));
  if (pipes.length === 0) {
    return stopped(new Stop("pipe", `no pipe listens on ${queues.join(", ")}`));
  }

  const ends: (number | Stop)[] = [];
  for (const pipe of pipes) ends.push(await ingest(pipe, stored, key, sandbox, compute));
  const loaded = ends.filter((end) => typeof end === "number");
  if (loaded.length > 0) {
    return { bucket, key, arrived: true, rows: loaded.reduce((sum, rows) => sum + rows, 0) };
  }
  const furthest = ends
    .filter((end) => end instanceof Stop)
    .sort((a, b) => steps.indexOf(b.step) - steps.indexOf(a.step))[0];
  return stopped(furthest ?? new Stop("pipe", "no pipe took the object"));
}

async function store(
  { bucket: name, key, body, as }: Put,
  sandbox: Sandbox,
): Promise<Bucket | Stop> {
  const bucket = sandbox.aws.buckets.get(name);
  if (!bucket) return new Stop("put", `bucket ${name} does not exist`);
  const refused = await putRefusal(bucket, key, as, sandbox);
  if (refused !== undefined) return new Stop("put", refused);
  const trailKey = typeof as === "string" ? undefined : sandbox.aws.trails.get(as.trail)?.key;
  const encryption = trailKey ?? bucket.encryption?.value.key;
  bucket.objects.set(key, { body, lastModified: sandbox.now, key: encryption });
  return bucket;
}

async function putRefusal(
  bucket: Bucket,
  key: string,
  as: Writer,
  { aws }: Sandbox,
): Promise<string | undefined> {
  if (typeof as === "string") {
    return refusal({
      principal: `arn:${aws.partition}:iam::${aws.accountId}:user/administrator`,
      action: "s3:PutObject",
      resource: `${bucket.arn}/${key}`,
      accountId: bucket.accountId,
      context: { "aws:SecureTransport": String(as === "administrator") },
      identityPolicies: [
        { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      ],
      resourcePolicy: bucket.policy?.value,
    });
  }
  const trail = aws.trails.get(as.trail);
  if (!trail) return `trail ${as.trail} does not exist`;
  if (!trail.logging) return `trail ${as.trail} does not log`;
  const refused = await writeRefusal(bucket, key, trail.arn, bucket.policy?.value);
  if (refused !== undefined || !trail.key?.policy) return refused;
  return keyRefusal(aws, trail.key, {
    principal: service,
    action: "kms:GenerateDataKey",
    context: {
      "aws:SourceArn": trail.arn,
      "kms:EncryptionContext:aws:cloudtrail:arn": trail.arn,
    },
  });
}

/** The queues that hear of the object. */
function notify(bucket: Bucket, key: string, { aws }: Sandbox): string[] | Stop {
  const rules = matchingRules(bucket, "s3:ObjectCreated:Put", key);
  if (typeof rules === "string") return new Stop("notification", rules);
  const queues = [...new Set(rules.map(({ queueArn }) => queueArn))];
  const admitted = queues.filter((arn) => aws.queues.get(arn)?.bucket === bucket.name);
  return admitted.length > 0
    ? admitted
    : new Stop("queue", `queue ${queues.join(", ")} does not exist or does not admit this bucket`);
}

/** @returns the number of rows that the pipe loaded from the object, or where and why it stopped. */
async function ingest(
  pipe: Pipe,
  bucket: Bucket,
  key: string,
  sandbox: Sandbox,
  compute: Compute,
): Promise<number | Stop> {
  const { snowflake } = sandbox;
  const stage = snowflake.stages.get(pipe.stage.name);
  if (!stage) return new Stop("stage", `stage ${pipe.stage.name} does not exist`);
  if (stage.url !== pipe.stage.url) {
    return new Stop(
      "stage",
      `the pipe is stopped (STOPPED_STAGE_ALTERED): its stage's URL was changed to ${stage.url}`,
    );
  }
  const place = placeOf(stage.url);
  const root = `${place.path}${pipe.copy.path}`;
  if (place.bucket !== bucket.name || !key.startsWith(root)) {
    return new Stop("stage", `stage ${stage.url}${pipe.copy.path} does not cover the key`);
  }
  const { integration } = stage;
  const current = snowflake.integrations.get(quoted(integration.name));
  if (current !== integration) {
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
  const role = await roleRefusal(integration, sandbox);
  if (role !== undefined) return new Stop("role", role);
  const unread = await readRefusal(integration, bucket, key, sandbox);
  if (unread !== undefined) return new Stop("read", unread);
  const rest = key.slice(root.length);
  if (
    pipe.copy.pattern !== undefined &&
    !new RegExp(`^(?:${pipe.copy.pattern})$`, "s").test(rest)
  ) {
    return new Stop("pattern", `the pipe's pattern does not match "${rest}"`);
  }
  return load(pipe, bucket, key, sandbox, compute);
}

async function load(
  pipe: Pipe,
  bucket: Bucket,
  key: string,
  { snowflake }: Sandbox,
  compute: Compute,
): Promise<number | Stop> {
  const table = quoted(...pipe.copy.table);
  if (!snowflake.relations.has(table)) return new Stop("table", `table ${table} does not exist`);
  if (pipe.history.has(key)) return new Stop("copy", "the pipe has loaded this path before");
  const object = bucket.objects.get(key);
  if (!object) return new Stop("read", "the object is gone");
  const { lastModified, body } = object;
  const { files } = await compute.copy(pipe, [{ name: key, lastModified, body }]);
  const [copied] = files;
  if (copied?.status !== "loaded") {
    return new Stop("copy", copied?.reason ?? "the COPY did not take the file");
  }
  pipe.history.add(key);
  return copied.rows;
}
