import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { database, integration, location, pipe, provider, schema, stage, table } from "../pieces";
import { refusalOf } from "../refusal";

function sandboxWithDatabase(): Sandbox {
  const sandbox = new Sandbox();
  sandbox.given.database(database);
  sandbox.given.warehouse("WH");
  return sandbox;
}

describe("a Snowflake provider in the sandbox", () => {
  const flags: Record<string, () => void> = {
    storage_integration: () =>
      integration({}, { provider: provider({ previewFeaturesEnabled: [] }) }),
    stage: () =>
      stage({ storageIntegration: "X" }, { provider: provider({ previewFeaturesEnabled: [] }) }),
    table: () => table({ provider: provider({ previewFeaturesEnabled: [] }) }),
    pipe: () => pipe({}, { provider: provider({ previewFeaturesEnabled: [] }) }),
  };
  for (const [feature, program] of Object.entries(flags)) {
    it(`refuses a ${feature} without its preview flag, and only when it is applied`, async () => {
      const { reason } = await refusalOf(program, { sandbox: sandboxWithDatabase() });
      expect(reason).to.match(
        new RegExp(`^snowflake_${feature}_resource is currently a preview feature`),
      );
      const options = { stack: "test", sandbox: sandboxWithDatabase() };
      await deployProgram(program, { ...options, preview: true });
    });
  }

  it("does not take flags from the stack's configuration when it is explicit", async () => {
    const config = { "snowflake:previewFeaturesEnabled": '["snowflake_table_resource"]' };
    const explicit = (): void => void table({ provider: new snowflake.Provider("snowflake") });
    const options = { sandbox: sandboxWithDatabase(), config };
    expect((await refusalOf(explicit, options)).reason).to.match(/preview feature/);
    await deployProgram(() => void table({}), { stack: "test", ...options });
  });

  it("cannot log in with a warehouse that does not exist, unless it is told not to check", async () => {
    const program = (args: snowflake.ProviderArgs) => () => void provider(args);
    const { reason } = await refusalOf(program({ warehouse: "NEW" }));
    expect(reason).to.match(/^390201 \(08004\)/);
    const unchecked = program({ warehouse: "NEW", validateDefaultParameters: "false" });
    await deployProgram(unchecked, { stack: "test" });
  });
});

describe("a Snowflake object in the sandbox", () => {
  it("has a quoted name, in which case counts", async () => {
    const sandbox = sandboxWithDatabase();
    const { outputs } = await deployProgram(
      () => ({
        name: new snowflake.Schema("schema", { database, name: "Mixed" }).fullyQualifiedName,
      }),
      { stack: "test", sandbox },
    );
    expect(outputs.name).to.equal('"EXAMPLE"."Mixed"');
    const { reason } = await refusalOf(
      () => void new snowflake.Schema("other", { database: "example", name: "X" }),
      { sandbox, stack: "other" },
    );
    expect(reason).to.match(/Database 'example' does not exist/);
  });

  it("is refused a name that another stack has taken in the account", async () => {
    const sandbox = new Sandbox();
    const programs = [
      () => void new snowflake.Warehouse("warehouse", { name: "WH" }),
      () => void new snowflake.Database("database", { name: "DB" }),
      () => void integration({}, { provider: provider() }),
    ];
    for (const [n, program] of programs.entries()) {
      await deployProgram(program, { stack: `one${n}`, sandbox });
      const { reason } = await refusalOf(program, { stack: `two${n}`, sandbox });
      expect(reason).to.match(/^002002 \(42710\).*already exists/);
    }
  });

  it("brings a schema PUBLIC with its database", async () => {
    const { reason } = await refusalOf(() => {
      const made = new snowflake.Database("database", { name: "DB" });
      new snowflake.Schema("schema", { database: made.name, name: "PUBLIC" });
    });
    expect(reason).to.match(/'PUBLIC' already exists/);
  });

  it("takes booleans of a warehouse as strings", async () => {
    const { reason } = await refusalOf(() => {
      const autoResume = true as unknown as string;
      new snowflake.Warehouse("warehouse", { name: "WH", autoResume });
    });
    expect(reason).to.match(/"autoResume": is the string "true" or "false"/);
  });
});

describe("a storage integration in the sandbox", () => {
  it("tells whom and what external id the role has to trust", async () => {
    const { outputs } = await deployProgram(
      () => {
        const { storageAwsIamUserArn, storageAwsExternalId } = integration(
          {},
          { provider: provider() },
        );
        return { storageAwsIamUserArn, storageAwsExternalId };
      },
      { stack: "test" },
    );
    expect(outputs.storageAwsIamUserArn).to.match(/^arn:aws:iam::444455556666:user\//);
    expect(outputs.storageAwsExternalId).to.match(/^SANDBOX1_SFCRole=1_/);
  });

  it("is refused locations of another partition", async () => {
    const program = (): void =>
      void integration({ storageProvider: "S3GOV" }, { provider: provider() });
    expect((await refusalOf(program)).reason).to.match(/begins with s3gov:\/\//);
  });
});

describe("a stage in the sandbox", () => {
  const outside = "s3://example-other/";

  function stageOf(args: Partial<snowflake.StageArgs>, by: "name" | "fullyQualifiedName" = "name") {
    return (): void => {
      const opts = { provider: provider() };
      const reader = integration({}, opts);
      stage({ storageIntegration: reader[by], ...args }, opts);
    };
  }

  it("names its integration by its plain name: the provider adds the quotes", async () => {
    await deployProgram(stageOf({}), { stack: "test", sandbox: sandboxWithDatabase() });
    const { reason } = await refusalOf(stageOf({}, "fullyQualifiedName"), {
      sandbox: sandboxWithDatabase(),
    });
    expect(reason).to.match(/Integration '"""EXAMPLE"""' does not exist/);
  });

  it("is refused a location that its integration does not allow", async () => {
    const { reason } = await refusalOf(stageOf({ url: outside }), {
      sandbox: sandboxWithDatabase(),
    });
    expect(reason).to.match(/is not allowed by integration 'EXAMPLE'/);
    expect(reason).to.contain(location);
  });

  it("is refused a file format, which never stops showing a change", async () => {
    const { reason } = await refusalOf(stageOf({ fileFormat: "TYPE = JSON" }), {
      sandbox: sandboxWithDatabase(),
    });
    expect(reason).to.equal('takes no input "fileFormat"');
  });
});

describe("a view in the sandbox", () => {
  function view(args: Partial<snowflake.ViewArgs>, providerArgs: snowflake.ProviderArgs) {
    return (): void => {
      const made = table({ provider: provider() });
      new snowflake.View(
        "view",
        { database, schema, name: "EVENTS", statement: "select record from raw", ...args },
        { provider: provider(providerArgs, "queries"), dependsOn: made },
      );
    };
  }

  it("is refused on a provider without a warehouse", async () => {
    const { reason } = await refusalOf(view({}, {}), { sandbox: sandboxWithDatabase() });
    expect(reason).to.match(/^000606 .*No active warehouse/);
  });

  it("is taken on a provider with one", async () => {
    const sandbox = sandboxWithDatabase();
    await deployProgram(view({}, { warehouse: "WH" }), { stack: "test", sandbox });
    expect(sandbox.snowflake.relations.names()).to.contain('"EXAMPLE"."PUBLIC"."EVENTS"');
  });

  it("is refused when what it selects from does not exist", async () => {
    const statement = "select record from rows_of_nothing";
    const { reason } = await refusalOf(view({ statement }, { warehouse: "WH" }), {
      sandbox: sandboxWithDatabase(),
    });
    expect(reason).to.match(/ROWS_OF_NOTHING/i);
  });

  it("is refused a name that a table has", async () => {
    const { reason } = await refusalOf(view({ name: "RAW" }, { warehouse: "WH" }), {
      sandbox: sandboxWithDatabase(),
    });
    expect(reason).to.match(/'RAW' already exists/);
  });

  it("is refused a comment that the provider cannot read back", async () => {
    const { reason } = await refusalOf(view({ comment: "events (flat)" }, { warehouse: "WH" }), {
      sandbox: sandboxWithDatabase(),
    });
    expect(reason).to.match(/must not contain/);
  });
});
