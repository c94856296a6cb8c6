import { availableParallelism, totalmem } from "node:os";
import { rmSync } from "node:fs";
import {
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBResult,
  type DuckDBValue,
} from "@duckdb/node-api";
import { registerDigests } from "./digests";
import { openingError, refuseForeignFile } from "./databaseFile";
import { registerFeed, type FedColumn, type FeedReader } from "./feed";
import { literal } from "../semantics/quote";
import { macros, sessionSettings } from "./macros";
import { registerPredicate } from "./predicate";
import { scratchFolder } from "./scratch";
import { registerVariantFunctions } from "./variantFunctions";

export interface SessionOptions {
  /** The database's file. Defaults to a database in memory. */
  file?: string;
  /** Open the file for reading only, so that others can read it at the same time. Defaults to false. */
  readOnly?: boolean;
  /**
   * Let statements read files, until `lock` is called. Only for statements of our own: nothing that a user
   * wrote may run in between. Defaults to false.
   */
  readsFiles?: boolean;
}

/** Rows that a database file keeps together. */
export const rowGroupSize = 12_288;

/**
 * A DuckDB connection that computes as Snowflake does and reaches nothing outside: no files (once locked),
 * no network, no extensions, and no change of these settings.
 */
export class Session {
  private locked = false;

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly spillFolder: string,
  ) {}

  /** @throws DatabaseError when the file is not a database, or another process holds it. */
  static async open(options: SessionOptions = {}): Promise<Session> {
    if (options.file !== undefined) refuseForeignFile(options.file, options.readOnly ?? false);
    const spillFolder = scratchFolder();
    try {
      const instance = await DuckDBInstance.create(":memory:", {
        ...resources(options.file === undefined),
        temp_directory: spillFolder,
        autoinstall_known_extensions: "false",
        autoload_known_extensions: "false",
        allow_community_extensions: "false",
      });
      const session = new Session(instance, await instance.connect(), spillFolder);
      if (options.file !== undefined) await session.attach(options.file, options.readOnly ?? false);
      registerVariantFunctions(session.connection);
      registerDigests(session.connection);
      // At once: a statement of its own for each takes a third more.
      await session.run([...sessionSettings, ...macros].join(";\n"));
      if (!options.readsFiles) await session.lock();
      return session;
    } catch (error) {
      rmSync(spillFolder, { recursive: true, force: true });
      throw options.file === undefined ? error : openingError(options.file, error);
    }
  }

  // Each thread that loads holds a row group in memory, uncompressed. DuckDB's own size of 122,880 rows is made for
  // narrow rows; events are 2 KB wide. With half of this size, a column's part of a row group is too little to pack well.
  private async attach(file: string, readOnly: boolean): Promise<void> {
    const options = readOnly
      ? "read_only"
      : `row_group_size ${rowGroupSize}, storage_version 'v1.5.0'`;
    await this.run(`attach ${literal(file)} as events (${options})`);
    await this.run("use events");
  }

  /** Takes the session's access to files away, for good. */
  async lock(): Promise<void> {
    if (this.locked) return;
    await this.run("set enable_external_access = false");
    await this.run("set lock_configuration = true");
    this.locked = true;
  }

  /** Runs a DuckDB statement of our own, or several without values. */
  async run(sql: string, values?: DuckDBValue[]): Promise<void> {
    await this.connection.run(sql, values);
  }

  /** The rows of a DuckDB statement of our own. */
  async rows(sql: string, values?: DuckDBValue[]): Promise<DuckDBValue[][]> {
    return (await this.connection.run(sql, values)).getRows();
  }

  /** A result that is read while it is computed. */
  async stream(sql: string): Promise<DuckDBResult> {
    return this.connection.stream(sql);
  }

  /** Makes a relation of our own whose rows this process hands over, as `registerFeed` tells. */
  feed(
    name: string,
    columns: readonly FedColumn[],
    reader: () => FeedReader,
    threads: number,
  ): void {
    registerFeed(this.connection, name, columns, reader, threads);
  }

  /** Makes a function of our own known to DuckDB's SQL, as `registerPredicate` tells. */
  addPredicate(name: string, holds: (text: string) => boolean): void {
    registerPredicate(this.connection, name, holds);
  }

  /** Runs `work` in a transaction that is rolled back when it throws. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run("begin transaction");
    try {
      const result = await work();
      await this.run("commit");
      return result;
    } catch (error) {
      // A failed commit has ended the transaction already.
      await this.run("rollback").catch(() => undefined);
      throw error;
    }
  }

  /** Stops the statement that runs, which then throws. */
  interrupt(): void {
    this.connection.interrupt();
  }

  /** Closes the database and removes what was spilled. */
  close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    rmSync(this.spillFolder, { recursive: true, force: true });
    return Promise.resolve();
  }
}

// Each thread that reads JSON holds buffers of its own, so memory grows with the threads. Without a file the rows are in
// memory as well, and events are flattened out of whole files in each place that reads them, at 50 MB a place and more.
function resources(inMemory: boolean): { threads: string; memory_limit: string } {
  const threads = Math.min(availableParallelism(), 8);
  const wanted = Math.max(768, threads * 384) * (inMemory ? 3 : 1);
  const megabytes = Math.min(wanted, Math.floor(totalmem() / 2 ** 20 / 2));
  return { threads: String(threads), memory_limit: `${megabytes}MB` };
}
