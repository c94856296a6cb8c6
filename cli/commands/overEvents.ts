import type { Catalogue } from "../../sql/catalogue";
import type { RecordChoice } from "../load/recordChoice";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../output/usageError";
import type { Warehouse } from "../warehouse/warehouse";
import { withWarehouse } from "../warehouse/withWarehouse";
import { exitStatus } from "./exitStatus";
import type { Input } from "./inputText";
import {
  discoverAsked,
  isIncomplete,
  loadingSummary,
  loadWithProgress,
  type SourceOptions,
} from "./loading";

/** How events are taken in that no database keeps. */
export interface Unkept {
  /** What is done with the records. */
  choice: RecordChoice;
  /** Ends loading. Defaults to what the warehouse does. */
  ready?: () => Promise<void>;
}

/** The events that a command reads. */
export interface Events {
  /** Log files and folders to load first. */
  paths: readonly string[];
  /** What the path `-` stands for. */
  stdin: Input;
  /** Which files under them, and how S3 is reached. */
  sources: SourceOptions;
  /** The database that keeps events. None reads those of the paths alone. */
  db: string | undefined;
  catalogue: Catalogue;
  /** Defaults to storing all of them. */
  unlessKept?: (warehouse: Warehouse) => Unkept | Promise<Unkept>;
}

/**
 * Runs `work` over the events of a database, of log files, or of both. What could not be loaded is told on stderr.
 *
 * @returns The exit status.
 * @throws UsageError when there is neither a database nor a path.
 */
export async function overEvents(
  { paths, stdin, sources, db, catalogue, unlessKept }: Events,
  terminal: Terminal,
  work: (warehouse: Warehouse) => Promise<void>,
): Promise<number> {
  if (db === undefined && paths.length === 0) {
    throw new UsageError(
      "There are no events to look at. Name log files or folders last, or a database with --db.",
    );
  }
  const discovery = await discoverAsked(paths, sources, { signal: terminal.signal, stdin });
  // Without files to load, the database is only read, by as many at once as like.
  const where = { db, readOnly: paths.length === 0, catalogue, signal: terminal.signal };
  return withWarehouse(where, async (warehouse) => {
    let status: number = exitStatus.ok;
    const unkept = db === undefined ? await unlessKept?.(warehouse) : undefined;
    if (paths.length > 0) {
      const report = await loadWithProgress(warehouse, discovery, terminal, unkept?.choice);
      if (isIncomplete(report)) status = exitStatus.incomplete;
      if (isIncomplete(report) || report.other.length > 0) {
        await terminal.stderr.write(`${loadingSummary(report, paths).join("\n")}\n`);
      }
    }
    await (unkept?.ready?.() ?? warehouse.ready());
    await work(warehouse);
    return status;
  });
}
