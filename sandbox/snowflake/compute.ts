import { Engine, QueryError, SqlError, type StagedFile } from "../../engine";
import type { Pipe, Relation, Snowflake } from "./account";
import { quoted } from "./identifier";
import { loadsOf } from "./pipeStatus";

/** Database and schema. */
export type Namespace = readonly [database: string, schema: string];

export type Answer = Awaited<ReturnType<Engine["query"]>>;
type CopiedFile = Awaited<ReturnType<Engine["copyInto"]>>["files"][number];

/** A schema as it runs: the relations that the engine was given. */
interface Running {
  engine: Engine;
  has: Set<Relation>;
}

/**
 * Runs what was deployed: an engine for each schema, with its tables and views. What is in the account is
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
    await engine.tellLoads(loadsOf(this.snowflake, namespace));
    return engine.query(sql);
  }

  async close(): Promise<void> {
    for (const { engine } of this.running.values()) await engine.close();
    this.running.clear();
  }

  private async engineFor(namespace: Namespace): Promise<Engine> {
    const [database, schema] = namespace;
    const relations = this.snowflake.relations
      .values()
      .filter((relation) => relation.database === database && relation.schema === schema);
    const key = quoted(...namespace);
    let running = this.running.get(key);
    if (running && ![...running.has].every((relation) => relations.includes(relation))) {
      await running.engine.close();
      running = undefined;
    }
    if (!running) {
      running = { engine: await Engine.open({ namespace }), has: new Set() };
      await running.engine.tellLoads(loadsOf(this.snowflake, namespace));
    }
    this.running.set(key, running);
    const { engine, has } = running;
    for (const table of relations) {
      if (table.statement !== undefined || has.has(table)) continue;
      await engine.createTable(table.name, table.columns);
      for (const { copy, file } of table.loads) await engine.copyInto(copy, [file]);
      has.add(table);
    }
    await createViews(running, relations);
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

/** Views, each after those that it selects from. One that selects from what is gone is left out: it does not run. */
async function createViews({ engine, has }: Running, relations: Relation[]): Promise<void> {
  for (;;) {
    const before = has.size;
    for (const view of relations) {
      if (view.statement === undefined || has.has(view)) continue;
      try {
        await engine.createView(view.name, view.statement);
        has.add(view);
      } catch (error) {
        if (!(error instanceof SqlError) && !(error instanceof QueryError)) throw error;
      }
    }
    if (has.size === before) return;
  }
}
