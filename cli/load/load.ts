import type { Warehouse } from "../warehouse/warehouse";
import { inBatches } from "./batches";
import { diagnose } from "./diagnose";
import { discover, reasonOf, type FoundFile } from "./discover";
import { divide, undivided } from "./divide";
import { examine, type ExaminedFile } from "./examine";
import { isAboutFiles, refusalReason } from "./failure";
import { LoadHistory } from "./history";
import { Inserter, type Inserted } from "./insert";
import { emptyReport, filesDone, type LoadReport } from "./report";

/** How far loading is. */
interface LoadProgress {
  /** Files that are done with, loaded or not. */
  files: number;
  /** Files that were found. */
  of: number;
  /** Events loaded so far. */
  events: number;
}

export interface LoadOptions {
  onProgress?: (progress: LoadProgress) => void;
  /** Stops the loading after the statement that runs. What was loaded until then stays. */
  signal?: AbortSignal;
}

/**
 * Loads log files into the warehouse, each exactly once: a file is known by its path and its content, and
 * that it was loaded is written in the same transaction as its events. A killed run is taken up where it
 * was. A file with another content under a known path takes the place of the earlier one. A file that
 * cannot be loaded is told with its reason, and keeps no other file from loading.
 */
export async function load(
  warehouse: Warehouse,
  paths: readonly string[],
  options: LoadOptions = {},
): Promise<LoadReport> {
  return new Loading(warehouse, options).run(paths);
}

/** Files that are read at the same time: enough to keep a disk busy. */
const readers = 16;

class Loading {
  private readonly report = emptyReport();
  private readonly history: LoadHistory;
  private readonly inserter: Inserter;

  constructor(
    { session, flattening }: Warehouse,
    private readonly options: LoadOptions,
  ) {
    this.history = new LoadHistory(session);
    this.inserter = new Inserter(session, flattening, this.history);
  }

  async run(paths: readonly string[]): Promise<LoadReport> {
    const { files, problems } = await discover(paths);
    this.report.found = files.length;
    await this.history.read();
    for await (const batch of inBatches(this.notYetLoaded(files))) await this.loadBatch(batch);
    await this.history.writeLeftOut();
    return { ...this.report, damaged: [...problems, ...this.report.damaged] };
  }

  /** Reads files, and passes on those whose content the database does not hold. */
  private async *notYetLoaded(files: readonly FoundFile[]): AsyncGenerator<ExaminedFile> {
    for (let at = 0; at < files.length; at += readers) {
      this.options.signal?.throwIfAborted();
      const some = files.slice(at, at + readers);
      for (const file of await Promise.all(some.map((each) => this.examine(each)))) {
        if (file === undefined) continue;
        if (this.history.tagOf(file.path) === file.contentTag) this.report.known += 1;
        else yield file;
      }
      this.tell();
    }
  }

  private async examine(file: FoundFile): Promise<ExaminedFile | undefined> {
    try {
      return await examine(file);
    } catch (error) {
      this.report.damaged.push({ path: file.path, reason: reasonOf(error) });
      return undefined;
    }
  }

  /** Loads files in one transaction, or in several when one of them fails it. */
  private async loadBatch(batch: readonly ExaminedFile[]): Promise<void> {
    const untried = [undivided(batch)];
    for (let group = untried.shift(); group !== undefined; group = untried.shift()) {
      this.options.signal?.throwIfAborted();
      const failure = await this.insert(group.files);
      const [file] = group.files;
      if (failure === undefined || file === undefined) continue;
      if (group.files.length > 1) {
        untried.unshift(...(await divide(group, failure)));
      } else {
        const corrected = await this.judge(file, failure);
        if (corrected !== undefined) untried.unshift(undivided([corrected]));
      }
    }
  }

  /** @returns What DuckDB refused the files with, if it did: then none of them is loaded. */
  private async insert(files: readonly ExaminedFile[]): Promise<Error | undefined> {
    let inserted: Inserted;
    try {
      inserted = await this.inserter.insert(files);
    } catch (error) {
      this.options.signal?.throwIfAborted();
      if (isAboutFiles(error)) return error;
      throw error;
    }
    this.report.events += inserted.events;
    for (const file of files) {
      if (inserted.empty.has(file.path)) await this.inspectEmpty(file);
      else this.loaded(file);
    }
    this.tell();
    return undefined;
  }

  /**
   * Decides on a file that failed alone.
   *
   * @returns The file with its true size when only that was guessed wrong. Otherwise it is skipped.
   */
  private async judge(file: ExaminedFile, failure: Error): Promise<ExaminedFile | undefined> {
    const diagnosis = await diagnose(file);
    switch (diagnosis.kind) {
      case "other":
      case "damaged":
        this.skip(file, diagnosis.kind, diagnosis.reason);
        return undefined;
      case "large":
        if (Number.isFinite(file.rawSize)) return { ...file, rawSize: Infinity };
        break;
      case "events":
        if (diagnosis.rawSize > file.rawSize) return { ...file, rawSize: diagnosis.rawSize };
        break;
    }
    this.skip(file, "damaged", refusalReason(failure));
    return undefined;
  }

  /** A file without events is either one with an empty `Records`, or no log. */
  private async inspectEmpty(file: ExaminedFile): Promise<void> {
    const diagnosis = await diagnose(file);
    if (diagnosis.kind === "other" || diagnosis.kind === "damaged") {
      this.skip(file, diagnosis.kind, diagnosis.reason);
    } else {
      await this.history.writeEmpty(file);
      this.loaded(file);
    }
  }

  private loaded(file: ExaminedFile): void {
    if (this.history.tagOf(file.path) !== undefined) this.report.replaced.push(file.path);
    this.report.loaded += 1;
  }

  private skip(file: ExaminedFile, kind: "other" | "damaged", reason: string): void {
    this.report[kind].push({ path: file.path, reason });
    this.history.leftOut(file, kind === "damaged" ? "failed" : "skipped", reason);
  }

  private tell(): void {
    const { found, events } = this.report;
    this.options.onProgress?.({ files: filesDone(this.report), of: found, events });
  }
}
