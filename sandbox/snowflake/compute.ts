import { Engine } from "../../engine";
import type { Snowflake } from "./account";
import type { Pipe } from "./pipe";

/** Database and schema. */
export type Namespace = readonly [database: string, schema: string];

export type Answer = Awaited<ReturnType<Engine["query"]>>;
type CopyResult = Awaited<ReturnType<Engine["copyInto"]>>;
type StagedFile = Parameters<Engine["copyInto"]>[1][number];

/** Runs what was deployed: an engine for each schema, with its tables and views. */
export class Compute {
  private readonly engines = new Map<string, { engine: Promise<Engine>; made: Set<string> }>();

  constructor(private readonly snowflake: Snowflake) {}

  async copy(pipe: Pipe, files: StagedFile[]): Promise<CopyResult> {
    const engine = await this.engineFor([pipe.database, pipe.schema]);
    return engine.copyInto(pipe.statement, files);
  }

  /** Without a namespace, the one schema that holds tables is meant. */
  async query(sql: string, namespace = this.onlyNamespace()): Promise<Answer> {
    const engine = await this.engineFor(namespace);
    return engine.query(sql);
  }

  async close(): Promise<void> {
    for (const { engine } of this.engines.values()) await (await engine).close();
    this.engines.clear();
  }

  private async engineFor(namespace: Namespace): Promise<Engine> {
    const key = namespace.join(".");
    const open = this.engines.get(key) ?? { engine: Engine.open({ namespace }), made: new Set() };
    this.engines.set(key, open);
    const engine = await open.engine;
    for (const relation of this.snowflake.relations.values()) {
      const { database, schema, name, columns, statement } = relation;
      if (database !== namespace[0] || schema !== namespace[1] || open.made.has(name)) continue;
      open.made.add(name);
      await (statement === undefined
        ? engine.createTable(name, columns)
        : engine.createView(name, statement));
    }
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
