import { Engine, QueryError, SqlError, type StagedFile } from "../../engine";
import type { Pipe, Relation, Snowflake, UserDefinedFunction } from "./account";
import { quoted } from "./identifier";

/** Database and schema. */
export type Namespace = readonly [database: string, schema: string];

export type Answer = Awaited<ReturnType<Engine["query"]>>;
type CopiedFile = Awaited<ReturnType<Engine["copyInto"]>>["files"][number];

/** A schema as it runs: the relations and functions that the engine was given. */
interface Running {
  engine: Engine;
  has: Set<Relation | UserDefinedFunction>;
}

/**
 * Runs what was deployed: an engine for each schema, with its tables, functions and views. What is in the account is
 * the truth; an engine that holds something which is no longer there is made anew from it.
 */
export class Compute {
  private readonly running = new Map<string, Running>();

  constructor(private readonly snowflake: Snowflake) {}

  /** Runs a pipe's COPY over one file, and remembers in the table what was loaded. */
  async copy({ database, schema, statement, copy }: Pipe, file: StagedFile): Promise<CopiedFile> {
    const engine = await this.engineFor([database, schema]);
    const { files } = await engine.copyInto(statement, [file]);
    const [copied] = files;
    if (!copied) throw new Error(`the COPY answered nothing for ${file.name}`);
    if (copied.status === "loaded") {
      this.snowflake.relations.get(quoted(...copy.table))?.loads.push({ copy: statement, file });
    }
    return copied;
  }

  /** Without a namespace, the one schema that holds tables is meant. */
  async query(sql: string, namespace = this.onlyNamespace()): Promise<Answer> {
    const engine = await this.engineFor(namespace);
    return engine.query(sql);
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
    const all: ReadonlySet<Relation | UserDefinedFunction> = new Set([...relations, ...functions]);
    const key = quoted(...namespace);
    let running = this.running.get(key);
    if (running && ![...running.has].every((object) => all.has(object))) {
      await running.engine.close();
      running = undefined;
    }
    running ??= { engine: await Engine.open({ namespace }), has: new Set() };
    this.running.set(key, running);
    const { engine, has } = running;
    for (const table of relations) {
      if (table.statement !== undefined || has.has(table)) continue;
      await engine.createTable(table.name, table.columns);
      for (const { copy, file } of table.loads) await engine.copyInto(copy, [file]);
      has.add(table);
    }
    await createTexts(running, all);
    return engine;
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

/** Functions and views, each after what it names. One that names what is gone is left out: it does not run. */
async function createTexts(
  { engine, has }: Running,
  all: Iterable<Relation | UserDefinedFunction>,
): Promise<void> {
  for (;;) {
    const before = has.size;
    for (const object of all) {
      if (object.statement === undefined || has.has(object)) continue;
      try {
        if ("made" in object) await engine.createFunction(object.statement);
        else await engine.createView(object.name, object.statement);
        has.add(object);
      } catch (error) {
        if (!(error instanceof SqlError) && !(error instanceof QueryError)) throw error;
      }
    }
    if (has.size === before) return;
  }
}
