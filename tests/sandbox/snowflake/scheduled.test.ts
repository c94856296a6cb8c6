import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { refresh } from "../../../sandbox/pulumi/commands";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import type { Run } from "../../../sandbox/snowflake/account";
import { database, provider, schema } from "../pieces";
import { refusalOf } from "../refusal";
import { stepsOf } from "../steps";

const place = { database, schema };
const raw = '"EXAMPLE"."PUBLIC"."RAW"';
const typed = '"EXAMPLE"."PUBLIC"."TYPED"';
const stream = '"EXAMPLE"."PUBLIC"."NEWS"';
const start = new Date("2026-03-17T00:00:00Z");

function sandboxWithDatabase(): Sandbox {
  const sandbox = new Sandbox({ now: start });
  sandbox.given.database(database);
  sandbox.given.warehouse("WH");
  return sandbox;
}

interface Parts {
  stream?: Partial<snowflake.StreamOnTableArgs>;
  task?: Partial<snowflake.TaskArgs>;
  load?: Partial<snowflake.ExecuteArgs>;
  dynamic?: Partial<snowflake.DynamicTableArgs>;
}

type Options = pulumi.CustomResourceOptions;

const tables = (opts: Options): snowflake.Table[] =>
  ["RAW", "TYPED"].map(
    (name) =>
      new snowflake.Table(
        name,
        { ...place, name, columns: [{ name: "ID", type: "VARCHAR(10)" }] },
        opts,
      ),
  );

const news = (args: Parts["stream"], opts: Options): snowflake.StreamOnTable =>
  new snowflake.StreamOnTable(
    "news",
    { ...place, name: "NEWS", table: raw, appendOnly: "true", showInitialRows: "true", ...args },
    opts,
  );

const insert = `insert into ${typed} select id from ${stream}`;

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

const load = (args: Parts["load"], opts: Options): snowflake.Execute =>
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

const withWarehouse = (): Options => ({
  provider: provider({
    warehouse: "WH",
    previewFeaturesEnabled: ["snowflake_table_resource", "snowflake_dynamic_table_resource"],
  }),
});

/** Everything that `parts` names, in order, each after the one before it. */
const program =
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

const up = (sandbox: Sandbox, parts: Parts): Promise<unknown> =>
  deployProgram(program(parts), { stack: "test", sandbox });
const reasonFor = async (parts: Parts): Promise<string> =>
  (await refusalOf(program(parts), { sandbox: sandboxWithDatabase() })).reason;
const add = (sandbox: Sandbox, id: string): Promise<void> =>
  sandbox.snowflake.runner.insert(`insert into ${raw} select '${id}'`, {});
const ids = async (sandbox: Sandbox, relation: string): Promise<unknown[]> =>
  (await sandbox.query(`select id from ${relation} order by 1`)).rows.flat();
const runs = ({ snowflake }: Sandbox): Run[] => snowflake.tasks.values()[0]?.runs ?? [];
const seconds = ({ at }: Run): number => (at.getTime() - start.getTime()) / 1000;

describe("a stream in the sandbox", () => {
  it("is refused on a table that does not exist, and on what is no table", async () => {
    expect(await reasonFor({ stream: { table: '"EXAMPLE"."PUBLIC"."NOTHING"' } })).to.match(
      /Table '"EXAMPLE"."PUBLIC"."NOTHING"' does not exist/,
    );
    const onView = (): void => {
      const opts = withWarehouse();
      const dependsOn = tables(opts);
      const statement = "select id from raw";
      const view = new snowflake.View(
        "seen",
        { ...place, name: "SEEN", statement },
        { ...opts, dependsOn },
      );
      news({ table: view.fullyQualifiedName }, opts);
    };
    const { reason } = await refusalOf(onView, { sandbox: sandboxWithDatabase() });
    expect(reason).to.match(/Object found is of type 'VIEW', not specified type 'TABLE'/);
  });

  it("is refused where nothing orders the table before it", async () => {
    const unordered = (): void => {
      const opts = withWarehouse();
      tables(opts);
      news({}, opts);
    };
    const { reason } = await refusalOf(unordered, { sandbox: sandboxWithDatabase() });
    expect(reason).to.match(/nothing orders "RAW" before it/);
  });

  it("switches change tracking on, which a refresh takes for a change if the table did not ask for it", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {} });
    refresh(sandbox, "test");
    const again = await deployProgram(program({ stream: {} }), { stack: "test", sandbox });
    expect(stepsOf(again)).to.include("update RAW");
    await sandbox.close();
  });

  it("begins anew when it is told to begin elsewhere", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: { showInitialRows: "false" } });
    await add(sandbox, "a");
    await sandbox.snowflake.runner.insert(insert, {});
    expect(await ids(sandbox, "news")).to.deep.equal([]);
    await up(sandbox, { stream: {} });
    expect(await ids(sandbox, "news")).to.deep.equal(["a"]);
    await sandbox.close();
  });
});

describe("a task in the sandbox", () => {
  const refused: [string, Partial<snowflake.TaskArgs>, RegExp][] = [
    ["without a warehouse or a serverless size", { warehouse: undefined }, /neither a warehouse/],
    [
      "on a warehouse that does not exist",
      { warehouse: "NONE" },
      /Warehouse 'NONE' does not exist/,
    ],
    ["whose stream does not exist", { when: "system$stream_has_data('X')" }, /Stream 'X' does not/],
    ["started without schedule and condition", { when: undefined }, /cannot be resumed/],
    [
      "triggered without a warehouse",
      { warehouse: undefined, userTaskManagedInitialWarehouseSize: "XSMALL" },
      /TARGET_COMPLETION_INTERVAL is missing/,
    ],
  ];
  for (const [what, args, reason] of refused) {
    it(`is refused ${what}`, async () => {
      expect(await reasonFor({ stream: {}, task: args })).to.match(reason);
    });
  }

  it("runs when its stream has data, and not again for 30 seconds", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: {} });
    await sandbox.advance(5);
    await add(sandbox, "a");
    await sandbox.advance(5);
    await add(sandbox, "b");
    await sandbox.advance(60);
    expect(runs(sandbox).map((run) => [seconds(run), run.state])).to.deep.equal([
      [5, "SUCCEEDED"],
      [35, "SUCCEEDED"],
    ]);
    expect(await ids(sandbox, "typed")).to.deep.equal(["a", "b"]);
    await sandbox.close();
  });

  it("runs at its times, and skips those at which its condition does not hold", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: { schedule: { minutes: 1 } } });
    await sandbox.advance(90);
    await add(sandbox, "a");
    await sandbox.advance(90);
    expect(runs(sandbox).map((run) => [seconds(run), run.state])).to.deep.equal([
      [60, "SKIPPED"],
      [120, "SUCCEEDED"],
      [180, "SKIPPED"],
    ]);
    await sandbox.close();
  });

  it("does not run before it is started", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: { started: false } });
    await add(sandbox, "a");
    await sandbox.advance(60);
    expect(runs(sandbox)).to.deep.equal([]);
    await up(sandbox, { stream: {}, task: {} });
    await sandbox.advance(60);
    expect(await ids(sandbox, "typed")).to.deep.equal(["a"]);
    await sandbox.close();
  });

  it("fails while its table is gone, and says why", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: {} });
    await add(sandbox, "a");
    sandbox.snowflake.relations.remove(typed);
    await sandbox.advance(1);
    expect(runs(sandbox)[0]?.error).to.match(/there is no table or view typed/);
    await sandbox.close();
  });

  it("has the same runs behind it after a change", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { stream: {}, task: {} });
    await add(sandbox, "a");
    await sandbox.advance(1);
    await up(sandbox, { stream: {}, task: { schedule: { minutes: 5 } } });
    expect(runs(sandbox)).to.have.lengthOf(1);
    await sandbox.close();
  });
});

describe("a dynamic table in the sandbox", () => {
  it("has at once what it reads, and what came since when its lag has passed", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, {});
    await add(sandbox, "a");
    await up(sandbox, { dynamic: {} });
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a"]);
    await add(sandbox, "b");
    await sandbox.advance(59);
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a"]);
    await sandbox.advance(1);
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a", "b"]);
    await sandbox.close();
  });

  it("keeps what it has while its warehouse is gone", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, { dynamic: {} });
    await add(sandbox, "a");
    sandbox.snowflake.warehouses.remove('"WH"');
    await sandbox.advance(60);
    expect(await ids(sandbox, "dynamic")).to.deep.equal([]);
    sandbox.given.warehouse("WH");
    await sandbox.advance(60);
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a"]);
    await sandbox.close();
  });

  it("keeps what it has when its lag is changed", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, {});
    await add(sandbox, "a");
    await up(sandbox, { dynamic: {} });
    await up(sandbox, { dynamic: { targetLag: { maximumDuration: "1 hour" } } });
    await add(sandbox, "b");
    await sandbox.advance(600);
    expect(await ids(sandbox, "dynamic")).to.deep.equal(["a"]);
    await sandbox.close();
  });

  const refused: [string, Partial<snowflake.DynamicTableArgs>, RegExp][] = [
    ["with a lag below 60 seconds", { targetLag: { maximumDuration: "59 seconds" } }, /'59 sec/],
    ["with a lag that is none", { targetLag: { maximumDuration: "soon" } }, /'soon'/],
    ["on a warehouse that does not exist", { warehouse: "NONE" }, /Warehouse 'NONE' does not/],
    ["with a query that does not compile", { query: "select x from raw" }, /SQL compilation error/],
  ];
  for (const [what, args, reason] of refused) {
    it(`is refused ${what}`, async () => {
      expect(await reasonFor({ dynamic: args })).to.match(reason);
    });
  }

  it("is refused without its preview flag", async () => {
    const flagless = program({ dynamic: {} }, () => ({ provider: provider({ warehouse: "WH" }) }));
    const { reason } = await refusalOf(flagless, { sandbox: sandboxWithDatabase() });
    expect(reason).to.match(/^snowflake_dynamic_table_resource is currently a preview feature/);
  });
});

describe("a statement that is executed in the sandbox", () => {
  it("runs when it is made, and what reverts it when it is deleted", async () => {
    const sandbox = sandboxWithDatabase();
    await up(sandbox, {});
    await add(sandbox, "a");
    await up(sandbox, {
      stream: {},
      load: { revert: `insert into ${typed} select 'reverted'` },
    });
    expect(await ids(sandbox, "typed")).to.deep.equal(["a"]);
    await up(sandbox, { stream: {} });
    expect(await ids(sandbox, "typed")).to.deep.equal(["a", "reverted"]);
    await sandbox.close();
  });

  it("runs its new text before the old one is reverted, unless the old one is deleted first", async () => {
    const changed = async (deleteBeforeReplace: boolean): Promise<unknown[]> => {
      const sandbox = sandboxWithDatabase();
      const of = (id: string) => (): void => {
        const opts = withWarehouse();
        const dependsOn = tables(opts);
        const args = {
          execute: `insert overwrite into ${typed} select '${id}'`,
          revert: `insert overwrite into ${typed} select 'nothing'`,
        };
        load(args, { ...opts, dependsOn, deleteBeforeReplace });
      };
      await deployProgram(of("old"), { stack: "test", sandbox });
      await deployProgram(of("new"), { stack: "test", sandbox });
      const left = await ids(sandbox, "typed");
      await sandbox.close();
      return left;
    };
    expect(await changed(false)).to.deep.equal(["nothing"]);
    expect(await changed(true)).to.deep.equal(["new"]);
  });

  it("runs in a session without a schema, where names have to be qualified", async () => {
    const execute = "insert into typed select id from raw";
    expect(await reasonFor({ load: { execute } })).to.match(/there is no table or view typed/);
  });

  it("is refused without a warehouse, and without an order after what it names", async () => {
    const sandbox = sandboxWithDatabase();
    const without = program({ stream: {}, load: {} }, () => ({ provider: provider() }));
    expect((await refusalOf(without, { sandbox })).reason).to.match(/^000606 \(57P03\)/);
    const unordered = (): void => {
      const opts = withWarehouse();
      news({}, { ...opts, dependsOn: tables(opts) });
      load({}, opts);
    };
    const { reason } = await refusalOf(unordered, { sandbox: sandboxWithDatabase() });
    expect(reason).to.match(/nothing orders "\w+" before it|there is no table or view/);
  });
});
