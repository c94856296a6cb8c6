import {
  Engine,
  QueryError,
  SqlError,
  identifier,
  translateInsert,
  translateUpdate,
  type Schema,
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
import { activityOf } from "./activity";
import { compiling, scope } from "./scope";

/**
 * Runs what was deployed: an engine for each schema, with its relations. What is in the account is the truth, and before
 * each statement the engine follows it, and it is the account's time. What tables got by statements, and what streams have still to give, is the
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
    const engine = await this.informed(namespace);
    return engine.query(sql);
  }

  async hasRow(select: string, namespace: Namespace): Promise<boolean> {
    const engine = await this.informed(namespace);
    return (await answered(engine.query(select))).rows.length > 0;
  }

  async insert(statement: string, session: Session): Promise<void> {
    await this.change(statement, session, translateInsert, (engine) =>
      engine.insert(statement, session.beforeCommit),
    );
  }

  async update(statement: string, session: Session): Promise<void> {
    await this.change(statement, session, translateUpdate, (engine) => engine.update(statement));
  }

  async call(statement: string, namespace?: Namespace): Promise<void> {
    const engine = namespace ? await this.informed(namespace) : await Engine.open();
    try {
      const { procedure, given } = await answered(engine.call(statement));
      const [message, configuration, ...more] = given;
      if (procedure.join(".") !== "SYSTEM$SEND_SNOWFLAKE_NOTIFICATION" || more.length > 0) {
        throw new Error(`the sandbox does not run this call: ${statement}`);
      }
      if (typeof message !== "string" || typeof configuration !== "string") {
        throw new SnowflakeError(
          "SYSTEM$SEND_SNOWFLAKE_NOTIFICATION: a message and a configuration are expected, and one is NULL or missing",
        );
      }
      const refused = await this.snowflake.messenger(message, configuration);
      if (refused !== undefined) throw new SnowflakeError(refused);
    } finally {
      if (!namespace) await engine.close();
    }
  }

  async refresh({ database, schema, name, statement }: DynamicTable): Promise<void> {
    const engine = await this.informed([database, schema]);
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

  /** The engine of a schema, which knows what the account has done until now. */
  private async informed(namespace: Namespace): Promise<Engine> {
    const engine = await this.engineFor(namespace);
    await engine.tellActivity(activityOf(this.snowflake, namespace));
    return engine;
  }

  /** Runs what changes a table's rows, in the schema where the table stands. */
  private async change(
    statement: string,
    { namespace, at }: Session,
    translate: (statement: string, names: Schema) => { name: string[] },
    run: (engine: Engine) => Promise<number>,
  ): Promise<void> {
    const names = scope(this.snowflake, namespace, at);
    const { name } = compiling(() => translate(statement, names));
    const [table = "", schema = namespace?.[1], database = namespace?.[0]] = [...name].reverse();
    if (database === undefined || schema === undefined) {
      throw new SnowflakeError(`the session has no schema for '${table}'`);
    }
    await answered(run(await this.informed([database, schema])));
    const filled = this.snowflake.relations.get(quoted(database, schema, table));
    if (filled?.kind === "table") filled.inserted = true;
  }

  private async engineFor(namespace: Namespace): Promise<Engine> {
    const [database, schema] = namespace;
    const isHere = (object: { database: string; schema: string }): boolean =>
      object.database === database && object.schema === schema;
    const relations = this.snowflake.relations.values().filter(isHere);
    const functions = this.snowflake.functions.values().filter(isHere);
    const key = quoted(...namespace);
    const running = this.running.get(key) ?? (await this.open(namespace));
    this.running.set(key, running);
    await running.engine.setTime(this.snowflake.now);
    await follow(running, [...relations, ...functions]);
    return running.engine;
  }

  private async open(namespace: Namespace): Promise<Running> {
    const engine = await Engine.open({ namespace });
    // Views that ask for it are compiled before any statement is.
    await engine.tellActivity(activityOf(this.snowflake, namespace));
    return { engine, has: new Set() };
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
