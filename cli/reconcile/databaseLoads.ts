import { readCatalogue } from "../../sql/catalogue";
import { withWarehouse } from "../warehouse/withWarehouse";
import type { Load } from "./loads";

/**
 * Reads the load history of a database that `--db` made.
 *
 * @throws DatabaseError when it is no such database.
 */
export async function databaseLoads(db: string, signal: AbortSignal): Promise<Load[]> {
  const where = { db, readOnly: true, catalogue: readCatalogue(), signal };
  return withWarehouse(where, async ({ session }) => {
    const rows = await session.rows(
      `select FILE_NAME, CONTENT_TAG, STATUS, REASON from "LOAD_HISTORY"`,
    );
    return rows.map(([path, tag, status, reason]) => ({
      path: String(path),
      state: stateOf(status, reason),
      ...(typeof reason === "string" ? { reason } : {}),
      // The tag of a file that was not loaded is of something else.
      ...(status === "loaded" ? { tag: String(tag) } : {}),
    }));
  });
}

function stateOf(status: unknown, reason: unknown): Load["state"] {
  // Of a copy the events are there, from the file with the same content.
  if (status === "copied") return "loaded";
  if (status !== "loaded") return "failed";
  return reason === null ? "loaded" : "partly";
}
