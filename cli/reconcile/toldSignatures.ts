import { z } from "zod";
import { UsageError } from "../output/usageError";
import { fileNameOf } from "./fileName";

const signatures = z.record(
  z.string(),
  z
    .string("expected text")
    .regex(/^(?:[0-9a-f]{2})+$/i, "expected the signature of a digest in hexadecimal"),
  "expected an object",
);

/**
 * Reads signatures of digests: an object of JSON with the keys of digests in a bucket, and what stands in each one's
 * metadata as `signature`.
 *
 * @param file Where the text stands, for errors to name.
 * @returns Signatures in hexadecimal, by the names of the digests without folders.
 * @throws UsageError when it is something else.
 */
export function readSignatures(text: string, file: string): Map<string, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`The signatures in "${file}" are not JSON. ${advice}`);
  }
  const read = signatures.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue?.path.join(".");
    throw new UsageError(
      `The signatures in "${file}" are wrong${place ? ` at ${place}` : ""}: ${issue?.message}. ${advice}`,
    );
  }
  return new Map(Object.entries(read.data).map(([key, value]) => [fileNameOf(key), value]));
}

const advice =
  'Write an object such as {"AWSLogs/….json.gz": "0a1b…"}, each digest\'s key with what `aws s3api head-object --query Metadata.signature` prints for it.';
