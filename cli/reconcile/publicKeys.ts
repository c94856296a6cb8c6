import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { UsageError } from "../output/usageError";

// Source: AWS CloudTrail API Reference, ListPublicKeys: a value is a key in PKCS #1, DER, which the AWS CLI prints as Base64.
const listing = z.object({
  PublicKeyList: z.array(
    z.object({ Value: z.string("expected text"), Fingerprint: z.string("expected text") }),
    "expected a list",
  ),
});

/**
 * Reads what `aws cloudtrail list-public-keys` prints.
 *
 * @param file Where the text stands, for errors to name.
 * @returns The keys by their fingerprints, by which digests name them.
 * @throws UsageError when it is something else.
 */
export function readPublicKeys(text: string, file: string): Map<string, KeyObject> {
  const refused = (reason: string): UsageError =>
    new UsageError(
      `The public keys in "${file}" are wrong: ${reason}. Write the file with \`aws cloudtrail list-public-keys --region … --start-time … --end-time … --output json\`.`,
    );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refused("they are not JSON");
  }
  const read = listing.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw refused(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  return new Map(
    read.data.PublicKeyList.map(({ Value: value, Fingerprint: fingerprint }) => {
      try {
        const key = Buffer.from(value, "base64");
        return [fingerprint, createPublicKey({ key, format: "der", type: "pkcs1" })];
      } catch {
        throw refused(`the value of ${fingerprint} is no RSA key`);
      }
    }),
  );
}
