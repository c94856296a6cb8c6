import { createHash, sign } from "node:crypto";
import { gzipSync } from "node:zlib";
import { signingKey, type SigningKey } from "../../../samples/signingKey";
import { quietEvent, type TestFolder } from "../logFiles";

/** What CloudTrail would sign with, and somebody else's. */
export const cloudTrailKey = signingKey("test");
export const strangersKey = signingKey("stranger");

/** What `aws cloudtrail list-public-keys` would print. */
export function publicKeys(...keys: SigningKey[]): string {
  return JSON.stringify({
    PublicKeyList: keys.map(({ publicKey, fingerprint }) => ({
      Value: publicKey,
      Fingerprint: fingerprint,
    })),
  });
}

/** A file of a trail. */
export interface TrailFile {
  key: string;
  /** Its text before it is packed. */
  text: string;
  /** That of a digest, in hexadecimal. */
  signature?: string;
}

export interface DigestOptions {
  /** The log files that it tells. Defaults to none. */
  logs?: TrailFile[];
  /** The digest before it. Defaults to none. */
  after?: TrailFile | undefined;
  /** Defaults to an hour before the end. */
  start?: string;
  /** What stands in it besides, or instead. */
  fields?: Record<string, unknown>;
  isBackfill?: boolean;
  key?: SigningKey;
}

/** Makes the files of a trail in one account and region. */
export class TestTrail {
  constructor(
    private readonly account = "111122223333",
    private readonly region = "eu-west-1",
    /** What stands before the account in keys. */
    private readonly root = "AWSLogs/",
  ) {}

  /** A log file that was delivered at a time such as `2024-05-01T12:10:00Z`. */
  log(time: string, name = "a"): TrailFile {
    const stamp = `${time.slice(0, 16).replace(/[-:]/g, "")}Z`;
    return {
      key: this.key("CloudTrail", time, `${this.region}_${stamp}_${name}`),
      text: JSON.stringify({ Records: [quietEvent(`${time} ${name}`, { eventTime: time })] }),
    };
  }

  /** The digest of what was delivered until a time. */
  digest(end: string, options: DigestOptions = {}): TrailFile {
    const { logs = [], after, key: signer = cloudTrailKey, isBackfill = false } = options;
    const start = options.start ?? new Date(Date.parse(end) - 3_600_000).toISOString();
    const name = `${this.region}_audit_eu-west-1_${end.replace(/[-:]/g, "")}${isBackfill ? "_backfill" : ""}`;
    const key = this.key("CloudTrail-Digest", end, name);
    const text = JSON.stringify({
      awsAccountId: this.account,
      digestStartTime: start.replace(".000", ""),
      digestEndTime: end,
      digestS3Bucket: "example-trail",
      digestS3Object: key,
      digestPublicKeyFingerprint: signer.fingerprint,
      digestSignatureAlgorithm: "SHA256withRSA",
      newestEventTime: null,
      oldestEventTime: null,
      previousDigestS3Bucket: after ? "example-trail" : null,
      previousDigestS3Object: after?.key ?? null,
      previousDigestHashValue: after ? sha256(after.text) : null,
      previousDigestHashAlgorithm: after ? "SHA-256" : null,
      previousDigestSignature: after?.signature ?? null,
      logFiles: logs.map((log) => ({
        s3Bucket: "example-trail",
        s3Object: log.key,
        hashValue: sha256(log.text),
        hashAlgorithm: "SHA-256",
      })),
      ...options.fields,
    });
    const signed = [end, `example-trail/${key}`, sha256(text), after?.signature ?? "null"];
    const signature = sign("sha256", Buffer.from(signed.join("\n")), signer.privateKey);
    return { key, text, signature: signature.toString("hex") };
  }

  /** Digests one after another. */
  digests(...ends: [end: string, logs: TrailFile[]][]): TrailFile[] {
    const chain: TrailFile[] = [];
    for (const [end, logs] of ends) chain.push(this.digest(end, { logs, after: chain.at(-1) }));
    return chain;
  }

  private key(kind: string, time: string, name: string): string {
    const day = time.slice(0, 10).replaceAll("-", "/");
    return `${this.root}${this.account}/${kind}/${this.region}/${day}/${this.account}_${kind}_${name}.json.gz`;
  }
}

/** Puts files into a folder, as a copy of their bucket has them. */
export function put(folder: TestFolder, ...files: (TrailFile | undefined)[]): void {
  for (const file of files) if (file !== undefined) folder.write(file.key, gzipSync(file.text));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
