import type { Expression, Select } from "../syntax/ast";
import { SqlError } from "../syntax/error";
import { parseCopyStatement, type Copy, type CopyOption } from "../syntax/statement";
import { Mismatch } from "../semantics/mismatch";
import { identifier } from "../semantics/quote";
import type { Schema } from "../semantics/schema";
import { Scope, type Source } from "../semantics/scope";
import type { SnowflakeType } from "../semantics/types";
import { type Value, as } from "../semantics/value";
import { Emitter } from "./emitter";

/** A COPY INTO of a pipe. */
export interface CopyTranslation {
  /** The table's name as it is folded, in one to three parts. */
  table: readonly string[];
  /** The columns that are written, folded, in the order of `sql`'s. */
  columns: string[];
  /** The stage's name, folded, in one to three parts. */
  stage: readonly string[];
  /** The path below the stage, empty for all of it. */
  path: string;
  /** The regular expression that the rest of a file's path has to match as a whole. */
  pattern?: string;
  /** What happens to a file with an error. Defaults to SKIP_FILE, as pipes do. */
  onError: string;
  /** A DuckDB SELECT over `staged_files`. */
  sql: string;
}

const staged: readonly (readonly [string, SnowflakeType])[] = [
  ["$1", "VARIANT"],
  ["METADATA$FILENAME", "VARCHAR"],
  ["METADATA$FILE_LAST_MODIFIED", "TIMESTAMP_NTZ"],
  ["METADATA$START_SCAN_TIME", "TIMESTAMP_LTZ"],
  ["METADATA$FILE_ROW_NUMBER", "NUMBER"],
  ["METADATA$FILE_CONTENT_KEY", "VARCHAR"],
];

// Source: "Introduction to Snowpipe", "CREATE PIPE": options of COPY that a pipe does not take.
const refusedByPipes = new Set([
  "FILES",
  "SIZE_LIMIT",
  "PURGE",
  "FORCE",
  "VALIDATION_MODE",
  "RETURN_FAILED_ONLY",
]);
const formats: Readonly<Record<string, readonly string[]>> = {
  TYPE: ["JSON"],
  COMPRESSION: ["AUTO", "GZIP", "NONE"],
  STRIP_OUTER_ARRAY: ["FALSE"],
  STRIP_NULL_VALUES: ["FALSE"],
  ALLOW_DUPLICATE: ["FALSE"],
};

/**
 * Translates the COPY INTO of a pipe.
 *
 * @throws SqlError for what a pipe refuses, and for options that are not supported here.
 */
export function translateCopy(sql: string, schema: Schema): CopyTranslation {
  const copy = parseCopyStatement(sql);
  const refuse = (at: number, why: string): never => {
    throw new SqlError(sql, at, why);
  };
  const { select, stage, path, alias } = shapeOf(copy, refuse);
  const table = copy.table.map(({ folded }) => folded);
  const relation = schema.resolve(table);
  const written = copy.table.map((part) => part.written).join(".");
  if (!relation)
    return refuse(
      copy.table[0]?.at ?? 0,
      `there is no table ${written}. There is ${schema.names().join(", ") || "none"}.`,
    );
  for (const { folded, written: name, at } of copy.columns) {
    if (!relation.columns.some((column) => column.name === folded))
      refuse(at, `the table ${written} has no column ${name}.`);
  }
  const columns =
    copy.columns.length > 0
      ? copy.columns.map(({ folded }) => folded)
      : relation.columns.map(({ name }) => name);
  const sources: Source[] = [
    {
      alias,
      columns: staged.map(([name, type]) => ({ name, label: name, type, sql: identifier(name) })),
    },
  ];
  const context = new Emitter(sql, schema, new Scope(sql, sources));
  const expressions = select.items.map((item, index) => {
    if (item.kind === "star")
      return refuse(item.at, "COPY names what it reads: $1 and METADATA$ columns.");
    const value = context.emit(item.expression);
    const target = relation.columns.find(({ name }) => name === columns[index]);
    return stored(value, target?.type ?? value.type, item.expression.at, refuse);
  });
  if (expressions.length !== columns.length)
    refuse(select.at, `the SELECT has ${expressions.length} values for ${columns.length} columns.`);
  const { onError, pattern } = optionsOf(copy.options, refuse);
  return {
    table,
    columns,
    stage: stage.map(({ folded }) => folded),
    path,
    ...(pattern !== undefined && { pattern }),
    onError,
    sql: `SELECT ${expressions.join(", ")} FROM staged_files`,
  };
}

type Refuse = (at: number, why: string) => never;

function stored(value: Value, type: SnowflakeType, at: number, refuse: Refuse): string {
  try {
    return as(value, type);
  } catch (error) {
    if (error instanceof Mismatch) refuse(at, error.message);
    throw error;
  }
}

function shapeOf(
  { query }: Copy,
  refuse: Refuse,
): { select: Select; stage: Copy["table"]; path: string; alias: string | undefined } {
  const { body } = query;
  if (body.kind !== "select") return refuse(query.at, "COPY reads from one SELECT.");
  const { from, top } = body;
  const clauses: readonly (readonly [string, Expression | object | boolean | undefined])[] = [
    ["WITH", query.with[0]],
    ["WHERE", body.where],
    ["GROUP BY", body.groupBy],
    ["HAVING", body.having],
    ["QUALIFY", body.qualify],
    ["DISTINCT", body.distinct],
    ["ORDER BY", query.orderBy[0]],
    ["LIMIT", query.limit ?? top],
  ];
  const refused = clauses.find(([, clause]) => clause);
  if (refused) refuse(body.at, `a pipe does not support ${refused[0]} in its COPY.`);
  const join = from?.joins[0];
  if (join)
    refuse(
      join.at,
      `a pipe does not support ${join.right.kind === "function" ? join.right.call.name : "JOIN"} in its COPY.`,
    );
  if (from?.first.kind !== "staged")
    return refuse(body.at, "COPY reads from a stage: FROM @stage/path/.");
  const { stage, path, alias } = from.first;
  return { select: body, stage, path, alias: alias?.name.folded };
}

function optionsOf(
  options: readonly CopyOption[],
  refuse: Refuse,
): { onError: string; pattern?: string } {
  let onError = "SKIP_FILE";
  let pattern: string | undefined;
  let hasFormat = false;
  for (const { name, value, at } of options) {
    if (refusedByPipes.has(name)) refuse(at, `a pipe does not support ${name} in its COPY.`);
    if (name === "FILE_FORMAT" && typeof value !== "string") {
      checkFormat(value, at, refuse);
      hasFormat = true;
    } else if (name === "PATTERN" && typeof value === "string") pattern = value;
    else if (name === "ON_ERROR" && typeof value === "string")
      onError = checkOnError(value.toUpperCase(), at, refuse);
    else refuse(at, `the option ${name} of COPY is not supported here.`);
  }
  // Without a format, the stage's counts, and by default that is CSV.
  if (!hasFormat) refuse(options[0]?.at ?? 0, "COPY needs FILE_FORMAT = (TYPE = JSON).");
  return { onError, ...(pattern !== undefined && { pattern }) };
}

function checkOnError(value: string, at: number, refuse: Refuse): string {
  if (value === "ABORT_STATEMENT")
    refuse(at, "a pipe does not support ON_ERROR = ABORT_STATEMENT in its COPY.");
  if (!/^(CONTINUE|SKIP_FILE(_\d+%?)?)$/.test(value))
    refuse(at, `ON_ERROR is CONTINUE or SKIP_FILE, not ${value}.`);
  return value;
}

function checkFormat(format: readonly CopyOption[], at: number, refuse: Refuse): void {
  for (const { name, value, at: place } of format) {
    const supported =
      formats[name] ?? refuse(place, `the file format option ${name} is not supported here.`);
    if (typeof value !== "string" || !supported.includes(value.toUpperCase()))
      refuse(place, `${name} is supported as ${supported.join(", ")} only.`);
  }
  if (!format.some(({ name }) => name === "TYPE")) refuse(at, "FILE_FORMAT needs TYPE = JSON.");
}
