import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A log file as CloudTrail delivers it. */
export interface SampleFile {
  /** The key below the trail's prefix: `AWSLogs/…`. */
  key: string;
  body: Uint8Array;
}

/** The files below `AWSLogs/` in a folder, in the order of their keys. */
export function sampleFiles(folder: string): SampleFile[] {
  const root = join(folder, "AWSLogs");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path, key: relative(folder, path).split(sep).join("/") }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ path, key }) => ({ key, body: readFileSync(path) }));
}
