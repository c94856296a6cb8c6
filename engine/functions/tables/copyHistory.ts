import { copyHistory as told } from "../../semantics/loads";
import { identifier, literal } from "../../semantics/quote";
import { asTimestamp } from "../../semantics/value";
import { nameIn } from "../../syntax/statement";
import type { TableEntry } from "./entry";

/**
 * COPY_HISTORY, out of what the host tells of its loading.
 *
 * Source: "COPY_HISTORY": the end of the time is the present unless it is given.
 */
export const copyHistory: TableEntry = {
  name: "INFORMATION_SCHEMA.COPY_HISTORY",
  parameters: ["TABLE_NAME", "START_TIME", "END_TIME"],
  page: "copy_history",
  examples: {
    "count(*) from table(information_schema.copy_history(table_name => 'EVENTS', start_time => dateadd('hour', -1, current_timestamp())))": 0,
  },
  produce: ({ given, left, context, at }) => {
    if (!context.schema.knowsLoads)
      context.refuse(at, "COPY_HISTORY is known only where files are loaded.");
    if (left)
      context.refuse(
        at,
        "COPY_HISTORY is not joined here: select from it in a WITH, and join that.",
      );
    const table = nameIn(given.string("TABLE_NAME") ?? "")?.at(-1);
    const start = given.expression("START_TIME");
    if (!table || !start)
      return context.refuse(at, "COPY_HISTORY needs table_name => a name, and start_time.");
    const end = given.expression("END_TIME");
    const conditions = [
      `"TABLE_NAME" = ${literal(table.folded)}`,
      `"LAST_LOAD_TIME" >= ${asTimestamp(context.emit(start))}`,
      ...(end ? [`"LAST_LOAD_TIME" <= ${asTimestamp(context.emit(end))}`] : []),
    ];
    return {
      columns: told.columns,
      select: (_, isUsed) => {
        const used = told.columns.filter(({ name }) => isUsed(name));
        // A count asks for no column at all.
        const list = used.map(({ name }) => identifier(name)).join(", ") || "NULL";
        return `SELECT ${list} FROM ${identifier(told.name)} WHERE ${conditions.join(" AND ")}`;
      },
    };
  },
};
