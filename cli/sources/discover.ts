import { createReadStream, statSync, type Dirent, type Stats } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import type { Day } from "./days";
import { localFile } from "./localFile";
import { logNameOf } from "./logName";
import type { Access } from "./s3/bucket";
import { S3Error } from "./s3/failure";
import { filesInS3 } from "./s3/files";
import { isInS3 } from "./s3/location";
import { everything, isEverything, takes, type Selection } from "./selection";
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
  /** Files on disk that the selection does not take. */
  passedOver: number;
}

export interface DiscoverOptions {
  /** What the path `-` stands for. Defaults to a file of that name. */
  stdin?: Readable;
  /** Defaults to taking everything. */
  selection?: Selection;
  /** A day before which no trail in S3 is listed, whatever the selection. Defaults to none. */
  listFrom?: Day;
  /** How S3 is reached. Defaults to how the environment and the AWS profile say. */
  access?: Access;
}

/**
 * Finds all files under paths, at any depth. What they hold is decided by who reads them. Symbolic links are followed,
 * each folder is entered once. What cannot be read is a problem, and the rest goes on.
 *
 * @param paths Files and folders on disk, and places in S3 such as `s3://bucket/prefix`.
 * @throws UsageError for a place in S3 that names no bucket.
 */
export async function discover(
  paths: readonly string[],
  { stdin, selection = everything, listFrom, access = {} }: DiscoverOptions = {},
): Promise<Discovery> {
  const search = new Search(selection, listFrom, access);
  for (const given of paths) {
    if (isInS3(given)) await search.list(given);
    else if (given === "-" && stdin !== undefined) {
      search.add(streamedFile("standard input", () => stdin));
    } else await search.enter(given);
  }
  return search.result();
}

class Search {
  private readonly files = new Map<string, SourceFile>();
  private readonly problems = new Map<string, Problem>();
  private readonly entered = new Set<string>();
  private readonly passedOver = new Set<string>();

  constructor(
    private readonly selection: Selection,
    private readonly listFrom: Day | undefined,
    private readonly access: Access,
  ) {}

  result(): Discovery {
    return {
      files: [...this.files.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
      problems: [...this.problems.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
      passedOver: this.passedOver.size,
    };
  }

  /** Takes a place in S3. */
  async list(given: string): Promise<void> {
    try {
      const { from = "", ...others } = this.selection;
      const first = this.listFrom !== undefined && this.listFrom > from ? this.listFrom : from;
      const selection = first === "" ? others : { ...others, from: first };
      for await (const file of filesInS3(given, selection, this.access)) {
        this.files.set(file.name, file);
      }
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      this.fail(given, error.message);
    }
  }

  /** Takes a file, whatever is selected. */
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
    else if (found.isFile()) this.select(real, found);
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
      if (found.isFile()) this.select(file, found);
      else this.fail(file, "it is neither a file nor a folder");
    } catch (error) {
      this.fail(file, reasonOf(error));
    }
  }

  private select(file: string, found: Stats): void {
    const isTaken =
      isEverything(this.selection) ||
      takes(this.selection, logNameOf(file.split(path.sep).join("/")));
    if (isTaken) this.add(localFile(file, found));
    else this.passedOver.add(file);
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
