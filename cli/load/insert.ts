import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Session, literal } from "../../engine";
import { largeFile } from "./batches";
import type { ExaminedFile } from "./examine";
import type { Flattening } from "../warehouse/flattening";
import { timestampLiteral, type LoadHistory } from "./history";
import { readFiles } from "./readFiles";
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
      await this.nameBatch(files);
      const [large] = files;
      if (files.length === 1 && large !== undefined && large.rawSize > largeFile) {
        await this.insertLarge(large, loadedAt);
      } else {
        await this.insertTogether(files, loadedAt);
      }
      const counts = await this.history.writeLoaded(loadedAt);
      return {
        events: [...counts.values()].reduce((sum, events) => sum + events, 0),
        empty: new Set(files.map((file) => file.path).filter((name) => !counts.has(name))),
      };
    });
  }

  /** The rows of a batch are told apart by this time, so no two batches share one. */
  private nextLoadedAt(): string {
    this.lastLoadedAt = Math.max(Date.now(), this.lastLoadedAt + 1);
    return timestampLiteral(new Date(this.lastLoadedAt));
  }

  /** Writes down what is loaded together, for the statements that insert it and for the history. */
  private async nameBatch(files: readonly ExaminedFile[]): Promise<void> {
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
}
