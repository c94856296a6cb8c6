import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { database, provider, schema } from "../pieces";
import { refusalOf } from "../refusal";

export const place = { database, schema };

const raw = '"EXAMPLE"."PUBLIC"."RAW"';
export const typed = '"EXAMPLE"."PUBLIC"."TYPED"';
const stream = '"EXAMPLE"."PUBLIC"."NEWS"';

/** When a sandbox begins. */
export const start = new Date("2026-03-17T00:00:00Z");

/** A sandbox at `start`, with a database and a warehouse. */
export function sandboxWithDatabase(): Sandbox {
  const sandbox = new Sandbox({ now: start });
  sandbox.given.database(database);
  sandbox.given.warehouse("WH");
  return sandbox;
}

/** What stands beside the tables RAW and TYPED, each with what it has other than usual. */
interface Parts {
  stream?: Partial<snowflake.StreamOnTableArgs>;
  task?: Partial<snowflake.TaskArgs>;
  load?: Partial<snowflake.ExecuteArgs>;
  dynamic?: Partial<snowflake.DynamicTableArgs>;
}

type Options = pulumi.CustomResourceOptions;

/** RAW, and TYPED, into which it is loaded. */
export const tables = (opts: Options): snowflake.Table[] =>
  ["RAW", "TYPED"].map(
    (name) =>
      new snowflake.Table(
        name,
        { ...place, name, columns: [{ name: "ID", type: "VARCHAR(10)" }] },
        opts,
      ),
  );

/** A stream on RAW. */
export const news = (args: Parts["stream"], opts: Options): snowflake.StreamOnTable =>
  new snowflake.StreamOnTable(
    "news",
    { ...place, name: "NEWS", table: raw, appendOnly: "true", showInitialRows: "true", ...args },
    opts,
  );

export const insert = `insert into ${typed} select id from ${stream}`;

const task = (args: Parts["task"], opts: Options): snowflake.Task =>
  new snowflake.Task(
    "task",
    {
      ...place,
      name: "LOAD",
      warehouse: "WH",
      when: "SYSTEM$STREAM_HAS_DATA('NEWS')",
      sqlStatement: "insert into typed select id from news",
      started: true,
      ...args,
    },
    opts,
  );

export const load = (args: Parts["load"], opts: Options): snowflake.Execute =>
  new snowflake.Execute("load", { execute: insert, revert: "select 1", ...args }, opts);

const dynamic = (args: Parts["dynamic"], opts: Options): snowflake.DynamicTable =>
  new snowflake.DynamicTable(
    "dynamic",
    {
      ...place,
      name: "DYNAMIC",
      warehouse: "WH",
      targetLag: { maximumDuration: "1 minute" },
      query: "select id from raw",
      ...args,
    },
    opts,
  );

export const withWarehouse = (): Options => ({
  provider: provider({
    warehouse: "WH",
    previewFeaturesEnabled: ["snowflake_table_resource", "snowflake_dynamic_table_resource"],
  }),
});

/** Everything that `parts` names, in order, each after the one before it. */
export const program =
  (parts: Parts, opts: () => Options = withWarehouse) =>
  (): void => {
    const options = opts();
    const dependsOn: pulumi.Resource[] = tables(options);
    const next = { ...options, dependsOn };
    if (parts.stream) dependsOn.push(news(parts.stream, { ...next }));
    if (parts.load) dependsOn.push(load(parts.load, { ...next }));
    if (parts.task) dependsOn.push(task(parts.task, { ...next }));
    if (parts.dynamic) dependsOn.push(dynamic(parts.dynamic, { ...next }));
  };

export const up = (sandbox: Sandbox, parts: Parts): Promise<unknown> =>
  deployProgram(program(parts), { stack: "test", sandbox });

/** Why the parts are refused. */
export const reasonFor = async (parts: Parts): Promise<string> =>
  (await refusalOf(program(parts), { sandbox: sandboxWithDatabase() })).reason;

/** A row comes into RAW. */
export const add = (sandbox: Sandbox, id: string): Promise<void> =>
  sandbox.snowflake.runner.insert(`insert into ${raw} select '${id}'`, {});

/** The rows of a relation. */
export const ids = async (sandbox: Sandbox, relation: string): Promise<unknown[]> =>
  (await sandbox.query(`select id from ${relation} order by 1`)).rows.flat();
