import type { ExaminedFile } from "./examine";

/** Above this, in bytes unpacked, a file is taken apart before it is loaded. */
export const largeFile = 32 * 2 ** 20;

/** Up to this, files share a batch with small buffers. DuckDB's buffers follow a batch's largest file. */
const smallFile = 4 * 2 ** 20;

/** Unpacked bytes after which a batch is loaded: more than a row group, and a second or two of work. */
const batchBytes = 256 * 2 ** 20;

/** Files after which a batch is loaded, so that its statement stays of a sensible length. */
const batchFiles = 4000;

/**
 * Gathers files into batches whose members can be read by one statement. A batch is handed on as soon as it
 * is full, so no file waits for the reading of all.
 */
export async function* inBatches(
  files: AsyncIterable<ExaminedFile>,
): AsyncGenerator<ExaminedFile[]> {
  const lanes = new Map<string, { files: ExaminedFile[]; bytes: number }>();
  for await (const file of files) {
    if (file.rawSize > largeFile) {
      yield [file];
      continue;
    }
    const key = `${file.isGzip} ${file.rawSize > smallFile}`;
    const lane = lanes.get(key) ?? { files: [], bytes: 0 };
    lane.files.push(file);
    lane.bytes += file.rawSize;
    lanes.set(key, lane);
    if (lane.bytes >= batchBytes || lane.files.length >= batchFiles) {
      lanes.delete(key);
      yield lane.files;
    }
  }
  for (const lane of lanes.values()) yield lane.files;
}
