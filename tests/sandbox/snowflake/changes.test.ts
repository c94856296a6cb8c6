import * as aws from "@pulumi/aws";
import * as snowflake from "@pulumi/snowflake";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { expect } from "chai";
import { destroy, refresh } from "../../../sandbox/pulumi/commands";
import { deployProgram, type Deployment } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import type { Delivery } from "../../../sandbox/crossing/delivery";
import {
  bucketName,
  database,
  integration,
  location,
  pipe,
  provider,
  readPolicy,
  role,
  schema,
  stage,
  table,
  Wait,
} from "../pieces";
import { refusalOf } from "../refusal";
import { stepsOf } from "../steps";

const stack = "test";

interface Chain {
  stageArgs?: Partial<snowflake.StageArgs>;
  stageOpts?: CustomResourceOptions;
  integrationArgs?: Partial<snowflake.StorageIntegrationArgs>;
  columns?: string[];
  view?: string;
}

/** A whole chain as somebody would write it who knows nothing of pipes and their stages. */
function chain({ stageArgs, stageOpts, integrationArgs, columns, view }: Chain = {}) {
  return (): void => {
    const opts: CustomResourceOptions = { provider: provider({ warehouse: "WH" }) };
    const reader = integration(integrationArgs ?? {}, opts);
    const trusted = role(reader);
    const allowed = new aws.iam.RolePolicy("policy", { role: trusted.name, policy: readPolicy });
    const waited = new Wait("wait", 30, { dependsOn: [allowed] });
    const logs = stage(
      { storageIntegration: reader.name, ...stageArgs },
      { ...opts, ...stageOpts },
    );
    const raw = columns
      ? new snowflake.Table(
          "table",
          {
            database,
            schema,
            name: "RAW",
            columns: columns.map((name) => ({ name, type: "VARIANT" })),
          },
          opts,
        )
      : table(opts);
    const loads = pipe({}, { ...opts, dependsOn: [logs, raw, waited] });
    new aws.s3.BucketNotification("notification", {
      bucket: bucketName,
      queues: [{ queueArn: loads.notificationChannel, events: ["s3:ObjectCreated:*"] }],
    });
    const statement = view ?? "select record:n::number as n from raw";
    new snowflake.View(
      "view",
      { database, schema, name: "NUMBERS", statement },
      { ...opts, dependsOn: raw },
    );
  };
}

class World {
  readonly sandbox = new Sandbox();
  private put = 0;

  constructor() {
    this.sandbox.given.bucket(bucketName);
    this.sandbox.given.database(database);
    this.sandbox.given.warehouse("WH");
  }

  up(program: () => void, replace: string[] = []): Promise<Deployment> {
    return deployProgram(program, { stack, sandbox: this.sandbox, replace });
  }

  async refused(program: () => void): Promise<string> {
    return (await refusalOf(program, { sandbox: this.sandbox })).reason;
  }

  /** Puts an object with a number of its own. */
  object(): Promise<Delivery> {
    this.put += 1;
    const body = Buffer.from(JSON.stringify({ n: this.put }));
    return this.sandbox.putObject(bucketName, `AWSLogs/${this.put}.json`, body, "administrator");
  }

  async numbers(): Promise<unknown[]> {
    return (await this.sandbox.query("select n from numbers order by 1")).rows.flat();
  }
}

describe("a change in the sandbox's Snowflake", () => {
  let world: World;
  beforeEach(async () => {
    world = new World();
    await world.up(chain());
    expect(await world.object()).to.include({ arrived: true });
  });
  afterEach(() => world.sandbox.close());

  it("of a stage's URL stops its pipe", async () => {
    const changed = await world.up(chain({ stageArgs: { url: `${location}2026/` } }));
    expect(stepsOf(changed)).to.deep.equal(["update stage"]);
    const { step, reason } = await world.object();
    expect(step).to.equal("stage");
    expect(reason).to.match(/STOPPED_STAGE_ALTERED/);
  });

  it("of a stage's URL is refused where its integration does not lead", async () => {
    const elsewhere = chain({ stageArgs: { url: "s3://example-other/" } });
    expect(await world.refused(elsewhere)).to.match(/is not allowed by integration 'EXAMPLE'/);
  });

  it("of an integration's locations is felt at once, and keeps its external id", async () => {
    const { integrations } = world.sandbox.snowflake;
    const before = integrations.get('"EXAMPLE"')?.externalId;
    const changed = await world.up(
      chain({ integrationArgs: { storageAllowedLocations: ["s3://example-other/"] } }),
    );
    expect(stepsOf(changed)).to.deep.equal(["update integration"]);
    expect(integrations.get('"EXAMPLE"')?.externalId).to.equal(before);
    expect(await world.object()).to.include({ arrived: false, step: "integration" });
  });

  it("that makes the stage anew under its name leaves the pipe without it", async () => {
    const first = await world.up(chain());
    const urn = first.resources.find(({ name }) => name === "stage")?.urn ?? "";
    const changed = await world.up(chain({ stageOpts: { deleteBeforeReplace: true } }), [urn]);
    expect(stepsOf(changed)).to.deep.equal(["delete-replaced stage", "create-replacement stage"]);
    const { step, reason } = await world.object();
    expect(step).to.equal("stage");
    expect(reason).to.match(/STOPPED_STAGE_DROPPED/);
  });

  it("of an integration's identity leaves the stage with the old one", async () => {
    const { integrations } = world.sandbox.snowflake;
    const old = integrations.get('"EXAMPLE"');
    integrations.remove('"EXAMPLE"');
    refresh(world.sandbox, stack);
    const changed = await world.up(chain());
    expect(stepsOf(changed)).to.deep.equal(["create integration", "update role"]);
    expect(integrations.get('"EXAMPLE"')).not.to.equal(old);
    expect((await world.object()).reason).to.match(
      /bound to an integration 'EXAMPLE' that is gone/,
    );
  });

  it("of a view's statement answers queries from then on, and keeps the rows below", async () => {
    const doubled = "select 2 * record:n::number as n from raw";
    expect(stepsOf(await world.up(chain({ view: doubled })))).to.deep.equal(["update view"]);
    await world.object();
    expect(await world.numbers()).to.deep.equal([2, 4]);
  });

  it("of a view's statement in letter case only is not sent", async () => {
    const shouted = "SELECT record:n::NUMBER AS n FROM raw";
    expect((await world.up(chain({ view: shouted }))).steps).to.deep.equal([]);
  });

  it("of a view's statement is refused when it does not compile", async () => {
    expect(await world.refused(chain({ view: "select m from raw" }))).to.match(
      /^SQL compilation error/,
    );
    expect(await world.numbers()).to.deep.equal([1]);
  });

  it("adds columns to a table, and keeps its rows", async () => {
    const changed = await world.up(chain({ columns: ["RECORD", "MORE"] }));
    expect(stepsOf(changed)).to.deep.equal(["update table"]);
    const { rows } = await world.sandbox.query("select record:n::number, more from raw");
    expect(rows).to.deep.equal([[1, null]]);
    expect(await world.refused(chain({ columns: ["MORE"] }))).to.match(/only adds columns/);
  });

  it("that drops a table drops its rows", async () => {
    world.sandbox.snowflake.relations.remove('"EXAMPLE"."PUBLIC"."RAW"');
    refresh(world.sandbox, stack);
    await world.up(chain());
    expect(await world.numbers()).to.deep.equal([]);
    await world.object();
    expect(await world.numbers()).to.deep.equal([2]);
  });

  it("that drops a table breaks the views on it", async () => {
    world.sandbox.snowflake.relations.remove('"EXAMPLE"."PUBLIC"."RAW"');
    const failure = await world.numbers().catch((error: Error) => error.message);
    expect(failure).to.match(/NUMBERS/i);
  });
});

describe("deleting in the sandbox's Snowflake", () => {
  it("of a database takes what stands in it", async () => {
    const world = new World();
    const { snowflake: account } = world.sandbox;
    await world.up(() => {
      const made = new snowflake.Database("database", { name: "DB" });
      const opts = { provider: provider(), retainOnDelete: true };
      new snowflake.Table(
        "table",
        {
          database: made.name,
          schema: "PUBLIC",
          name: "T",
          columns: [{ name: "C", type: "DATE" }],
        },
        opts,
      );
    });
    expect(account.relations.names()).to.deep.equal(['"DB"."PUBLIC"."T"']);
    await destroy(world.sandbox, stack);
    expect(account.databases.names()).to.deep.equal(['"EXAMPLE"']);
    expect(account.schemas.names()).to.deep.equal(['"EXAMPLE"."PUBLIC"']);
    expect(account.relations.names()).to.deep.equal([]);
  });

  it("of a chain leaves the queue, which is the account's, and nothing else", async () => {
    const world = new World();
    const { aws: amazon, snowflake: account } = world.sandbox;
    await world.up(chain());
    await destroy(world.sandbox, stack);
    expect(amazon.queues.names()).to.have.length(1);
    expect(amazon.roles.names()).to.deep.equal([]);
    expect(amazon.buckets.get(bucketName)?.notification?.value.rules).to.deep.equal([]);
    for (const objects of [account.integrations, account.stages, account.pipes]) {
      expect(objects.names(), objects.kind).to.deep.equal([]);
    }
  });

  it("needs the preview features that creating needed", async () => {
    const world = new World();
    const features = (previewFeaturesEnabled: string[]) => (): void => {
      const given = provider({ previewFeaturesEnabled });
      if (previewFeaturesEnabled.length > 0) table({ provider: given });
    };
    await world.up(features(["snowflake_table_resource"]));
    expect(await world.refused(features([]))).to.match(
      /^snowflake_table_resource is currently a preview feature/,
    );
  });
});

describe("a warehouse in the sandbox's Snowflake", () => {
  it("is made anew when its size is taken away, and changed in place when it grows", async () => {
    const world = new World();
    const warehouse = (args: snowflake.WarehouseArgs) => (): void =>
      void new snowflake.Warehouse("wh", { name: "ONE", ...args });
    await world.up(warehouse({ warehouseSize: "XSMALL" }));
    const grown = await world.up(warehouse({ warehouseSize: "SMALL" }));
    expect(stepsOf(grown)).to.deep.equal(["update wh"]);
    expect(stepsOf(await world.up(warehouse({})))).to.deep.equal([
      "delete-replaced wh",
      "create-replacement wh",
    ]);
  });
});

describe("renaming in the sandbox's Snowflake", () => {
  it("moves a warehouse, in place", async () => {
    const world = new World();
    const warehouse = (name: string) => (): void => void new snowflake.Warehouse("wh", { name });
    await world.up(warehouse("ONE"));
    expect(stepsOf(await world.up(warehouse("TWO")))).to.deep.equal(["update wh"]);
    expect(world.sandbox.snowflake.warehouses.names()).to.deep.equal(['"WH"', '"TWO"']);
    expect(await world.refused(warehouse("WH"))).to.match(/'WH' already exists/);
  });

  it("of a database is refused: what stands in it would have to follow", async () => {
    const world = new World();
    await world.up(() => void new snowflake.Database("db", { name: "ONE" }));
    expect(await world.refused(() => void new snowflake.Database("db", { name: "TWO" }))).to.equal(
      "the sandbox does not rename ONE to TWO: what stands in it would have to follow",
    );
  });
});
