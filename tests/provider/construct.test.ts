import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as snowflake from "@pulumi/snowflake";
import {
  ConstructRequest,
  type ConstructResponse,
  GetSchemaRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { previewFeatures } from "../../components";
import { deployProgram } from "../../sandbox/pulumi/deploy";
import { Sandbox } from "../../sandbox/sandbox";
import { Graph } from "../components/deployment";
import { Engine } from "./engine";

const schema = readFileSync(join(__dirname, "..", "..", "provider", "schema.json"), "utf8");
const outputsOf = (type: string): string[] =>
  Object.keys(
    (JSON.parse(schema) as { resources: Record<string, { properties: object }> }).resources[type]
      ?.properties ?? {},
  );

/** A program in another language talks to the engine, and the engine to the provider, which is a process of its own. */
describe("provider: a component for another language", () => {
  const type = "snowtrail:index:SnowflakeIngest";
  const sandbox = new Sandbox();
  const engine = new Engine();
  let told: string;
  let answer: ConstructResponse;
  let refused: string;
  let graph: Graph;

  before(async () => {
    sandbox.given.bucket("audit-logs");
    const deployment = await deployProgram(
      async () => {
        const provider = await engine.start(process.execPath, "-r", "tsx/cjs", "provider/index.ts");
        told = await new Promise((done, fail) =>
          provider.getSchema(new GetSchemaRequest(), (error, found) =>
            error ? fail(error) : done(found.getSchema()),
          ),
        );
        const objects = new snowflake.Provider("snowflake", {
          previewFeaturesEnabled: previewFeatures,
        });
        const [urn, id] = await Promise.all([promiseOf(objects.urn), promiseOf(objects.id)]);
        engine.resources.set(urn, id);
        const construct = (inputs: Record<string, unknown>): Promise<ConstructResponse> => {
          const request = new ConstructRequest()
            .setProject("snowtrail")
            .setStack("dev")
            .setMonitorendpoint(engine.monitorAddress)
            .setType(type)
            .setName("ingest")
            .setInputs(Struct.fromJavaScript(inputs as Record<string, never>));
          request.getProvidersMap().set("snowflake", `${urn}::${id}`);
          return new Promise((done, fail) =>
            provider.construct(request, (error, response) =>
              error ? fail(error) : done(response),
            ),
          );
        };
        const wrong = { baseName: "lower case", logs: { bucketName: "audit-logs" } };
        refused = await construct(wrong).then(() => "not at all", String);
        answer = await construct({ baseName: "AUDIT_DEV", logs: { bucketName: "audit-logs" } });
      },
      { stack: "dev", sandbox },
    );
    graph = Graph.of(deployment);
  });
  after(async () => {
    engine.stop();
    await sandbox.close();
  });

  it("is known by the schema that the package carries", () => {
    expect(told).to.equal(schema);
  });

  it("is made out of its inputs, as for a program in TypeScript", () => {
    expect(graph.named("ingest").type).to.equal(type);
    expect(graph.named("ingest-database").inputs.name).to.equal("AUDIT_DEV");
    expect(sandbox.snowflake.pipes.names()).to.deep.equal([
      '"AUDIT_DEV"."CLOUDTRAIL"."CLOUDTRAIL_PIPE"',
    ]);
  });

  it("gives back its outputs, each of them in the schema", () => {
    expect(answer.getUrn()).to.equal(graph.named("ingest").urn);
    const state = answer.getState()?.toJavaScript() ?? {};
    expect(state).to.include({ databaseName: "AUDIT_DEV", warehouseName: "AUDIT_DEV" });
    expect(outputsOf(type)).to.include.members(Object.keys(state));
    expect(outputsOf(type)).to.include.members(Object.keys(graph.named("ingest").outputs));
  });

  it("waits for IAM in the provider's process, which is there until the engine has run the hook", () => {
    expect(engine.hooks).to.deep.equal([{ type: "aws:iam/rolePolicy:RolePolicy", waits: true }]);
    const { started, finished } = graph.named("ingest-role-policy");
    expect(finished - started).to.equal(31);
  });

  it("protects what cannot be brought back, although no option says so", () => {
    expect(graph.protected()).to.deep.equal([
      "ingest-database",
      "ingest-integration",
      "ingest-raw-table",
    ]);
  });

  it("refuses wrong inputs in the component's words", () => {
    expect(refused).to.match(/SnowflakeIngest "ingest" cannot be made:\n {2}baseName: /);
  });
});

function promiseOf<T>(output: { apply: (func: (value: T) => void) => unknown }): Promise<T> {
  return new Promise((done) => void output.apply(done));
}
