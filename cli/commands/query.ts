import { QueryError, SqlError, splitStatements, type StatementText } from "../../engine";
import { readCatalogue } from "../../sql/catalogue";
import { printRows, type Format } from "../output/rows";
import type { Terminal } from "../output/terminal";
import { truncate, visible } from "../output/visibleText";
import type { Warehouse } from "../warehouse/warehouse";
import { withWarehouse } from "../warehouse/withWarehouse";
import { exitStatus } from "./exitStatus";
import { isIncomplete, loadingSummary, loadWithProgress } from "./loading";
import { standardInput, type Input } from "./inputText";
import { sqlOf, type SqlText } from "./sqlText";
import { UsageError } from "../output/usageError";

export interface QueryOptions {
  format: Format;
  /** The file that holds the SQL, or `-` for standard input. The first argument when there is none. */
  file?: string;
  db?: string;
  detections?: string;
  disable: string[];
}

/**
 * Runs Snowflake SQL over a database, over log files, or over both, and prints the rows of each statement.
 *
 * @param given What stands after `query`: the SQL, unless `file` names it, and the paths to load.
 * @returns The exit status.
 */
export async function query(
  given: readonly string[],
  options: QueryOptions,
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  const { sql, paths } = await sqlOf(given, options.file, stdin, terminal.signal);
  const statements = statementsOf(sql);
  if (sql.file === "standard input" && paths.includes(standardInput)) {
    throw new UsageError(
      "Standard input cannot be both the SQL and a log. Name a file for one of them.",
    );
  }
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
      const report = await loadWithProgress(warehouse, paths, terminal, stdin);
      if (isIncomplete(report)) status = exitStatus.incomplete;
      if (isIncomplete(report) || report.other.length > 0) {
        await terminal.stderr.write(`${loadingSummary(report, paths).join("\n")}\n`);
      }
    }
    await warehouse.ready();
    await runAll(warehouse, sql, statements, options.format, terminal);
    return status;
  });
}

/** @throws UsageError when there is no statement, SqlError with the file for what is no SQL. */
function statementsOf(sql: SqlText): StatementText[] {
  let statements: StatementText[];
  try {
    statements = splitStatements(sql.text);
  } catch (error) {
    throw located(error, sql);
  }
  if (statements.length === 0) {
    throw new UsageError(
      `There is no statement in ${sql.file === undefined ? "the SQL" : `"${sql.file}"`}: it is empty or a comment.`,
    );
  }
  return statements;
}

/** Runs the statements in their order. The first that fails ends it; the results before it stand. */
async function runAll(
  { engine }: Warehouse,
  sql: SqlText,
  statements: readonly StatementText[],
  format: Format,
  { stdout }: Terminal,
): Promise<void> {
  const isOneOfMany = statements.length > 1;
  for (const [at, statement] of statements.entries()) {
    const which = `statement ${at + 1} of ${statements.length}`;
    try {
      const rows = await engine.execute(statement.text);
      if (isOneOfMany && at > 0 && format !== "json") await stdout.write("\n");
      if (isOneOfMany && format === "table") {
        const text = visible(statement.text.replace(/\s+/g, " "));
        await stdout.write(
          `${truncate(`${which}, line ${statement.line}: ${text}`, stdout.width)}\n`,
        );
      }
      await printRows(stdout, format, rows, { onOneLine: isOneOfMany });
    } catch (error) {
      throw located(error, sql, statement, isOneOfMany ? which : undefined);
    }
    if (stdout.isClosed) return;
  }
}

/** The same error, in which places are those in the whole text, with its file and which statement it was. */
function located(
  error: unknown,
  { text, file }: SqlText,
  statement?: StatementText,
  which?: string,
): unknown {
  const isSql = error instanceof SqlError;
  if (!isSql && !(error instanceof QueryError)) return error;
  const known =
    isSql && statement !== undefined
      ? new SqlError(text, statement.start + error.at, error.reason)
      : error;
  // A refusal says its line itself; what fails while it runs does so somewhere in the statement.
  const place = which === undefined || isSql ? which : `${which}, line ${statement?.line}`;
  known.message = [file, place, known.message].filter((part) => part !== undefined).join(": ");
  return known;
}
