import type { Warehouse } from "../warehouse";
import { Batches } from "./batches";
import { diagnose } from "./diagnose";
import { discover, reasonOf, type FoundFile, type Problem } from "./discover";
import { examine, type ExaminedFile } from "./examine";
import { LoadHistory } from "./history";
import { Inserter } from "./insert";
import { SplitError } from "./split";

/** How far loading is. */
interface LoadProgress {
  /** Files that are done with, loaded or not. */
  files: number;
  /** Files that were found. */
  of: number;
  /** Events loaded so far. */
  events: number;
}

/** What became of the files. */
export interface LoadReport {
  /** Files that were found under the paths. */
  found: number;
  /** Files loaded now. */
  loaded: number;
  /** Events in them. */
  events: number;
  /** Files that the database held already, with the same content. */
  known: number;
  /** Files whose content had changed since they were loaded: their events were replaced. */
  replaced: string[];
  /** Sound files that are no logs, digests among them. */
  other: Problem[];
  /** What could not be read or found, and may have held events. */
  damaged: Problem[];
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
  private readonly report: LoadReport = {
    found: 0,
    loaded: 0,
    events: 0,
    known: 0,
    replaced: [],
    other: [],
    damaged: [],
  };
  private readonly history: LoadHistory;
  private readonly inserter: Inserter;
  private done = 0;

  constructor(
    warehouse: Warehouse,
    private readonly options: LoadOptions,
  ) {
    this.history = new LoadHistory(warehouse.session);
    this.inserter = new Inserter(warehouse.session, warehouse.flattening, this.history);
  }

  async run(paths: readonly string[]): Promise<LoadReport> {
    const { files, problems } = await discover(paths);
    this.report.found = files.length;
    this.report.damaged.push(...problems);
    await this.history.read();
    const batches = new Batches();
    for (let at = 0; at < files.length; at += readers) {
      this.options.signal?.throwIfAborted();
      for (const file of await this.examineAll(files.slice(at, at + readers))) {
        const batch = batches.add(file);
        if (batch !== undefined) await this.loadBatch(batch);
      }
      this.tell();
    }
    for (const batch of batches.rest()) await this.loadBatch(batch);
    await this.history.writeSkipped();
    return this.report;
  }

  /** Reads files and keeps those that have to be loaded. */
  private async examineAll(files: readonly FoundFile[]): Promise<ExaminedFile[]> {
    const examined = await Promise.all(
      files.map(async (file) => {
        try {
          return await examine(file);
        } catch (error) {
          this.done += 1;
          this.report.damaged.push({ path: file.path, reason: reasonOf(error) });
          return undefined;
        }
      }),
    );
    return examined.filter((file) => {
      if (file === undefined) return false;
      const known = this.history.tagOf(file.path);
      if (known === file.contentTag) {
        this.report.known += 1;
        this.done += 1;
      }
      return known !== file.contentTag;
    }) as ExaminedFile[];
  }

  /**
   * Loads files in one transaction. When a file fails the statement, it is taken out and the others are
   * tried again: first the one that DuckDB names, then one by one all that a strict reading refuses, and
   * in the end by halves.
   */
  private async loadBatch(files: ExaminedFile[], failures = 0): Promise<void> {
    if (files.length === 0) return;
    this.options.signal?.throwIfAborted();
    let failure: Error;
    try {
      const { events, empty } = await this.inserter.insert(files);
      this.report.events += events;
      for (const file of files) if (!empty.has(file.path)) this.loaded(file);
      for (const file of files) if (empty.has(file.path)) await this.inspectEmpty(file);
      this.tell();
      return;
    } catch (error) {
      this.options.signal?.throwIfAborted();
      if (!(error instanceof Error) || !isAboutFile(error)) throw error;
      failure = error;
    }
    const named = files.find(({ path }) => failure.message.includes(`"${path}"`));
    const culprit = files.length === 1 ? files[0] : failures < 3 ? named : undefined;
    if (culprit !== undefined) {
      await this.setAside(culprit, failure);
      const rest = files.filter((file) => file !== culprit);
      return this.loadBatch(rest, failures + 1);
    }
    if (failures < 4) {
      const sound: ExaminedFile[] = [];
      for (const file of files) {
        const diagnosis = await diagnose(file);
        if (diagnosis.kind === "events") sound.push({ ...file, rawSize: diagnosis.rawSize });
        // DuckDB has the last word, so that a file's fate does not depend on its neighbours.
        else await this.loadBatch([file], 4);
      }
      return this.loadBatch(sound, 4);
    }
    const middle = Math.ceil(files.length / 2);
    await this.loadBatch(files.slice(0, middle), 4);
    await this.loadBatch(files.slice(middle), 4);
  }

  /** A file on which a batch failed: named with its reason, or tried again when only its size was wrong. */
  private async setAside(file: ExaminedFile, failure: Error): Promise<void> {
    const diagnosis = await diagnose(file);
    switch (diagnosis.kind) {
      case "other":
      case "damaged":
        this.skip(file, diagnosis.kind, diagnosis.reason);
        return;
      case "large":
        if (!Number.isFinite(file.rawSize)) break;
        return this.loadBatch([{ ...file, rawSize: Infinity }]);
      case "events":
        if (diagnosis.rawSize <= file.rawSize) break;
        return this.loadBatch([{ ...file, rawSize: diagnosis.rawSize }]);
    }
    this.skip(file, "damaged", this.inserter.reasonOf(failure));
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
    const before = this.history.tagOf(file.path);
    if (before !== undefined) this.report.replaced.push(file.path);
    this.report.loaded += 1;
    this.done += 1;
  }

  private skip(file: ExaminedFile, kind: "other" | "damaged", reason: string): void {
    this.report[kind].push({ path: file.path, reason });
    this.history.skipped(file, reason);
    this.done += 1;
  }

  private tell(): void {
    this.options.onProgress?.({
      files: this.done,
      of: this.report.found,
      events: this.report.events,
    });
  }
}

/**
 * Whether a statement may have failed because of what a file holds. A full disk or too little memory would
 * fail every file, and must not read as if the files were damaged.
 */
function isAboutFile(error: Error): boolean {
  if (error instanceof SplitError) return true;
  return (
    /^(Invalid Input|Conversion|Out of Range|IO) Error/.test(error.message) &&
    !/space left|could not write|temporary/i.test(error.message)
  );
}
