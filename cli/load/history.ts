import { literal, type Session } from "../../engine";
import type { ExaminedFile } from "./examine";

/** Why a file is not in the tables: it is no log, or it may have held events and could not be read. */
type NotLoaded = "skipped" | "failed";

/** What was loaded from where, kept beside the events and written together with them. */
export class LoadHistory {
  private readonly tags = new Map<string, string>();
  private readonly notLoaded: { file: ExaminedFile; status: NotLoaded; reason: string }[] = [];

  constructor(private readonly session: Session) {}

  async read(): Promise<void> {
    const rows = await this.session.rows(
      `select FILE_NAME, CONTENT_TAG from "LOAD_HISTORY" where STATUS = 'loaded'`,
    );
    for (const [name, tag] of rows) this.tags.set(String(name), String(tag));
  }

  /** The tag of the content that was loaded from a path before this run, if any was. */
  tagOf(path: string): string | undefined {
    return this.tags.get(path);
  }

  /** Remembers a file that was not loaded. It is tried again in every run. */
  leftOut(file: ExaminedFile, status: NotLoaded, reason: string): void {
    this.notLoaded.push({ file, status, reason });
  }

  async writeLeftOut(): Promise<void> {
    const rows = this.notLoaded
      // What was loaded from a path before stays, and so does its entry.
      .filter(({ file }) => this.tags.get(file.path) !== file.contentTag)
      .map(({ file, status, reason }) => historyRow(file, status, reason));
    for (let at = 0; at < rows.length; at += 500) await this.write(rows.slice(at, at + 500));
  }

  /**
   * Notes the files whose events were inserted with `loadedAt`. Belongs into their transaction; the table
   * `batch` has their paths, tags and times.
   *
   * @returns How many events each of them brought. One without events has no entry yet.
   */
  async writeLoaded(loadedAt: string): Promise<Map<string, number>> {
    const counted = await this.session.rows(`
      insert or replace into "LOAD_HISTORY"
      select path, tag, 'loaded', null, events, modified, ${loadedAt}
      from batch join (
        select FILE_NAME, count(*) as events from "CLOUDTRAIL" where LOADED_AT = ${loadedAt} group by all
      ) on FILE_NAME = path
      returning FILE_NAME, ROW_COUNT::BIGINT`);
    return new Map(counted.map(([name, events]) => [String(name), Number(events)]));
  }

  /** Notes a file that was loaded and holds no event. */
  async writeEmpty(file: ExaminedFile): Promise<void> {
    await this.session.transaction(async () => {
      await this.forget([file]);
      await this.write([historyRow(file, "loaded", undefined)]);
    });
  }

  /** Removes the events and entries of an earlier content. Belongs into the transaction of the new one. */
  async forget(files: readonly ExaminedFile[]): Promise<void> {
    const changed = files.filter(({ path }) => this.tags.has(path));
    if (changed.length === 0) return;
    const names = changed.map(({ path }) => literal(path)).join(", ");
    await this.session.run(`delete from "CLOUDTRAIL" where FILE_NAME in (${names})`);
    await this.session.run(`delete from "LOAD_HISTORY" where FILE_NAME in (${names})`);
  }

  private async write(rows: readonly string[]): Promise<void> {
    await this.session.run(`insert or replace into "LOAD_HISTORY" values ${rows.join(", ")}`);
  }
}

function historyRow(
  file: ExaminedFile,
  status: "loaded" | NotLoaded,
  reason: string | undefined,
): string {
  const values = [
    literal(file.path),
    literal(file.contentTag),
    literal(status),
    reason === undefined ? "null" : literal(reason),
    "0",
    timestampLiteral(file.lastModified),
    timestampLiteral(new Date()),
  ];
  return `(${values.join(", ")})`;
}

/** A moment as a TIMESTAMP in UTC, to the millisecond. */
export function timestampLiteral(time: Date): string {
  return `timestamp ${literal(time.toISOString().replace("Z", "").replace("T", " "))}`;
}
