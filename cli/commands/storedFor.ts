import { matcherOf } from "../load/filter/matcher";
import type { StoredRecords } from "../load/recordChoice";
import type { NeededRecords } from "../warehouse/findingsAlone";

/**
 * How records are stored of which these are needed.
 *
 * @param columnsOfAll What else is needed, of every record. Undefined where that may be all.
 */
export function storedFor(
  needs: readonly NeededRecords[],
  columnsOfAll: ReadonlySet<string> | undefined,
): StoredRecords[] {
  if (columnsOfAll === undefined) return [{}];
  const stored = needs.map(({ filter, columns, table }): StoredRecords => ({
    ...(filter && { takes: matcherOf(filter) }),
    ...(columns && { columns: new Set([...columns, ...columnsOfAll]) }),
    // What is told of all events is read from one table.
    ...(table !== undefined && columnsOfAll.size === 0 && { table }),
  }));
  return columnsOfAll.size === 0 ? stored : [...stored, { columns: columnsOfAll }];
}
