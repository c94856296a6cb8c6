import { rmSync } from "node:fs";
import path from "node:path";
import { scratchFolder } from "../../engine";
import type { Catalogue } from "../../sql/catalogue";
import { Warehouse } from "./warehouse";

/**
 * Opens the warehouse in the user's file, or in a file of its own that is removed in the end: in memory
 * the events would take several times as much.
 */
export async function withWarehouse<T>(
  options: {
    db: string | undefined;
    readOnly: boolean;
    catalogue: Catalogue;
    /** Stops the statement that runs. */
    signal: AbortSignal;
  },
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const folder = options.db === undefined ? scratchFolder() : "";
  try {
    const warehouse = await Warehouse.open({
      file: options.db ?? path.join(folder, "events.duckdb"),
      readOnly: options.readOnly,
      catalogue: options.catalogue,
    });
    const interrupt = (): void => warehouse.session.interrupt();
    options.signal.addEventListener("abort", interrupt);
    try {
      return await work(warehouse);
    } finally {
      options.signal.removeEventListener("abort", interrupt);
      await warehouse.close();
    }
  } finally {
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  }
}
