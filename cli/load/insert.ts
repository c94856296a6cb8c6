import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Session, literal } from "../../engine";
import { largeFile } from "./batches";
import type { ExaminedFile } from "./examine";
import { readFiles, type Flattening } from "./flattening";
import { timestampLiteral, type LoadHistory } from "./history";
import { splitRecords } from "./split";

export interface Inserted {
  events: number;
  /** The paths that brought no event. They have no entry in the history yet. */
  empty: Set<string>;
}

/** Bytes of the documents that a large file is taken apart into, and how many one statement loads. */
const pieceBytes = 4 * 2 ** 20;
const piecesTogether = 32;

/** A piece of a large file, on disk. */
interface WrittenPiece {
  path: string;
  before: number;
  bytes: number;
}

/** Puts the events of files into `CLOUDTRAIL`. */
export class Inserter {
  private lastLoadedAt = 0;

  constructor(
    private readonly session: Session,
    private readonly flattening: Flattening,
    private readonly history: LoadHistory,
  ) {}

  /**
   * Loads files in one transaction with their entries in the history.
   *
   * @throws Whatever DuckDB makes of a file that is not sound; nothing of the batch is then loaded.
   */
  async insert(files: readonly ExaminedFile[]): Promise<Inserted> {
    const loadedAt = this.nextLoadedAt();
    return this.session.transaction(async () => {
      await this.history.forget(files);
      await this.stage(files);
      const [large] = files;
      if (files.length === 1 && large !== undefined && large.rawSize > largeFile) {
        await this.insertLarge(large, loadedAt);
      } else {
        await this.insertTogether(files, loadedAt);
      }
      return this.note(files, loadedAt);
    });
  }

  /** Why DuckDB refused a file that a strict reading accepts. */
  reasonOf(failure: Error): string {
    const message = failure.message.split("\n")[0] ?? "";
    if (message.includes("surrogate")) return "a string has half of a surrogate pair";
    if (message.includes("duplicate key")) return 'the object has two keys "Records"';
    // The parser quotes the record, which is text from the file.
    return (
      message
        .replace(/^.*?Error: /, "")
        .replace(/in file ".*?",? ?/, "")
        .split(": {")[0] ?? ""
    );
  }

  /** The rows of a batch are told apart by this time, so no two batches share one. */
  private nextLoadedAt(): string {
    this.lastLoadedAt = Math.max(Date.now(), this.lastLoadedAt + 1);
    return timestampLiteral(new Date(this.lastLoadedAt));
  }

  private async stage(files: readonly ExaminedFile[]): Promise<void> {
    await this.session.run(
      "create or replace temp table batch (path VARCHAR, tag VARCHAR, modified TIMESTAMP)",
    );
    for (let at = 0; at < files.length; at += 500) {
      const rows = files
        .slice(at, at + 500)
        .map(
          (file) =>
            `(${literal(file.path)}, ${literal(file.contentTag)}, ${timestampLiteral(file.lastModified)})`,
        );
      await this.session.run(`insert into batch values ${rows.join(", ")}`);
    }
  }

  private async insertTogether(files: readonly ExaminedFile[], loadedAt: string): Promise<void> {
    const source = readFiles({
      paths: files.map((file) => file.path),
      isGzip: files[0]?.isGzip ?? false,
      largest: files.reduce((largest, file) => Math.max(largest, file.rawSize), 0),
    });
    await this.flatten(`
      select "Records", 0 as BEFORE, path as FILE_NAME, modified as FILE_LAST_MODIFIED,
        ${loadedAt} as LOADED_AT
      from ${source} join batch on batch.path = filename`);
  }

  private async insertLarge(file: ExaminedFile, loadedAt: string): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "snowtrail-"));
    const pieces: WrittenPiece[] = [];
    try {
      for await (const piece of splitRecords(file, pieceBytes)) {
        const where = path.join(folder, `piece-${pieces.length}`);
        await writeFile(where, piece.document);
        pieces.push({ path: where, before: piece.before, bytes: piece.document.length });
        if (pieces.length === piecesTogether) await this.insertPieces(pieces.splice(0), loadedAt);
      }
      if (pieces.length > 0) await this.insertPieces(pieces, loadedAt);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async insertPieces(pieces: readonly WrittenPiece[], loadedAt: string): Promise<void> {
    const source = readFiles({
      paths: pieces.map((piece) => piece.path),
      isGzip: false,
      largest: pieces.reduce((largest, { bytes }) => Math.max(largest, bytes), 0),
    });
    const starts = pieces.map((piece) => `(${literal(piece.path)}, ${piece.before})`).join(", ");
    await this.flatten(`
      select "Records", BEFORE, batch.path as FILE_NAME, modified as FILE_LAST_MODIFIED,
        ${loadedAt} as LOADED_AT
      from ${source}
        join (values ${starts}) as piece (place, BEFORE) on place = filename, batch`);
  }

  private async flatten(rows: string): Promise<void> {
    await this.session.run(`insert into "CLOUDTRAIL" ${this.flattening.select(rows)}`);
  }

  /** Writes the history of what was inserted at `loadedAt`, and counts it. */
  private async note(files: readonly ExaminedFile[], loadedAt: string): Promise<Inserted> {
    const counted = await this.session.rows(`
      insert or replace into "LOAD_HISTORY"
      select path, tag, 'loaded', null, events, modified, ${loadedAt}
      from batch join (
        select FILE_NAME, count(*) as events from "CLOUDTRAIL" where LOADED_AT = ${loadedAt} group by all
      ) on FILE_NAME = path
      returning FILE_NAME, ROW_COUNT::BIGINT`);
    const filled = new Set(counted.map(([name]) => String(name)));
    return {
      events: counted.reduce((sum, [, events]) => sum + Number(events), 0),
      empty: new Set(files.map((file) => file.path).filter((name) => !filled.has(name))),
    };
  }
}
