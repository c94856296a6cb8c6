import { readFileSync } from "node:fs";
import path from "node:path";
import { CatalogueError } from "./error";

/** The folder of the shipped SQL, which stands beside this one. */
export const sqlFolder = path.dirname(__dirname);

/**
 * The text of a file, the same on every machine: git may check it out with other line endings.
 *
 * @throws CatalogueError that names the file and says why it cannot be read.
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8")
      .replace(/^\uFEFF/, "")
      .replace(/\r\n?/g, "\n");
  } catch (error) {
    throw new CatalogueError(`${file}: the file cannot be read: ${reasonOf(error)}.`);
  }
}

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "it does not exist";
    case "ENOTDIR":
      return "it is not a folder";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
      return "reading it is not permitted";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
