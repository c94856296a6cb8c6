import type { Column, Rendered } from "../../engine";
import { leavesOf } from "./leaves";
import type { Pattern } from "./pattern";
import type { Rows } from "../output/rows";
import type { Warehouse } from "../warehouse/warehouse";

const told = `eventTime, actor(userIdentity) as actor, eventName, eventSource, awsRegion, sourceIPAddress,
    errorCode, recipientAccountId, eventID, file_name`;

/**
 * The events in which a pattern occurs, the oldest first. In the column `found`, an object, each place in the record
 * has what stands there: the value, or for a key that fits, the key.
 */
export async function hitsOf(warehouse: Warehouse, pattern: Pattern): Promise<Rows> {
  await warehouse.addSelection("SEARCHED", (record) => pattern.occursInRecord(record));
  const { columns, rows } = await warehouse.engine.stream(`select ${told}, record::string as record
from searched
order by eventTime, eventID`);
  const found: Column = { name: "FOUND", label: "found", type: "OBJECT" };
  async function* hits(): AsyncGenerator<Rendered[][]> {
    for await (const some of rows) {
      yield some.flatMap((row) => {
        const places = placesIn(String(row.at(-1)), pattern);
        return places === undefined ? [] : [[...row.slice(0, -1), JSON.stringify(places)]];
      });
    }
  }
  return { columns: [...columns.slice(0, -1), found], rows: hits() };
}

function placesIn(record: string, pattern: Pattern): Record<string, string> | undefined {
  const places = new Map<string, string>();
  for (const { path, text } of leavesOf(record)) {
    if (pattern.occursIn(text)) places.set(path, text);
  }
  return places.size === 0 ? undefined : Object.fromEntries(places);
}
