import { readCatalogue } from "../../sql/catalogue";
import { exitStatus } from "./exitStatus";
import { printRows, type Format } from "../output/rows";
import { UsageError } from "./usageError";
import type { Terminal } from "../output/terminal";
import { isIncomplete, loadingSummary, loadWithProgress } from "./loading";
import { withWarehouse } from "../warehouse/withWarehouse";

export interface QueryOptions {
  format: Format;
  db?: string;
  detections?: string;
  disable: string[];
}

/**
 * Runs a Snowflake SELECT over a database, over log files, or over both, and prints its rows.
 *
 * @returns The exit status.
 */
export async function query(
  sql: string,
  paths: readonly string[],
  options: QueryOptions,
  terminal: Terminal,
): Promise<number> {
  if (options.db === undefined && paths.length === 0) {
    throw new UsageError(
      "There is nothing to query. Name log files or folders after the SQL, or a database with --db.",
    );
  }
  const catalogue = readCatalogue({
    ...(options.detections === undefined ? {} : { detectionsFolder: options.detections }),
    disabledDetections: options.disable,
  });
  // Without files to load, the database is only read, by as many at once as like.
  const { signal } = terminal;
  const where = { db: options.db, readOnly: paths.length === 0, catalogue, signal };
  return withWarehouse(where, async (warehouse) => {
    let status: number = exitStatus.ok;
    if (paths.length > 0) {
      const report = await loadWithProgress(warehouse, paths, terminal);
      if (isIncomplete(report)) status = exitStatus.incomplete;
      if (isIncomplete(report) || report.other.length > 0) {
        await terminal.stderr.write(`${loadingSummary(report, paths).join("\n")}\n`);
      }
    }
    await warehouse.ready();
    await printRows(terminal.stdout, options.format, await warehouse.engine.stream(sql));
    return status;
  });
}
