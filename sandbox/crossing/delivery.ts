import type { Aws, Bucket } from "../aws/account";
import { service, writeRefusal } from "../aws/cloudtrail";
import { keyRefusal } from "../aws/kms";
import { refusal } from "../aws/policy";
import type { Pipe } from "../snowflake/account";
import { placeOf } from "../snowflake/location";
import { announce } from "./announcement";
import { ingest } from "./ingest";
import { Stop, furthest, type Step, type Way } from "./way";

/** Who puts an object: a trail, by its ARN, or the account's administrator. */
export type Writer = { trail: string } | "administrator" | "administrator without TLS";

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

/** Takes an object along the chain. Nothing that goes wrong on the way is an exception: it is the answer. */
export async function deliver(put: Put, way: Way): Promise<Delivery> {
  const { bucket, key } = put;
  const stored = await store(put, way.aws);
  if (stored instanceof Stop) return delivery(bucket, key, [stored]);
  const queues = await announce(stored, key, way.aws);
  if (queues instanceof Stop) return delivery(bucket, key, [queues]);
  const pipes = way.snowflake.pipes.values().filter(({ channel }) => queues.includes(channel));
  if (pipes.length === 0) {
    const nobody = new Stop("pipe", `no pipe listens on ${queues.join(", ")}`);
    return delivery(bucket, key, [nobody]);
  }
  const ends: (number | Stop)[] = [];
  for (const pipe of pipes) {
    pipe.heard = way.snowflake.now;
    ends.push(await ingest(pipe, stored, key, way));
  }
  return delivery(bucket, key, ends);
}

/** How far back `ALTER PIPE … REFRESH` looks, in milliseconds. */
const refreshed = 7 * 24 * 60 * 60 * 1000;

/**
 * `ALTER PIPE … REFRESH`: takes the files of the last 7 days that stand in the pipe's stage, announced or not; with
 * MODIFIED_AFTER those that are younger than that.
 */
export async function refreshPipe(pipe: Pipe, way: Way, modifiedAfter?: Date): Promise<Delivery[]> {
  const bucket = way.aws.buckets.get(placeOf(pipe.stage.is.url).bucket);
  if (!bucket) return [];
  const since = Math.max(way.aws.now.getTime() - refreshed, modifiedAfter?.getTime() ?? 0);
  const deliveries: Delivery[] = [];
  for (const [key, { lastModified }] of bucket.objects) {
    if (lastModified.getTime() < since) continue;
    deliveries.push(delivery(bucket.name, key, [await ingest(pipe, bucket, key, way)]));
  }
  return deliveries;
}

/** What came of an object whose copies ended so: the pipe that came furthest speaks for those that failed. */
function delivery(bucket: string, key: string, ends: (number | Stop)[]): Delivery {
  const loaded = ends.filter((end) => typeof end === "number");
  if (loaded.length > 0) {
    return { bucket, key, arrived: true, rows: loaded.reduce((sum, rows) => sum + rows, 0) };
  }
  const stop = furthest(ends.filter((end) => end instanceof Stop));
  return { bucket, key, arrived: false, rows: 0, ...stop };
}

async function store({ bucket: name, key, body, as }: Put, aws: Aws): Promise<Bucket | Stop> {
  const bucket = aws.buckets.get(name);
  if (!bucket) return new Stop("put", `bucket ${name} does not exist`);
  const refused = await putRefusal(bucket, key, as, aws);
  if (refused !== undefined) return new Stop("put", refused);
  const trailKey = typeof as === "string" ? undefined : aws.trails.get(as.trail)?.key;
  const encryption = trailKey ?? bucket.encryption?.value.key;
  bucket.objects.set(key, { body, lastModified: aws.now, key: encryption });
  return bucket;
}

/** Why nothing can be put there; undefined if it can. */
export async function putRefusal(
  bucket: Bucket,
  key: string,
  as: Writer,
  aws: Aws,
): Promise<string | undefined> {
  if (typeof as === "string") {
    return refusal({
      principal: `arn:${aws.partition}:iam::${bucket.accountId}:user/administrator`,
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
