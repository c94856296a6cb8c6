import type { Selection } from "../selection";
import type { SourceFile } from "../sourceFile";
import { Bucket, type Access } from "./bucket";
import { download } from "./download";
import { listKeys } from "./keys";
import { locationOf, nameOf } from "./location";

/**
 * Finds the files at a place in S3 that may hold events, or a trail's digests if the selection wants those.
 *
 * @param path One for which `isInS3` holds.
 * @throws UsageError when the path names no bucket, S3Error when it cannot be listed.
 */
export async function* filesInS3(
  path: string,
  selection: Selection,
  access: Access,
): AsyncGenerator<SourceFile> {
  const { bucket: name, prefix } = locationOf(path);
  const bucket = await Bucket.open(name, access);
  for await (const object of listKeys(bucket.list, prefix, selection)) {
    yield {
      name: nameOf(name, object.key),
      size: object.size,
      lastModified: object.lastModified,
      sourceTag: `etag ${object.etag} of ${object.size} bytes`,
      metadata: () => bucket.metadata(object.key),
      open: () => download(bucket, object, access.signal),
    };
  }
}
