import { identifier, literal, rowsAtOnce, type FedValues, type Session } from "../../engine";
import type { SourceFile } from "../sources/sourceFile";
import { insightsTable } from "../warehouse/insightsTable";

/** A file whose events are in the transaction. */
export interface LoadedFile {
  file: SourceFile;
  tag: string;
  events: number;
  /** What of it could not be stored, in words; nothing when all was. */
  setAside: string | undefined;
}

/** What the history knows of a file that was loaded. */
export interface Known {
  /** SHA-256 of the bytes as stored. */
  tag: string;
  /** What its place said of them. */
  sourceTag: string | undefined;
  setAside: string | undefined;
}

/**
 * Why a file is not in the tables: it is no log, its content is there under another name, or it may have held events and
 * could not be read.
 */
type NotLoaded = "skipped" | "copied" | "failed";

/** A content that was not loaded, by what its place said of it. */
interface LeftOut {
  /** SHA-256 of the bytes as stored; empty where that is not known. */
  tag: string;
  status: "skipped" | "copied";
  reason: string;
}

/** What was loaded from where, kept beside the events and written together with them. */
export class LoadHistory {
  private readonly byName = new Map<string, Known>();
  private readonly byTag = new Map<string, string>();
  private readonly leftOutBefore = new Map<string, LeftOut>();
  private readonly retagged: SourceFile[] = [];
  private readonly notLoaded: {
    file: SourceFile;
    tag: string;
    status: NotLoaded;
    reason: string;
  }[] = [];

  private writing: Entry[] = [];

  constructor(private readonly session: Session) {
    session.feed(
      "entries",
      [
        { name: "FILE_NAME", type: "VARCHAR" },
        { name: "CONTENT_TAG", type: "VARCHAR" },
        { name: "SOURCE_TAG", type: "VARCHAR" },
        { name: "STATUS", type: "VARCHAR" },
        { name: "REASON", type: "VARCHAR" },
        { name: "ROW_COUNT", type: "INTEGER" },
        { name: "MODIFIED", type: "BIGINT" },
      ],
      () => () => this.next(),
      1,
    );
  }

  async read(): Promise<void> {
    const rows = await this.session.rows(
      `select FILE_NAME, CONTENT_TAG, SOURCE_TAG, REASON, STATUS from "LOAD_HISTORY"
      where STATUS = 'loaded' or (STATUS in ('skipped', 'copied') and SOURCE_TAG is not null)`,
    );
    const text = (value: unknown): string | undefined =>
      typeof value === "string" ? value : undefined;
    for (const [name, contentTag, sourceTag, reason, status] of rows) {
      const tag = String(contentTag);
      if (status === "skipped" || status === "copied") {
        const content = contentKey(String(name), String(sourceTag));
        this.leftOutBefore.set(content, { tag, status, reason: text(reason) ?? "" });
      } else {
        this.note(String(name), { tag, sourceTag: text(sourceTag), setAside: text(reason) });
      }
    }
  }

  /**
   * Why the content that a file has now was not loaded, in a run before: it is sound and no log, or is a copy of what is
   * loaded from another file still. Undefined where only reading tells.
   */
  reasonLeftOut({
    name,
    sourceTag,
  }: SourceFile): { original?: string; reason: string } | undefined {
    if (sourceTag === undefined) return undefined;
    const before = this.leftOutBefore.get(contentKey(name, sourceTag));
    if (before?.status !== "copied") return before && { reason: before.reason };
    const original = this.byTag.get(before.tag);
    return original === undefined ? undefined : { original, reason: copyOf(original) };
  }

  /** What was loaded from a file, in this run or before. */
  of(name: string): Known | undefined {
    return this.byName.get(name);
  }

  /** The file that the same content was loaded from. */
  nameOf(tag: string): string | undefined {
    return this.byTag.get(tag);
  }

  /** Notes what is loaded from a file, in place of what was before. */
  note(name: string, known: Known): void {
    const before = this.byName.get(name);
    if (before !== undefined) this.byTag.delete(before.tag);
    this.byName.set(name, known);
    this.byTag.set(known.tag, name);
  }

  /** Remembers that the content which is loaded from a file is called by another name at its place now. */
  retag(file: SourceFile): void {
    this.retagged.push(file);
  }

  /** Remembers a file that was not loaded. It is tried again in every run, unless `reasonLeftOut` knows its content. */
  leftOut(file: SourceFile, tag: string, status: NotLoaded, reason: string): void {
    this.notLoaded.push({ file, tag, status, reason });
  }

  async writeLeftOut(): Promise<void> {
    for (const { name, sourceTag } of this.retagged) {
      await this.session.run(
        `update "LOAD_HISTORY" set SOURCE_TAG = ${literal(sourceTag ?? "")}
        where FILE_NAME = ${literal(name)} and STATUS = 'loaded'`,
      );
    }
    const rows = this.notLoaded
      // What was loaded from a file before stays, and so does its entry.
      .filter(({ file, tag }) => this.byName.get(file.name)?.tag !== tag)
      .map((leftOut): Entry => ({ ...leftOut, events: 0 }));
    await this.write(rows, timestampLiteral(new Date()));
  }

  /** Notes files that were loaded. Belongs into the transaction of their events. */
  async writeLoaded(files: readonly LoadedFile[], loadedAt: string): Promise<void> {
    const rows = files.map(({ file, tag, events, setAside }): Entry => {
      return { file, tag, status: "loaded", reason: setAside, events };
    });
    await this.write(rows, loadedAt);
  }

  /** Removes the events and entries of earlier contents. Belongs into the transaction of the new ones. */
  async forget(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const list = names.map(literal).join(", ");
    for (const table of ["CLOUDTRAIL", insightsTable.table, "LOAD_HISTORY"]) {
      await this.session.run(`delete from ${identifier(table)} where FILE_NAME in (${list})`);
    }
  }

  private async write(entries: Entry[], at: string): Promise<void> {
    if (entries.length === 0) return;
    this.writing = entries;
    await this.session.run(`
      insert or replace into "LOAD_HISTORY"
      select FILE_NAME, CONTENT_TAG, SOURCE_TAG, STATUS, REASON, ROW_COUNT, epoch_ms(MODIFIED), ${at} from entries()`);
  }

  /** The columns of the next entries that are written. */
  private next(): FedValues[] {
    const some = this.writing.splice(0, rowsAtOnce);
    return [
      some.map(({ file }) => file.name),
      some.map(({ tag }) => tag),
      some.map(({ file }) => file.sourceTag ?? null),
      some.map(({ status }) => status),
      some.map(({ reason }) => reason ?? null),
      some.map(({ events }) => events),
      some.map(({ file }) => BigInt(file.lastModified.getTime())),
    ];
  }
}

/** In words, that a content is the same as that of a file which is loaded. */
export function copyOf(name: string): string {
  return `the same content as ${name}`;
}

function contentKey(name: string, sourceTag: string): string {
  return JSON.stringify([name, sourceTag]);
}

/** A row of the history. */
interface Entry {
  file: SourceFile;
  tag: string;
  status: "loaded" | NotLoaded;
  reason: string | undefined;
  events: number;
}

/** A moment as a TIMESTAMP in UTC, to the millisecond. */
export function timestampLiteral(time: Date): string {
  return `timestamp ${literal(time.toISOString().replace("Z", "").replace("T", " "))}`;
}
