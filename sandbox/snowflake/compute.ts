import {
  Engine,
  QueryError,
  SqlError,
  identifier,
  translateDelete,
  translateInsert,
  type StagedFile,
} from "../../engine";
import type {
  Answer,
  CopiedFile,
  DynamicTable,
  Namespace,
  Pipe,
  Runner,
  Session,
  Snowflake,
  Stream,
} from "./account";
import { SnowflakeError } from "./error";
import { follow, type Running } from "./follow";
import { quoted } from "./identifier";
import { compiling, scope } from "./scope";

/**
 * Runs what was deployed: an engine for each schema, with its relations. What is in the account is the truth, and before
 * each statement the engine follows it. What tables got by statements, and what streams have still to give, is the
 * engine's alone.
 */
export class Compute implements Runner {
  private readonly running = new Map<string, Running>();

  constructor(private readonly snowflake: Snowflake) {}

  /** Runs a pipe's COPY over one file, and remembers in the table what was loaded. */
  async copy({ database, schema, statement, copy }: Pipe, file: StagedFile): Promise<CopiedFile> {
    const engine = await this.engineFor([database, schema]);
    const at = this.snowflake.now;
    const { files } = await engine.copyInto(statement, [file], at);
    const [copied] = files;
    if (!copied) throw new Error(`the COPY answered nothing for ${file.name}`);
    const table = this.snowflake.relations.get(quoted(...copy.table));
    if (copied.status === "loaded" && table?.kind === "table") {
      table.loads.push({ copy: statement, file, at });
    }
    return copied;
  }

  /** Without a namespace, the one schema that holds tables is meant. */
  async query(sql: string, namespace = this.onlyNamespace()): Promise<Answer> {
    const engine = await this.engineFor(namespace);
    return engine.query(sql);
  }

  async insert(statement: string, session: Session): Promise<void> {
    const names = scope(this.snowflake, session.namespace, session.at);
    const { name } = compiling(() => translateInsert(statement, names));
    await this.change(name, session, (engine) => engine.insert(statement, session.beforeCommit));
  }

  async delete(statement: string, session: Session): Promise<void> {
    const names = scope(this.snowflake, session.namespace, session.at);
    const { name } = compiling(() => translateDelete(statement, names));
    await this.change(name, session, (engine) => engine.delete(statement, session.beforeCommit));
  }

  /** Changes the rows of a table, and remembers that they are no longer those of its files. */
  private async change(
    name: readonly string[],
    { namespace }: Session,
    run: (engine: Engine) => Promise<number>,
  ): Promise<void> {
    const [table = "", schema = namespace?.[1], database = namespace?.[0]] = [...name].reverse();
    if (database === undefined || schema === undefined) {
      throw new SnowflakeError(`the session has no schema for '${table}'`);
    }
    const engine = await this.engineFor([database, schema]);
    await answered(run(engine));
    const changed = this.snowflake.relations.get(quoted(database, schema, table));
    if (changed?.kind === "table") changed.inserted = true;
  }

  async refresh({ database, schema, name, statement }: DynamicTable): Promise<void> {
    const engine = await this.engineFor([database, schema]);
    await answered(engine.insert(`insert overwrite into ${identifier(name)} ${statement}`));
  }

  async hasData({ database, schema, name }: Stream): Promise<boolean> {
    const engine = await this.engineFor([database, schema]);
    return answered(engine.streamHasData(name));
  }

  async close(): Promise<void> {
    for (const { engine } of this.running.values()) await engine.close();
    this.running.clear();
  }

  private async engineFor(namespace: Namespace): Promise<Engine> {
    const [database, schema] = namespace;
    const isHere = (object: { database: string; schema: string }): boolean =>
      object.database === database && object.schema === schema;
    const relations = this.snowflake.relations.values().filter(isHere);
    const functions = this.snowflake.functions.values().filter(isHere);
    const key = quoted(...namespace);
    const running: Running = this.running.get(key) ?? {
      engine: await Engine.open({ namespace }),
      has: new Set(),
    };
    this.running.set(key, running);
    await running.engine.setTime(this.snowflake.now);
    await follow(running, [...relations, ...functions]);
    return running.engine;
  }

  private onlyNamespace(): Namespace {
    const found = new Map(
      this.snowflake.relations
        .values()
        .map(({ database, schema }) => [`${database}.${schema}`, [database, schema] as const]),
    );
    const [only] = found.values();
    if (found.size !== 1 || !only) {
      throw new Error(
        `name the schema to query; there are: ${[...found.keys()].join(", ") || "none"}`,
      );
    }
    return only;
  }
}

/** What the engine refuses is an error of Snowflake's. */
async function answered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SqlError || error instanceof QueryError) {
      throw new SnowflakeError(error.message, { cause: error });
    }
    throw error;
  }
}
