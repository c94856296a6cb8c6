import { createHash } from "node:crypto";
import { z } from "zod";
import { chainOf, fileNameOf } from "./fileName";

/** A log file that CloudTrail delivered. */
export interface DeliveredFile {
  bucket: string;
  key: string;
  /** SHA-256 of its text once unpacked, in hexadecimal. */
  hash: string;
}

/** What CloudTrail delivered in about an hour, as it tells itself. */
export interface Digest {
  /** Where it was read. */
  path: string;
  /** Where CloudTrail put it. */
  bucket: string;
  key: string;
  /** Account, region and trail, which are the same for digests that follow each other. */
  chain: string;
  /** Whether it tells late what earlier digests left out. The times of such digests leave gaps. */
  isBackfill: boolean;
  /** The span of time, in milliseconds since 1970. */
  start: number;
  end: number;
  /** The end as it is written, which is what was signed. */
  endText: string;
  /** Names the public key that its signature is verified with. */
  fingerprint: string;
  /** The digest before it. Undefined for the first one after validation or logging was switched on. */
  previous: Predecessor | undefined;
  files: DeliveredFile[];
  /** SHA-256 of its own text once unpacked, in hexadecimal. */
  hash: string;
}

interface Predecessor {
  key: string;
  /** SHA-256 of its text once unpacked, in hexadecimal. */
  hash: string;
  /** In hexadecimal. */
  signature: string;
}

/** Why a text is no digest. */
export class DigestError extends Error {
  override readonly name = "DigestError";
}

const text = z.string("expected text");
const time = z.iso.datetime("expected a time such as 2026-01-31T13:00:00Z");
const hash = text.regex(/^[0-9a-f]{64}$/i, "expected a SHA-256").toLowerCase();
const signature = text.regex(/^(?:[0-9a-f]{2})+$/i, "expected a signature in hexadecimal");
const sha256 = z.literal("SHA-256", "expected SHA-256");

// Source: AWS CloudTrail User Guide, "CloudTrail digest file structure".
const content = z.object(
  {
    digestStartTime: time,
    digestEndTime: time,
    digestS3Bucket: text,
    digestS3Object: text,
    digestPublicKeyFingerprint: text,
    digestSignatureAlgorithm: z.literal("SHA256withRSA", "expected SHA256withRSA"),
    previousDigestS3Object: text.nullable(),
    previousDigestHashValue: hash.nullable(),
    previousDigestSignature: signature.nullable(),
    logFiles: z.array(
      z.object({ s3Bucket: text, s3Object: text, hashValue: hash, hashAlgorithm: sha256 }),
      "expected a list",
    ),
  },
  "expected an object",
);

/**
 * Reads a digest.
 *
 * @param path Where it lies.
 * @param bytes Its text once unpacked.
 * @throws DigestError that tells what is wrong with it.
 */
export function readDigest(path: string, bytes: Buffer): Digest {
  const read = content.safeParse(jsonOf(bytes));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new DigestError(`it is no digest: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const told = read.data;
  if (fileNameOf(told.digestS3Object) !== fileNameOf(path)) {
    throw new DigestError(`it is the digest ${told.digestS3Object} under another name`);
  }
  return {
    path,
    bucket: told.digestS3Bucket,
    key: told.digestS3Object,
    ...chainOf(told.digestS3Object),
    start: Date.parse(told.digestStartTime),
    end: Date.parse(told.digestEndTime),
    endText: told.digestEndTime,
    fingerprint: told.digestPublicKeyFingerprint,
    previous: predecessorOf(told),
    files: told.logFiles.map((file) => ({
      bucket: file.s3Bucket,
      key: file.s3Object,
      hash: file.hashValue,
    })),
    hash: createHash("sha256").update(bytes).digest("hex"),
  };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new DigestError("it is not JSON");
  }
}

function predecessorOf(told: z.infer<typeof content>): Predecessor | undefined {
  const key = told.previousDigestS3Object;
  const [itsHash, itsSignature] = [told.previousDigestHashValue, told.previousDigestSignature];
  if (key === null && itsHash === null && itsSignature === null) return undefined;
  if (key === null || itsHash === null || itsSignature === null) {
    throw new DigestError("it names its predecessor only in part");
  }
  return { key, hash: itsHash, signature: itsSignature };
}
