import { constants } from "node:fs";
import { access, mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { UnwrittenError } from "./unwrittenError";

/**
 * Checks that a file can be written, as far as that can be told before anything is read or computed for it.
 *
 * @throws UnwrittenError when it cannot.
 */
export async function mustBeWritable(file: string): Promise<void> {
  await told(file, async () => {
    await access(path.dirname(file), constants.W_OK);
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
  });
}

/** @throws UnwrittenError when the file cannot be written. */
export async function write(file: string, text: string): Promise<void> {
  await told(file, () => writeFile(file, text));
}

/** @throws UnwrittenError when the file is there already or cannot be written. */
export async function writeNew(file: string, text: string): Promise<void> {
  await told(file, () => writeFile(file, text, { flag: "wx" }));
}

/** Makes a folder and those around it, if they are not there. @throws UnwrittenError when it cannot. */
export async function makeFolder(folder: string): Promise<void> {
  await told(folder, async () => {
    await mkdir(folder, { recursive: true });
  });
}

async function told(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof Error ? new UnwrittenError(`"${file}"`, error) : error;
  }
}
