import { copyHistory, refreshHistory, taskHistory } from "../../semantics/activity";
import type { Context } from "../../semantics/context";
import { identifier, literal } from "../../semantics/quote";
import type { Relation } from "../../semantics/schema";
import { asTimestamp } from "../../semantics/value";
import { nameIn } from "../../syntax/statement";
import type { NamedArguments, TableEntry } from "./entry";

/** A table function of the information schema that tells what has happened. */
interface History extends Pick<TableEntry, "page" | "parameters" | "examples"> {
  /** What the host tells, under the function's name. */
  told: Relation;
  /** The column by which the newest rows are kept when there are more than RESULT_LIMIT. */
  time: string;
  /** What the arguments ask of a row, or what is missing in them. */
  conditions: (given: NamedArguments, context: Context) => string[] | string;
}

/** Its rows, out of what the host tells of its activity. */
function history({ told, time, conditions, parameters, ...entry }: History): TableEntry {
  return {
    ...entry,
    name: told.name,
    parameters,
    produce: ({ given, left, context, at }) => {
      const own = told.name.replace(/^.*[.]/, "");
      if (!context.schema.knowsActivity)
        context.refuse(at, `${own} is known only where files are loaded.`);
      if (left)
        context.refuse(at, `${own} is not joined here: select from it in a WITH, and join that.`);
      const wanted = conditions(given, context);
      if (typeof wanted === "string") return context.refuse(at, wanted);
      const limit = parameters.includes("RESULT_LIMIT")
        ? ` ORDER BY ${identifier(time)} DESC LIMIT ${resultLimit(given, context)}`
        : "";
      return {
        columns: told.columns,
        select: (_, isUsed) => {
          const used = told.columns.filter(({ name }) => isUsed(name));
          // A count asks for no column at all.
          const list = used.map(({ name }) => identifier(name)).join(", ") || "NULL";
          return `SELECT ${list} FROM ${identifier(told.name)} WHERE ${["true", ...wanted].join(" AND ")}${limit}`;
        },
      };
    },
  };
}

function resultLimit(given: NamedArguments, context: Context): number {
  const limit = given.expression("RESULT_LIMIT");
  if (!limit) return 100;
  const rows = limit.kind === "number" ? Number(limit.text) : NaN;
  if (rows >= 1 && rows <= 10_000) return rows;
  return context.refuse(limit.at, "RESULT_LIMIT is a number from 1 to 10000.");
}

/** The conditions on a column of times by the arguments for its start and its end. */
function between(
  column: string,
  [start, end]: readonly [start: string, end: string],
  given: NamedArguments,
  context: Context,
): string[] {
  return (
    [
      [start, ">="],
      [end, "<="],
    ] as const
  ).flatMap(([argument, operator]) => {
    const limit = given.expression(argument);
    return limit ? [`${identifier(column)} ${operator} ${asTimestamp(context.emit(limit))}`] : [];
  });
}

/** Source: "COPY_HISTORY": the end of the time is the present unless it is given. */
export const copyHistoryFunction = history({
  told: copyHistory,
  time: "LAST_LOAD_TIME",
  parameters: ["TABLE_NAME", "START_TIME", "END_TIME"],
  page: "copy_history",
  examples: {
    "count(*) from table(information_schema.copy_history(table_name => 'EVENTS', start_time => dateadd('hour', -1, current_timestamp())))": 0,
  },
  conditions: (given, context) => {
    const table = nameIn(given.string("TABLE_NAME") ?? "")?.at(-1);
    if (!table || !given.expression("START_TIME"))
      return "COPY_HISTORY needs table_name => a name, and start_time.";
    return [
      `"TABLE_NAME" = ${literal(table.folded)}`,
      ...between("LAST_LOAD_TIME", ["START_TIME", "END_TIME"], given, context),
    ];
  },
});

/** Source: "TASK_HISTORY": names are compared in any letter case and without database and schema. */
export const taskHistoryFunction = history({
  told: taskHistory,
  time: "SCHEDULED_TIME",
  parameters: [
    "SCHEDULED_TIME_RANGE_START",
    "SCHEDULED_TIME_RANGE_END",
    "RESULT_LIMIT",
    "TASK_NAME",
    "ERROR_ONLY",
  ],
  page: "task_history",
  examples: {
    "count(*) from table(information_schema.task_history(task_name => 'LOAD_EVENTS', result_limit => 10))": 0,
  },
  conditions: (given, context) => {
    const name = given.string("TASK_NAME");
    const range = ["SCHEDULED_TIME_RANGE_START", "SCHEDULED_TIME_RANGE_END"] as const;
    return [
      ...(name === undefined ? [] : [`upper("NAME") = upper(${literal(name)})`]),
      ...(given.flag("ERROR_ONLY") ? [`starts_with("STATE", 'FAILED')`] : []),
      ...between("SCHEDULED_TIME", range, given, context),
    ];
  },
});

/**
 * Source: "DYNAMIC_TABLE_REFRESH_HISTORY": the last day unless a start is given. A prefix is one of full names, in any
 * letter case.
 */
export const refreshHistoryFunction = history({
  told: refreshHistory,
  time: "REFRESH_END_TIME",
  parameters: [
    "DATA_TIMESTAMP_START",
    "DATA_TIMESTAMP_END",
    "RESULT_LIMIT",
    "NAME",
    "NAME_PREFIX",
    "ERROR_ONLY",
  ],
  page: "dynamic_table_refresh_history",
  examples: {
    "count(*) from table(information_schema.dynamic_table_refresh_history(name_prefix => 'SECURITY.AUDIT.'))": 0,
  },
  conditions: (given, context) => {
    const named = given.string("NAME");
    const prefix = given.string("NAME_PREFIX");
    const full = `upper(concat_ws('.', "DATABASE_NAME", "SCHEMA_NAME", "NAME"))`;
    const parts = named === undefined ? [] : [...(nameIn(named) ?? [])].reverse();
    if (named !== undefined && parts.length === 0) return "NAME is the name of a dynamic table.";
    return [
      ...parts.map(
        ({ folded }, at) =>
          `"${["NAME", "SCHEMA_NAME", "DATABASE_NAME"][at]}" = ${literal(folded)}`,
      ),
      ...(prefix === undefined ? [] : [`starts_with(${full}, upper(${literal(prefix)}))`]),
      ...(given.flag("ERROR_ONLY") ? [`"STATE" NOT IN ('SUCCEEDED', 'EXECUTING')`] : []),
      ...(given.expression("DATA_TIMESTAMP_START")
        ? []
        : [`"DATA_TIMESTAMP" >= CAST(now() AS TIMESTAMP) - INTERVAL 1 DAY`]),
      ...between("DATA_TIMESTAMP", ["DATA_TIMESTAMP_START", "DATA_TIMESTAMP_END"], given, context),
    ];
  },
});
