import { existsSync } from "node:fs";
import path from "node:path";
import { newDetection, readCatalogue } from "../../sql/catalogue";
import { makeFolder, writeNew } from "../output/file";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../output/usageError";
import { visible } from "../output/visibleText";
import { exitStatus } from "./exitStatus";

export interface NewOptions {
  /** Where the files are written. */
  folder: string;
}

/**
 * Writes a detection and its fixtures from the template.
 *
 * @returns The exit status.
 * @throws CatalogueError for an id that no detection can have, UsageError when a file is there already.
 */
export async function newFiles(
  id: string,
  { folder }: NewOptions,
  { stdout }: Terminal,
): Promise<number> {
  const files = newDetection(id).map(({ name, text }) => ({ file: path.join(folder, name), text }));
  const taken = files.find(({ file }) => existsSync(file));
  if (taken) throw new UsageError(`"${taken.file}" exists already. Choose another id or --folder.`);
  await makeFolder(folder);
  for (const { file, text } of files) await writeNew(file, text);
  const shown = visible(folder);
  const replaced = readCatalogue().detections.some((detection) => detection.id === id);
  const lines = [
    ...files.map(({ file }) => `wrote  ${visible(file)}`),
    ...(replaced ? [`It takes the place of the shipped detection ${id}.`] : []),
    `Change both, and try them with: snowtrail test ${shown}`,
  ];
  await stdout.write(`${lines.join("\n")}\n`);
  return exitStatus.ok;
}
