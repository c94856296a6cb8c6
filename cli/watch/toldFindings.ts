import type { Column, Rendered } from "../../engine";
import { literal } from "../../engine";
import type { Rows } from "../output/rows";
import type { Warehouse } from "../warehouse/warehouse";

/** The table of what was told. It stands beside the events, so that a finding is told once even by several runs. */
const table = "TOLD_FINDINGS";

const tableColumns: readonly Column[] = [
  { name: "FINDING", type: "VARCHAR", label: "finding" },
  { name: "TOLD_AT", type: "TIMESTAMP_NTZ", label: "told_at" },
];

// What makes two findings one is what FINDINGS goes by: the detection, the event's id and its record. An event without
// an id is known by its file instead.
const finding = `sha2(to_json(array_construct(
        detection_id, eventID, iff(eventID is null, file_name, null), record::string
    )))`;

const newFindings = `
    select *
    from (select findings.*, ${finding} as finding from findings) as found
    where not exists (select 1 from told_findings where told_findings.finding = found.finding)
    order by eventTime, detection_id, eventID`;

/** The findings of a database that were told by a watch. */
export class ToldFindings {
  private constructor(private readonly warehouse: Warehouse) {}

  /** @param warehouse One that is ready for queries. */
  static async of(warehouse: Warehouse): Promise<ToldFindings> {
    const told = new ToldFindings(warehouse);
    // What is there before the first watch is not new to anybody.
    if (await warehouse.addTable(table, tableColumns)) await told.tell(() => Promise.resolve(true));
    return told;
  }

  /**
   * Tells the findings that were not told yet, in the order of their time, and remembers them. A run that is killed in
   * between tells them again rather than never.
   *
   * @param print What tells them, and whether they have reached whoever reads them.
   * @returns How many were told.
   */
  async tell(print: (rows: Rows) => Promise<boolean>): Promise<number> {
    const { columns, rows } = await this.warehouse.engine.stream(newFindings);
    const keys: string[] = [];
    async function* passing(): AsyncGenerator<Rendered[][]> {
      for await (const some of rows) {
        keys.push(...some.map((row) => String(row.at(-1))));
        yield some.map((row) => row.slice(0, -1));
      }
    }
    const found = passing();
    if (!(await print({ columns: columns.slice(0, -1), rows: found }))) return 0;
    // The rows that a printer leaves are told, too.
    for await (const unread of found) void unread;
    await this.remember(keys);
    return keys.length;
  }

  private async remember(keys: readonly string[]): Promise<void> {
    const { session } = this.warehouse;
    await session.transaction(async () => {
      for (let at = 0; at < keys.length; at += 1000) {
        const rows = keys.slice(at, at + 1000).map((key) => `(${literal(key)}, now())`);
        await session.run(`insert into "${table}" values ${rows.join(", ")}`);
      }
    });
  }
}
