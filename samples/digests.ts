import { createHash, sign } from "node:crypto";
import { deliveredFile, type DeliveredFile, type DeliveredLog } from "./delivery";
import { account, home, trailBucket as bucket, type JsonObject } from "./record";
import type { SigningKey } from "./signingKey";

/** The digests of a region, and what stands in no file of theirs. */
export interface DigestChain {
  files: DeliveredFile[];
  /** The key of the last one. */
  newest: string;
  /** Its signature, in hexadecimal. In a bucket it is in the object's metadata. */
  signature: string;
}

interface SignedDigest {
  object: string;
  /** SHA-256 of its text before it was packed, in hexadecimal. */
  hash: string;
  signature: string;
}

const hour = 60 * 60 * 1000;

/**
 * The digests of one region, an hour each, from the first after validation was switched on until every log file is told.
 *
 * @param logs All log files of the region.
 * @param start When validation was switched on.
 * @param end Every log file was delivered before.
 */
export function digestChain(
  region: string,
  logs: readonly DeliveredLog[],
  { start, end }: { start: Date; end: Date },
  key: SigningKey,
): DigestChain {
  const chain: DigestChain = { files: [], newest: "", signature: "" };
  let previous: SignedDigest | undefined;
  for (let from = start.getTime(); from < end.getTime(); from += hour) {
    const [since, until] = [new Date(from), new Date(from + hour)];
    const told = logs.filter(({ time }) => since < time && time <= until);
    const stamp = text(until).replace(/[-:]/g, "");
    const name = `${account}_CloudTrail-Digest_${region}_larkspur-trail_${home}_${stamp}`;
    const object = `AWSLogs/${account}/CloudTrail-Digest/${region}/${stamp.replace(/^(\d{4})(\d\d)(\d\d).*/, "$1/$2/$3")}/${name}.json.gz`;
    const content = JSON.stringify({
      awsAccountId: account,
      digestStartTime: text(since),
      digestEndTime: text(until),
      digestS3Bucket: bucket,
      digestS3Object: object,
      digestPublicKeyFingerprint: key.fingerprint,
      digestSignatureAlgorithm: "SHA256withRSA",
      ...eventTimes(told),
      ...predecessor(previous),
      logFiles: told.map((log) => ({
        s3Bucket: bucket,
        s3Object: log.key,
        hashValue: log.hash,
        hashAlgorithm: "SHA-256",
        ...eventTimes([log]),
      })),
    });
    const hash = createHash("sha256").update(content).digest("hex");
    const signed = [text(until), `${bucket}/${object}`, hash, previous?.signature ?? "null"].join(
      "\n",
    );
    const signature = sign("sha256", Buffer.from(signed), key.privateKey).toString("hex");
    chain.files.push(deliveredFile(object, content));
    [chain.newest, chain.signature] = [object, signature];
    previous = { object, hash, signature };
  }
  return chain;
}

/** What a digest tells of the one before it; nothing of it where there is none. */
function predecessor(one: SignedDigest | undefined): JsonObject {
  return {
    previousDigestS3Bucket: one ? bucket : null,
    previousDigestS3Object: one?.object ?? null,
    previousDigestHashValue: one?.hash ?? null,
    previousDigestHashAlgorithm: one ? "SHA-256" : null,
    previousDigestSignature: one?.signature ?? null,
  };
}

function eventTimes(logs: readonly DeliveredLog[]): JsonObject {
  const times = logs.flatMap(({ eventTimes }) => eventTimes).sort();
  return { newestEventTime: times.at(-1) ?? null, oldestEventTime: times[0] ?? null };
}

function text(time: Date): string {
  return time.toISOString().replace(/\.\d+/, "");
}
