import { inUsersTerms } from "./advice";
import { QueryError } from "./queryError";
import { readCopies, type CopiedFile, type CopyResult, type StagedFile } from "./copy";
import { type Loads, writeLoads } from "./loads";
import { Relations, storedType } from "./relations";
import { render, type Rendered } from "./render";
import { Session } from "./session";
import { describe, show } from "./show";
import { SessionVariables } from "./variables";
import { translateCopy } from "../emit/copy";
import { translateQuery, translateStatement, type Translation } from "../emit/translate";
import { identifier } from "../semantics/quote";
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

/** Rows under the columns of a SELECT. */
export interface Result {
  columns: Column[];
  rows: Rendered[][];
}

/** Rows under their columns, some at a time as they are computed. */
export interface Stream {
  columns: Column[];
  rows: AsyncIterable<Rendered[][]> | Iterable<Rendered[][]>;
}

/** DuckDB with Snowflake's SQL on top. It runs what `translate` takes, and reaches nothing outside. */
export class Engine {
  private readonly variables: SessionVariables;
  /** What a statement's names mean: the relations, and beside them the variables of the session. */
  private readonly names: Schema;

  /** @param session A session of which the engine takes over the statements, not the closing. */
  constructor(
    private readonly session: Session,
    private readonly relations: Relations,
  ) {
    this.variables = new SessionVariables(session);
    this.names = {
      resolve: (name) => relations.resolve(name),
      names: () => relations.names(),
      get knowsLoads() {
        return relations.knowsLoads;
      },
      variable: (name) => this.variables.get(name),
    };
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
    if (this.relations.kindOf(name) === "table") {
      throw new QueryError(`Object '${name}' already exists as a table.`);
    }
    const { sql, columns } = translateQuery(select, this.relations);
    const names = columns.map((column) => column.name);
    const twice = names.find((column, at) => names.indexOf(column) !== at);
    if (twice !== undefined) throw new QueryError(`Duplicate column name '${twice}' in ${name}.`);
    await this.attempt(
      this.session.run(
        `create or replace temp view ${identifier(name)} (${names.map(identifier).join(", ")}) as ${sql}`,
      ),
    );
    // What a user calls the columns of a view is what its SELECT called them.
    this.relations.add("view", name, columns);
    return columns;
  }

  /**
   * Runs a Snowflake SELECT.
   *
   * @throws SqlError for what the translation refuses, QueryError for what fails while it runs.
   */
  async query(select: string): Promise<Result> {
    const { columns, rows } = await this.stream(select);
    const all: Rendered[][] = [];
    for await (const some of rows) all.push(...some);
    return { columns, rows: all };
  }

  /** As `query`, with the rows as they are computed, some at a time. */
  async stream(select: string): Promise<Stream> {
    return this.streamed(translateQuery(select, this.names));
  }

  /**
   * Runs one statement that changes no data: a query, SET, UNSET, SHOW or DESCRIBE. A variable that SET
   * makes is there for all later statements of this engine.
   *
   * @throws SqlError and QueryError as `query` does.
   */
  async execute(statement: string): Promise<Stream> {
    const translated = translateStatement(statement, this.names);
    switch (translated.kind) {
      case "query":
        return this.streamed(translated);
      case "set":
        await this.attempt(this.variables.set(translated.variables, translated.values));
        return streamOf(done);
      case "unset":
        this.variables.unset(translated.variables);
        return streamOf(done);
      case "show":
        return streamOf(await show(translated, statement, this.relations, this.session));
      case "describe":
        return streamOf(describe(translated, statement, this.relations));
    }
  }

  private async streamed({ sql, columns }: Translation): Promise<Stream> {
    const result = await this.attempt(this.session.stream(sql));
    const attempt = this.attempt.bind(this);
    async function* rows(): AsyncGenerator<Rendered[][]> {
      for (;;) {
        const chunk = await attempt(result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk
          .getRows()
          .map((row) => row.map((value, at) => render(value, columns[at]?.type ?? "VARCHAR")));
      }
    }
    return { columns, rows: rows() };
  }

  /**
   * Runs a COPY INTO over files that stand in its stage, each file in a transaction of its own: a file
   * that is not JSON, or that a conversion fails on, is skipped whole and the others are loaded, as a pipe
   * does (ON_ERROR = SKIP_FILE). Which files the stage and the pattern cover is the caller's to decide.
   *
   * @throws SqlError for what a pipe's COPY refuses.
   */
  async copyInto(statement: string, files: readonly StagedFile[]): Promise<CopyResult> {
    const copy = translateCopy(statement, this.relations);
    const table = this.relations.resolve(copy.table);
    if (table === undefined)
      throw new QueryError(`Table '${copy.table.join(".")}' does not exist.`);
    const target = `${identifier(table.name)} (${copy.columns.map(identifier).join(", ")})`;
    const results: CopiedFile[] = [];
    for (const file of files) {
      results.push(await readCopies(this.session, file, `insert into ${target} ${copy.sql}`));
    }
    return { files: results };
  }

  /** Tells what was loaded, for COPY_HISTORY and SYSTEM$PIPE_STATUS, in the place of what was told before. */
  async tellLoads(loads: Loads): Promise<void> {
    await writeLoads(this.session, loads);
    this.relations.knowsLoads = true;
  }

  /** Stops the statement that runs, which then throws. */
  interrupt(): void {
    this.session.interrupt();
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  private async attempt<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof QueryError) throw error;
      const message = error instanceof Error ? inUsersTerms(error) : String(error);
      throw new QueryError(message, { cause: error });
    }
  }
}

/** What Snowflake answers to a statement that has no rows. */
const done: Result = {
  columns: [{ name: "status", label: "status", type: "VARCHAR" }],
  rows: [["Statement executed successfully."]],
};

function streamOf({ columns, rows }: Result): Stream {
  return { columns, rows: [rows] };
}
