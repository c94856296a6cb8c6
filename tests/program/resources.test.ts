import { expect } from "chai";

import { type Deployment, deploy } from "../../sandbox/pulumi/deploy";
import { Graph } from "../components/deployment";
import { accounts, deployed } from "./deployed";

describe("program: its resources", () => {
  let graph: Graph;
  let outputs: Record<string, unknown>;
  before(async () => {
    const deployment = await deployed();
    graph = Graph.of(deployment);
    ({ outputs } = deployment);
  });

  it("are three components and two Snowflake providers", () => {
    expect(graph.childrenOf("snowtrail-dev")).to.deep.equal([
      "ingest",
      "snowflake",
      "snowflake-with-warehouse",
      "source",
      "views",
    ]);
  });

  it("allow on both providers the preview features that are needed, and no others", () => {
    for (const name of ["snowflake", "snowflake-with-warehouse"]) {
      const features = JSON.parse(
        String(graph.named(name).inputs.previewFeaturesEnabled),
      ) as string[];
      expect(features.sort(), name).to.deep.equal([
        "snowflake_alert_resource",
        "snowflake_dynamic_table_resource",
        "snowflake_email_notification_integration_resource",
        "snowflake_function_sql_resource",
        "snowflake_notification_integration_resource",
        "snowflake_pipe_resource",
        "snowflake_stage_resource",
        "snowflake_storage_integration_resource",
        "snowflake_system_get_aws_sns_iam_policy_datasource",
        "snowflake_table_resource",
      ]);
    }
  });

  it("make the warehouse without one, and the views with it", () => {
    const objects = graph.named("snowflake");
    const queries = graph.named("snowflake-with-warehouse");
    expect(objects.inputs).not.to.have.property("warehouse");
    expect(queries.inputs.warehouse).to.equal("SNOWTRAIL_DEV");
    expect(graph.waitsFor("snowflake-with-warehouse")).to.include("ingest-warehouse");
    expect(graph.named("ingest-warehouse").provider).to.include(objects.urn);
    for (const name of graph.childrenOf("views")) {
      expect(graph.named(name).provider, name).to.include(queries.urn);
    }
  });

  it("validate no defaults of the connection that are still to be made", () => {
    for (const name of ["snowflake", "snowflake-with-warehouse"]) {
      expect(graph.named(name).inputs.validateDefaultParameters).to.equal("false");
    }
  });

  it("view the raw table only once it stands", () => {
    expect(graph.waitsFor("views-cloudtrail")).to.include("ingest-raw-table");
  });

  it("are protected where they hold data or identity", () => {
    expect(graph.protected()).to.deep.equal([
      "ingest",
      "ingest-database",
      "ingest-integration",
      "ingest-raw-table",
      "source",
      "source-bucket",
      "source-trail",
    ]);
  });

  it("are deleted before they are replaced, each that has a fixed name in a cloud", () => {
    const inClouds = graph.ofClouds();
    expect(inClouds.filter((name) => !graph.named(name).deleteBeforeReplace)).to.be.empty;
    expect(inClouds).to.include.members([
      "ingest-integration",
      "ingest-pipe",
      "ingest-role",
      "source-bucket",
      "source-bucket-policy",
      "source-trail",
      "views-findings",
    ]);
  });

  it("are all free to go in a stack to throw away", async () => {
    expect(Graph.of(await deployed({ protect: "false" })).protected()).to.be.empty;
  });

  it("leave nothing to do for anybody when all of them were made", () => {
    expect(outputs.toDo).to.deep.equal({});
  });

  it("reach Snowflake by the stack's configuration, kept secret", async () => {
    const sandbox = accounts();
    const { resources } = await deploy({
      stack: "dev",
      sandbox,
      config: { "snowflake:user": "DEPLOYER", "snowflake:privateKey": "example" },
    });
    await sandbox.close();
    for (const name of ["snowflake", "snowflake-with-warehouse"]) {
      const { inputs, secretInputs } = Graph.of({ resources } as Deployment).named(name);
      expect(inputs).to.include({ user: "DEPLOYER", privateKey: "example" });
      expect(secretInputs).to.include.members(["user", "privateKey"]);
    }
  });
});

describe("program: tags", () => {
  it("are those of bucket, trail and role", async () => {
    const graph = Graph.of(await deployed({ tags: { team: "security" } }));
    const tagged = graph.ofClouds().filter((name) => {
      const { tags } = graph.named(name).inputs;
      return JSON.stringify(tags) === '{"team":"security"}';
    });
    expect(tagged).to.deep.equal(["ingest-role", "source-bucket", "source-trail"]);
  });

  it("are those of a topic and its role, too", async () => {
    const config = { tags: { team: "security" }, notifications: { topic: {} } };
    const graph = Graph.of(await deployed(config));
    for (const name of ["notifications-role", "notifications-topic"]) {
      expect(graph.named(name).inputs.tags, name).to.deep.equal({ team: "security" });
    }
  });
});
