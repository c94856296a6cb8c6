import { createReadStream, statSync, type Dirent, type Stats } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { localFile } from "./localFile";
import type { SourceFile } from "./sourceFile";
import { streamedFile } from "./streamedFile";

/** A path that could not be looked at, or a file that was not loaded, and why. */
export interface Problem {
  path: string;
  reason: string;
}

export interface Discovery {
  /** In the order of their names, each once. */
  files: SourceFile[];
  problems: Problem[];
}

/**
 * Finds all files under paths, at any depth. What they hold is decided by who reads them. Symbolic links are followed,
 * each folder is entered once. What cannot be read is a problem, and the rest goes on.
 *
 * @param stdin What the path `-` stands for. Defaults to a file of that name.
 */
export async function discover(paths: readonly string[], stdin?: Readable): Promise<Discovery> {
  const search = new Search();
  for (const given of paths) {
    if (given === "-" && stdin !== undefined)
      search.add(streamedFile("standard input", () => stdin));
    else await search.enter(given);
  }
  return search.result();
}

class Search {
  private readonly files = new Map<string, SourceFile>();
  private readonly problems = new Map<string, Problem>();
  private readonly entered = new Set<string>();

  result(): Discovery {
    return {
      files: [...this.files.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
      problems: [...this.problems.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
  }

  add(file: SourceFile): void {
    this.files.set(file.name, file);
  }

  /** Takes a path of which nothing is known. */
  async enter(given: string): Promise<void> {
    try {
      if (statSync(given).isFIFO()) {
        this.add(streamedFile(given, () => createReadStream(given)));
        return;
      }
      const real = await realpath(given);
      await this.take(real, statSync(real));
    } catch (error) {
      this.fail(given, reasonOf(error));
    }
  }

  private async take(real: string, found: Stats): Promise<void> {
    if (found.isDirectory()) await this.walk(real);
    else if (found.isFile()) this.add(localFile(real, found));
    else this.fail(real, "it is neither a file nor a folder");
  }

  private async walk(folder: string): Promise<void> {
    if (this.entered.has(folder)) return;
    this.entered.add(folder);
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      this.fail(folder, reasonOf(error));
      return;
    }
    for (const entry of entries) {
      const inside = path.join(folder, entry.name);
      // The folder's own path is real already, so that only a link has to be resolved.
      if (entry.isSymbolicLink()) await this.enter(inside);
      else if (entry.isDirectory()) await this.walk(inside);
      else this.look(inside);
    }
  }

  private look(file: string): void {
    try {
      // A promise for each file would take ten times as long.
      const found = statSync(file);
      if (found.isFile()) this.add(localFile(file, found));
      else this.fail(file, "it is neither a file nor a folder");
    } catch (error) {
      this.fail(file, reasonOf(error));
    }
  }

  private fail(where: string, reason: string): void {
    this.problems.set(where, { path: where, reason });
  }
}

/** What the file system says, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "it does not exist";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
    case "EPERM":
      return "reading it is not permitted";
    case "ELOOP":
      return "it is a symbolic link to itself";
    case "ENOTDIR":
      return "a part of the path is not a folder";
    case "EIO":
      return "the disk reports an error";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
