import type { Warehouse } from "../warehouse/warehouse";
import type { Discovery, Problem } from "../sources/discover";
import { EventWriter } from "./eventWriter";
import { FileLoad } from "./fileLoad";
import type { RecordChoice } from "./recordChoice";
import { copyOf, LoadHistory, type Known } from "./history";
import { opened, tagOf, type OpenedFile } from "./openedFile";
import { ReadError } from "./readError";
import { readFile, type Verdict } from "./readFile";
import type { Remark } from "./remarks";
import { emptyReport, filesDone, type LoadReport } from "./report";
import type { SourceFile } from "../sources/sourceFile";

/** How far loading is. */
interface LoadProgress {
  /** Files that are done with, loaded or not. */
  files: number;
  /** Files that were found. */
  of: number;
  /** Events loaded so far. */
  events: number;
}

export interface LoadOptions extends RecordChoice {
  onProgress?: (progress: LoadProgress) => void;
  /** Stops the loading. What was committed until then stays. */
  signal?: AbortSignal;
}

/**
 * Loads log files into the warehouse, each exactly once: a file is known by its name and its content, and that it was
 * loaded is written in the same transaction as its events. A killed run is taken up where it was. A file with another
 * content under a known name takes the place of the earlier one, unless that cannot be loaded. A file that cannot be
 * loaded is told with its reason, and keeps no other file from loading.
 */
export async function load(
  warehouse: Warehouse,
  discovery: Discovery,
  options: LoadOptions = {},
): Promise<LoadReport> {
  return new Loading(warehouse, options).run(discovery);
}

class Loading {
  private readonly report = emptyReport();
  private readonly history: LoadHistory;
  private readonly writer: EventWriter;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly options: LoadOptions,
  ) {
    const { session, flattening } = warehouse;
    this.history = new LoadHistory(session);
    this.writer = new EventWriter(session, flattening, this.history, options.stored);
  }

  async run({ files, problems, passedOver }: Discovery): Promise<LoadReport> {
    this.report.found = files.length;
    this.report.passedOver = passedOver;
    await this.history.read();
    const byName = new Map(files.map((file) => [file.name, file]));
    const unread = files.filter((file) => !this.isKnownByPlace(file, byName));
    this.tell();
    try {
      for await (const next of opened(unread)) {
        if ("opened" in next) await this.take(next.opened);
        else this.fail(next.file, next.error);
        this.tell();
      }
      await this.writer.commit();
    } catch (error) {
      await this.writer.rollback();
      this.options.signal?.throwIfAborted();
      throw error;
    }
    await this.history.writeLeftOut();
    return { ...this.report, damaged: [...problems, ...this.report.damaged] };
  }

  private async take(given: OpenedFile): Promise<void> {
    const { file } = given;
    const replaces = this.history.of(file.name) !== undefined;
    const { session } = this.warehouse;
    const into = new FileLoad(file, this.writer, replaces, session, this.options);
    try {
      this.options.signal?.throwIfAborted();
      if (await this.isKnown(given)) return;
      const verdict = await readFile(file.name, given.parts(), into);
      if (verdict.kind === "log") await this.accept(given, into, verdict);
      else await this.skip(given, into, verdict);
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      if (into.isAlone) await this.writer.rollback();
      this.fail(file, error);
    } finally {
      await given.close();
    }
  }

  /** Tells a file that its place does not give. */
  private fail({ name }: SourceFile, { message }: ReadError): void {
    this.report.damaged.push({ path: name, reason: message });
    this.report.unread.push(name);
  }

  /** Whether the content is known already by what its place says of it, so that it need not be read. */
  private isKnownByPlace(file: SourceFile, all: ReadonlyMap<string, SourceFile>): boolean {
    const { name } = file;
    const known = this.history.of(name);
    if (known !== undefined && isSamePlaced(known, file)) {
      this.noteKnown(file, known);
      return true;
    }
    const leftOut = this.history.reasonLeftOut(file);
    if (leftOut === undefined) return false;
    const { original, reason } = leftOut;
    if (original === undefined) {
      this.notLoaded(file, "other", reason);
      return true;
    }
    // What this run may replace is a copy no longer, or the only one.
    const now = all.get(original);
    const loaded = this.history.of(original);
    if (now !== undefined && !(loaded && isSamePlaced(loaded, now))) return false;
    this.report.copies.push({ path: name, reason });
    return true;
  }

  private noteKnown(file: SourceFile, { setAside, sourceTag }: Known): void {
    const { name } = file;
    if (file.sourceTag !== sourceTag) this.history.retag(file);
    this.report.known += 1;
    if (setAside !== undefined) this.report.setAside.push({ path: name, reason: setAside });
  }

  /** Whether the content is loaded already, from this file or from another one; then that is told. */
  private async isKnown(given: OpenedFile): Promise<boolean> {
    const { file } = given;
    const known = this.history.of(file.name);
    // A large file is read only once, and compared in the end, where it is likely to be another one.
    const isLikelyNew = known === undefined || file.sourceTag !== undefined;
    if (!given.isWhole && isLikelyNew) return false;
    const tag = given.isWhole ? await given.tag() : await tagOf(file);
    return this.isLoaded(file, tag);
  }

  private isLoaded(file: SourceFile, tag: string): boolean {
    const known = this.history.of(file.name);
    if (known?.tag === tag) {
      this.noteKnown(file, known);
      return true;
    }
    const other = this.history.nameOf(tag);
    if (other === undefined) return false;
    const reason = copyOf(other);
    this.report.copies.push({ path: file.name, reason });
    this.history.leftOut(file, tag, "copied", reason);
    return true;
  }

  private async accept(
    given: OpenedFile,
    into: FileLoad,
    { setAside, noEvents }: Verdict & { kind: "log" },
  ): Promise<void> {
    const { file } = given;
    const tag = await given.tag();
    if (!given.isWhole && this.isLoaded(file, tag)) {
      into.withdraw(into.events);
      if (into.isAlone) await this.writer.rollback();
      return;
    }
    await into.finish();
    const inWords = setAside.length === 0 ? undefined : setAside.map(told).join("; ");
    this.writer.finish({ file, tag, events: into.events, setAside: inWords });
    if (this.history.of(file.name) !== undefined) this.report.replaced.push(file.name);
    this.history.note(file.name, {
      tag,
      sourceTag: file.sourceTag,
      setAside: inWords,
    });
    this.report.loaded += 1;
    this.report.events += into.events;
    for (const each of setAside) this.report.setAside.push(problem(file, each));
    for (const each of noEvents) this.report.noEvents.push(problem(file, each));
    if (into.isAlone) await this.writer.commit();
    else await this.writer.room();
  }

  private async skip(
    given: OpenedFile,
    into: FileLoad,
    { kind, reason }: Verdict & { kind: "other" | "damaged" },
  ): Promise<void> {
    const { file } = given;
    if (into.isAlone) await this.writer.rollback();
    this.notLoaded(file, kind, reason);
    const status = kind === "damaged" ? "failed" : "skipped";
    this.history.leftOut(file, given.isWhole ? await given.tag() : "", status, reason);
  }

  private notLoaded({ name }: SourceFile, kind: "other" | "damaged", reason: string): void {
    this.report[kind].push({ path: name, reason });
    if (this.history.of(name) !== undefined) this.report.kept.push(name);
  }

  private tell(): void {
    const { found, events } = this.report;
    this.options.onProgress?.({ files: filesDone(this.report), of: found, events });
  }
}

/** Whether the content that is loaded from a file is what its place has now. */
function isSamePlaced({ sourceTag }: Known, file: SourceFile): boolean {
  return sourceTag !== undefined && file.sourceTag === sourceTag;
}

function problem(file: SourceFile, { place, reason, count }: Remark): Problem {
  const more = count === 1 ? "" : `, and ${count - 1} more`;
  return { path: `${file.name}, ${place}${more}`, reason };
}

function told({ place, reason, count }: Remark): string {
  return `${reason} (${place}${count === 1 ? "" : `, and ${count - 1} more`})`;
}
