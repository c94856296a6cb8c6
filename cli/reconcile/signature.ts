import { verify, type KeyObject } from "node:crypto";
import { S3Error } from "../sources/s3/failure";
import type { SourceFile } from "../sources/sourceFile";
import type { Digest } from "./digest";
import type { Fault, FaultKind } from "./fault";
import { fileNameOf } from "./fileName";

/** What signatures are verified with. */
export interface SignatureProof {
  /** By their fingerprints. */
  publicKeys: ReadonlyMap<string, KeyObject>;
  /** Signatures that no file tells, in hexadecimal, by the names of the digests without folders. */
  signatures: ReadonlyMap<string, string>;
}

/** What became of the signatures of digests. */
export interface SignatureReport {
  valid: number;
  /** Digests whose signature is not verified, because none is known. */
  unknown: string[];
  faults: Fault[];
}

/**
 * Verifies the signatures of digests. A digest's own stands in the metadata of its object in S3, and once more in the
 * digest that follows it, so that of a copy on disk only the newest one of a chain has to be told.
 *
 * @param sources The file of each digest.
 */
export async function verifySignatures(
  sources: ReadonlyMap<Digest, SourceFile>,
  { publicKeys, signatures }: SignatureProof,
): Promise<SignatureReport> {
  const report: SignatureReport = { valid: 0, unknown: [], faults: [] };
  const followed = new Map<string, string>();
  for (const { previous } of sources.keys()) {
    if (previous) followed.set(fileNameOf(previous.key), previous.signature);
  }
  for (const [digest, source] of sources) {
    const name = fileNameOf(digest.key);
    const key = publicKeys.get(digest.fingerprint);
    const fault = (kind: FaultKind, reason: string): void => {
      report.faults.push({ kind, path: digest.path, reason });
    };
    if (key === undefined) {
      fault("key unknown", `${digest.fingerprint} is not among the public keys`);
      continue;
    }
    const told = [followed.get(name), signatures.get(name)].filter((each) => each !== undefined);
    if (told.some((signature) => isSigned(digest, signature, key))) {
      report.valid += 1;
      continue;
    }
    try {
      // A request for each digest would take longer than to read them.
      const { signature } = (await source.metadata?.()) ?? {};
      if (signature !== undefined) told.push(signature);
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      fault("not read", error.message);
      continue;
    }
    if (told.some((signature) => isSigned(digest, signature, key))) report.valid += 1;
    else if (told.length > 0) fault("signature invalid", "it is not what was signed");
    else report.unknown.push(digest.path);
  }
  return report;
}

/** Whether CloudTrail signed a digest so. */
function isSigned(digest: Digest, signature: string, key: KeyObject): boolean {
  return verify("sha256", Buffer.from(signedText(digest)), key, Buffer.from(signature, "hex"));
}

/**
 * The text that CloudTrail signs. Source: AWS CloudTrail User Guide, "Custom implementations of CloudTrail log file
 * integrity validation".
 */
function signedText({ endText, bucket, key, hash, previous }: Digest): string {
  return [endText, `${bucket}/${key}`, hash, previous?.signature ?? "null"].join("\n");
}
