import type { ExaminedFile } from "./examine";

/** Above this, in bytes unpacked, a file is taken apart before it is loaded. */
export const largeFile = 32 * 2 ** 20;

/** Up to this, files share a batch with small buffers. DuckDB's buffers follow a batch's largest file. */
const smallFile = 4 * 2 ** 20;

/** Unpacked bytes after which a batch is loaded: more than a row group, and a second or two of work. */
const batchBytes = 256 * 2 ** 20;

/** Files after which a batch is loaded, so that its statement stays of a sensible length. */
const batchFiles = 4000;

/** Gathers files into batches whose members can be read by one statement. */
export class Batches {
  private readonly lanes = new Map<string, { files: ExaminedFile[]; bytes: number }>();

  /** @returns The batch that this file completes, if it does. */
  add(file: ExaminedFile): ExaminedFile[] | undefined {
    if (file.rawSize > largeFile) return [file];
    const key = `${file.isGzip} ${file.rawSize > smallFile}`;
    const lane = this.lanes.get(key) ?? { files: [], bytes: 0 };
    lane.files.push(file);
    lane.bytes += file.rawSize;
    this.lanes.set(key, lane);
    if (lane.bytes < batchBytes && lane.files.length < batchFiles) return undefined;
    this.lanes.delete(key);
    return lane.files;
  }

  /** What is left, in batches. */
  rest(): ExaminedFile[][] {
    const rest = [...this.lanes.values()].map(({ files }) => files);
    this.lanes.clear();
    return rest;
  }
}
