import type { Bytes } from "./bytes";
import { asUtf8 } from "./encoding";
import { gunzip } from "./gzip";
import { signatureOf } from "./signature";
import { UnpackError } from "./unpackError";

/** Up to this many bytes, something is held whole. */
export const heldWhole = 32 * 2 ** 20;

/** Packings inside of packings that are opened. */
const mostInside = 4;

/** What stands in a file once it is unpacked. */
export interface Unpacked {
  /** Its path inside of the file, empty for what is no archive. */
  name: string;
  content:
    /** Bytes of UTF-8. */
    | { kind: "text"; bytes: Bytes }
    /** What never holds events, and what may and cannot be opened here. */
    | { kind: "foreign" | "closed"; reason: string };
}

/**
 * Unpacks by content, whatever is packed in what.
 *
 * @throws UnpackError when the packing is damaged, here or while a content is read.
 */
export async function* unpack(bytes: Bytes, name = "", level = 0): AsyncGenerator<Unpacked> {
  const signature = signatureOf(bytes.head);
  if (typeof signature === "object") {
    const [kind, reason] =
      "foreign" in signature
        ? (["foreign", signature.foreign] as const)
        : (["closed", signature.closed] as const);
    yield { name, content: { kind, reason } };
    return;
  }
  if (signature !== "text" && level === mostInside) {
    throw new UnpackError(`it is packed more than ${mostInside} times over`);
  }
  switch (signature) {
    case "gzip":
      yield* unpack(await gunzip(bytes, heldWhole), name, level + 1);
      return;
    default:
      yield { name, content: { kind: "text", bytes: await asUtf8(bytes, heldWhole) } };
  }
}
