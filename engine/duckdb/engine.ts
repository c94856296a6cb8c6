import { gathered, type Result, statusOf, type Stream, streamed, whole } from "./answer";
import { attempt } from "./attempt";
import { Changes } from "./changes";
import { QueryError } from "./queryError";
import { readCopies, type CopiedFile, type CopyResult, type StagedFile } from "./copy";
import { type Activity, writeActivity } from "./activity";
import { Relations, storedType } from "./relations";
import type { Rendered } from "./render";
import { Session } from "./session";
import { describe, show } from "./show";
import { Streams } from "./streams";
import { refuseTaken } from "./userFunctions";
import { SessionVariables } from "./variables";
import { translateCopy } from "../emit/copy";
import { translateFunction, translateQuery, translateStatement } from "../emit/translate";
import type { FunctionTranslation } from "../emit/createFunction";
import { translateCall } from "../emit/procedureCall";
import { macroName } from "../emit/userFunction";
import { identifier, literal } from "../semantics/quote";
import type { Column, Schema } from "../semantics/schema";

export type { CopyResult, StagedFile } from "./copy";
export type { Rendered } from "./render";

export interface EngineOptions {
  /** The database's file. Defaults to a database in memory. */
  file?: string;
  /**
   * The database and schema, in upper case, that qualified names have to name. Defaults to taking any.
   */
  namespace?: readonly [database: string, schema: string];
}

/** DuckDB with Snowflake's SQL on top. It runs what `translate` takes, and reaches nothing outside. */
export class Engine {
  private readonly variables: SessionVariables;
  private readonly streams: Streams;
  private readonly changes: Changes;
  /** What a statement's names mean: the relations and functions, and beside them the variables of the session. */
  private readonly names: Schema;

  /** @param session A session of which the engine takes over the statements, not the closing. */
  constructor(
    private readonly session: Session,
    private readonly relations: Relations,
  ) {
    this.variables = new SessionVariables(session);
    this.streams = new Streams(session, relations);
    this.names = {
      resolve: (name) => relations.resolve(name),
      names: () => relations.names(),
      function: (name) => relations.function(name),
      namespace: relations.namespace,
      get knowsActivity() {
        return relations.knowsActivity;
      },
      variable: (name) => this.variables.get(name),
    };
    this.changes = new Changes(session, relations, this.streams, this.names);
  }

  /** @throws DatabaseError when the file is not a database, or another process holds it. */
  static async open(options: EngineOptions = {}): Promise<Engine> {
    const session = await Session.open(options.file === undefined ? {} : { file: options.file });
    return new Engine(session, new Relations(options.namespace));
  }

  /** Creates an empty table. Its name is taken as Snowflake stores it: in upper case, unless quoted. */
  async createTable(name: string, columns: readonly Column[]): Promise<void> {
    if (this.relations.kindOf(name) !== undefined) {
      throw new QueryError(`Object '${name}' already exists.`);
    }
    const definitions = columns.map((column) => `${identifier(column.name)} ${storedType(column)}`);
    await this.session.run(`create table ${identifier(name)} (${definitions.join(", ")})`);
    this.relations.add("table", name, columns);
  }

  /**
   * Creates a view from a Snowflake SELECT, or replaces one.
   *
   * @returns The view's columns.
   * @throws SqlError for what the translation refuses, QueryError for what DuckDB refuses.
   */
  async createView(name: string, select: string): Promise<Column[]> {
    const kind = this.relations.kindOf(name);
    if (kind !== undefined && kind !== "view") {
      throw new QueryError(`Object '${name}' already exists as a ${kind}.`);
    }
    const { sql, columns } = translateQuery(select, this.relations);
    const names = columns.map((column) => column.name);
    const twice = names.find((column, at) => names.indexOf(column) !== at);
    if (twice !== undefined) throw new QueryError(`Duplicate column name '${twice}' in ${name}.`);
    await attempt(
      this.session.run(
        `create or replace temp view ${identifier(name)} (${names.map(identifier).join(", ")}) as ${sql}`,
      ),
    );
    // What a user calls the columns of a view is what its SELECT called them.
    this.relations.add("view", name, columns);
    return columns;
  }

  /** Creates a table that only this engine sees, with the rows that a Snowflake SELECT has now. */
  async createTemporaryTable(name: string, select: string): Promise<void> {
    const { sql, columns } = translateQuery(select, this.relations);
    const names = columns.map((column) => identifier(column.name)).join(", ");
    await attempt(
      this.session.run(
        `create temp table ${identifier(name)} as select * from (${sql}) as rows(${names})`,
      ),
    );
    this.relations.add("table", name, columns);
  }

  /**
   * Creates a scalar function of SQL from its CREATE FUNCTION, for all later statements of this engine. With OR REPLACE
   * it takes the place of one with the same name and parameters, in views that call it, too.
   *
   * @throws SqlError for what the translation refuses, QueryError for a name that is taken.
   */
  async createFunction(statement: string): Promise<void> {
    await this.addFunction(translateFunction(statement, this.relations));
  }

  private async addFunction(translation: FunctionTranslation): Promise<void> {
    refuseTaken(translation, this.relations);
    await attempt(this.session.run(translation.sql));
    this.relations.addFunction(translation.function);
  }

  /**
   * Creates an append-only stream: the rows that a table gets from now on, until an INSERT has read them.
   *
   * @param showInitialRows Whether the rows that the table has are among them.
   * @throws QueryError when the table does not exist or the name is taken.
   */
  async createStream(name: string, table: string, showInitialRows: boolean): Promise<void> {
    await this.streams.create(name, table, showInitialRows);
  }

  /** Whether a stream has rows that no INSERT has read yet. Source: "SYSTEM$STREAM_HAS_DATA". */
  streamHasData(name: string): Promise<boolean> {
    return this.streams.hasData(name);
  }

  /** Removes a function. What calls it fails from then on. */
  async dropFunction(name: string): Promise<void> {
    if (this.relations.function([name]) === undefined)
      throw new QueryError(`Function '${name}' does not exist.`);
    await this.session.run(`drop macro ${macroName(name)}`);
    this.relations.removeFunction(name);
  }

  /** Removes a table, view or stream. What reads it fails from then on. */
  async drop(name: string): Promise<void> {
    const kind = this.relations.kindOf(name);
    if (kind === undefined) throw new QueryError(`Object '${name}' does not exist.`);
    await this.session.run(`drop ${kind === "table" ? "table" : "view"} ${identifier(name)}`);
    this.relations.remove(name);
    this.streams.forget(name);
  }

  /**
   * Runs an INSERT [OVERWRITE] INTO … SELECT in a transaction of its own. The streams that its query reads have given
   * their rows then; when it fails, nothing was inserted, and they still have them.
   *
   * @param beforeCommit What has to succeed as well. Defaults to nothing.
   * @returns How many rows were inserted.
   * @throws SqlError for what the translation refuses, QueryError for what fails while it runs.
   */
  insert(statement: string, beforeCommit: () => void = () => undefined): Promise<number> {
    return attempt(this.changes.insert(statement, beforeCommit));
  }

  /**
   * Runs an UPDATE of one table.
   *
   * @returns How many rows were updated.
   * @throws SqlError and QueryError as `insert` does.
   */
  update(statement: string): Promise<number> {
    return attempt(this.changes.update(statement));
  }

  /**
   * Runs a DELETE of one table.
   *
   * @param beforeCommit What has to succeed as well. Defaults to nothing.
   * @returns How many rows were deleted.
   * @throws SqlError and QueryError as `insert` does, and where a stream has still to give one of the rows, which
   * Snowflake would keep for it.
   */
  delete(statement: string, beforeCommit: () => void = () => undefined): Promise<number> {
    return attempt(this.changes.delete(statement, beforeCommit));
  }

  /**
   * Computes what a CALL gives to its procedure, which is the caller's to run.
   *
   * @returns The procedure's name as the statement has it, in upper case unless quoted, and its arguments.
   * @throws SqlError and QueryError as `query` does.
   */
  async call(statement: string): Promise<{ procedure: string[]; given: Rendered[] }> {
    const { procedure, arguments: args } = translateCall(statement, this.names);
    const { rows } = await gathered(await streamed(this.session, args));
    return { procedure, given: rows.flat() };
  }

  /**
   * Runs a Snowflake SELECT.
   *
   * @throws SqlError for what the translation refuses, QueryError for what fails while it runs.
   */
  async query(select: string): Promise<Result> {
    return gathered(await this.stream(select));
  }

  /** As `query`, with the rows as they are computed, some at a time. */
  async stream(select: string): Promise<Stream> {
    return streamed(this.session, translateQuery(select, this.names));
  }

  /**
   * Runs one statement that changes no data: a query, SET, UNSET, SHOW, DESCRIBE or CREATE FUNCTION. A variable
   * or function that it makes is there for all later statements of this engine.
   *
   * @throws SqlError and QueryError as `query` does.
   */
  async execute(statement: string): Promise<Stream> {
    const translated = translateStatement(statement, this.names);
    switch (translated.kind) {
      case "query":
        return streamed(this.session, translated);
      case "set":
        await attempt(this.variables.set(translated.variables, translated.values));
        return statusOf(executed);
      case "unset":
        this.variables.unset(translated.variables);
        return statusOf(executed);
      case "show":
        return whole(await show(translated, statement, this.relations, this.session));
      case "describe":
        return whole(describe(translated, statement, this.relations));
      case "createFunction":
        await this.addFunction(translated);
        return statusOf(`Function ${translated.function.name} successfully created.`);
    }
  }

  /**
   * Runs a COPY INTO over files that stand in its stage, each file in a transaction of its own: a file
   * that is not JSON, or that a conversion fails on, is skipped whole and the others are loaded, as a pipe
   * does (ON_ERROR = SKIP_FILE). Which files the stage and the pattern cover is the caller's to decide.
   *
   * @param at What METADATA$START_SCAN_TIME is. Defaults to the time of the call.
   * @throws SqlError for what a pipe's COPY refuses.
   */
  async copyInto(
    statement: string,
    files: readonly StagedFile[],
    at = new Date(),
  ): Promise<CopyResult> {
    const copy = translateCopy(statement, this.relations);
    const table = this.relations.resolve(copy.table);
    if (table === undefined)
      throw new QueryError(`Table '${copy.table.join(".")}' does not exist.`);
    const target = `${identifier(table.name)} (${copy.columns.map(identifier).join(", ")})`;
    const results: CopiedFile[] = [];
    for (const file of files) {
      results.push(await readCopies(this.session, file, `insert into ${target} ${copy.sql}`, at));
    }
    return { files: results };
  }

  /** Tells what the functions of the information schema and SYSTEM$PIPE_STATUS tell, in the place of what was told before. */
  async tellActivity(activity: Activity): Promise<void> {
    await writeActivity(this.session, activity);
    this.relations.knowsActivity = true;
  }

  /** Sets the time that CURRENT_TIMESTAMP, SYSDATE and their like give from now on. Until then it is the machine's. */
  async setTime(time: Date): Promise<void> {
    // A macro of the session goes before the function of the system, in views that call it, too.
    await this.session.run(
      `create or replace temp macro now() as TIMESTAMPTZ ${literal(time.toISOString())}`,
    );
  }

  /** Stops the statement that runs, which then throws. */
  interrupt(): void {
    this.session.interrupt();
  }

  async close(): Promise<void> {
    await this.session.close();
  }
}

const executed = "Statement executed successfully.";
