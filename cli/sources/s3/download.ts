import { setTimeout } from "node:timers/promises";
import type { Bucket } from "./bucket";
import { S3Error, tries } from "./failure";
import type { ListedObject } from "./listing";

/** Milliseconds before a broken download is taken up the first time. Each time after it waits twice as long. */
const firstPause = 200;

/**
 * Downloads an object. A download that breaks off goes on where it was, as long as S3 holds the same content.
 *
 * @throws S3Error that says why it cannot be read.
 */
export async function* download(
  bucket: Bucket,
  { key, size, etag }: ListedObject,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  let at = 0;
  let failures = 0;
  while (at < size) {
    // The SDK sends a request again by itself; what it begins to answer is ours.
    const body = await bucket.read(key, at, etag);
    try {
      for await (const bytes of body) {
        at += bytes.length;
        failures = 0;
        yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      }
    } catch {
      signal?.throwIfAborted();
    }
    if (at >= size) return;
    failures += 1;
    if (failures === tries) {
      throw new S3Error(`the download broke off ${tries} times: check the network and run again`);
    }
    await setTimeout(firstPause * 2 ** (failures - 1), undefined, { signal });
  }
}
