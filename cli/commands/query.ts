import { QueryError, SqlError, splitStatements, type StatementText } from "../../engine";
import { printRows, type Format } from "../output/format";
import type { Terminal } from "../output/terminal";
import { truncate, visible } from "../output/visibleText";
import type { Warehouse } from "../warehouse/warehouse";
import { standardInput, type Input } from "./inputText";
import type { SourceOptions } from "./loading";
import { askedCatalogue, type DetectionOptions } from "./askedCatalogue";
import { overEvents } from "./overEvents";
import { sqlOf, type SqlText } from "./sqlText";
import { UsageError } from "../output/usageError";

export interface QueryOptions extends SourceOptions, DetectionOptions {
  format: Format;
  /** The file that holds the SQL, or `-` for standard input. The first argument when there is none. */
  file?: string;
  db?: string;
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
  const catalogue = askedCatalogue(options);
  return overEvents(
    { paths, stdin, sources: options, db: options.db, catalogue },
    terminal,
    (warehouse) => runAll(warehouse, sql, statements, options.format, terminal),
  );
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
      if (isOneOfMany && at > 0 && (format === "table" || format === "csv")) {
        await stdout.write("\n");
      }
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
