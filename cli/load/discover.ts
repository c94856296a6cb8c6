import type { Dirent, Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";

/** A file that may hold events. Nothing of it has been read. */
export interface FoundFile {
  /** Absolute, without symbolic links: one name a file, however it was reached. */
  path: string;
  /** Bytes on disk. */
  size: number;
  lastModified: Date;
}

/** A path that could not be looked at, and why. */
export interface Problem {
  path: string;
  reason: string;
}

export interface Discovery {
  /** In the order of their paths, each once. */
  files: FoundFile[];
  problems: Problem[];
}

/**
 * Finds the log files under paths. In folders, at any depth, those are the files whose names end in
 * `.json` or `.json.gz`; a file that is named itself is taken whatever its name. Symbolic links are
 * followed, each folder is entered once. What cannot be read is a problem, and the rest goes on.
 */
export async function discover(paths: readonly string[]): Promise<Discovery> {
  const search = new Search();
  for (const given of paths) await search.enter(given, true);
  return search.result();
}

class Search {
  private readonly files = new Map<string, FoundFile>();
  private readonly problems = new Map<string, Problem>();
  private readonly entered = new Set<string>();

  result(): Discovery {
    const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
    return {
      files: [...this.files.values()].sort(byPath),
      problems: [...this.problems.values()].sort(byPath),
    };
  }

  async enter(given: string, isNamed: boolean): Promise<void> {
    let real: string;
    let found: Stats;
    try {
      real = await realpath(given);
      found = await stat(real);
    } catch (error) {
      this.fail(given, reasonOf(error));
      return;
    }
    if (found.isDirectory()) {
      await this.walk(real);
    } else if (!found.isFile()) {
      this.fail(given, "it is neither a file nor a folder");
    } else if (isNamed || isLogName(given)) {
      this.files.set(real, { path: real, size: found.size, lastModified: found.mtime });
    }
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
      // A link with another name may still be a folder of logs.
      if (!entry.isFile() || isLogName(entry.name)) {
        if (!entry.isFile() && !entry.isDirectory() && !entry.isSymbolicLink()) {
          if (isLogName(entry.name)) this.fail(path.join(folder, entry.name), notRegular);
          continue;
        }
        await this.enter(path.join(folder, entry.name), false);
      }
    }
  }

  private fail(where: string, reason: string): void {
    this.problems.set(where, { path: where, reason });
  }
}

const notRegular = "it is neither a file nor a folder";

function isLogName(name: string): boolean {
  return /\.json(\.gz)?$/i.test(name);
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
