import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  type AnalyzeResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Starts the packaged provider as Pulumi's CLI starts a plugin in Node.js, and asks it for its schema. */
export async function checkProvider(folder: string): Promise<void> {
  const installed = join(folder, "node_modules/snowtrail");
  await withPlugin([folder, "run-plugin", installed, "127.0.0.1:1"], async (address) => {
    const client = new ResourceProviderClient(address, credentials.createInsecure());
    const schema = await new Promise<string>((done, fail) =>
      client.getSchema(new GetSchemaRequest(), (error, found) =>
        error ? fail(error) : done(found.getSchema()),
      ),
    );
    if (schema !== readFileSync(join(installed, "dist/provider/schema.json"), "utf8"))
      throw new Error("the packaged provider tells another schema than the package holds");
  });
}

/** Starts the packaged policy pack likewise, and has it look at a bucket that nothing protects. */
export async function checkPolicy(folder: string): Promise<void> {
  const pack = join(folder, "node_modules/snowtrail/dist/policy");
  await withPlugin([pack, "run-policy-pack", "127.0.0.1:1", pack], async (address) => {
    const type = "aws:s3/bucket:Bucket";
    const parent = "urn:pulumi:dev::audit::snowtrail:index:CloudTrailSource::audit";
    const component = new AnalyzerResource()
      .setType("snowtrail:index:CloudTrailSource")
      .setUrn(parent)
      .setName("audit")
      .setOptions(new AnalyzerResourceOptions())
      .setProperties(Struct.fromJavaScript({}));
    const bucket = new AnalyzerResource()
      .setType(type)
      .setUrn(`urn:pulumi:dev::audit::snowtrail:index:CloudTrailSource$${type}::audit-bucket`)
      .setName("audit-bucket")
      .setParent(parent)
      .setOptions(new AnalyzerResourceOptions())
      .setProperties(Struct.fromJavaScript({ bucket: "audit-logs" }));
    const client = new AnalyzerClient(address, credentials.createInsecure());
    const request = new AnalyzeStackRequest().setResourcesList([component, bucket]);
    const answer = await new Promise<AnalyzeResponse>((done, fail) =>
      client.analyzeStack(request, (error, found) => (error ? fail(error) : done(found))),
    );
    const told = answer.getDiagnosticsList().map((each) => each.getPolicyname());
    if (told.sort().join() !== "no-public-bucket,protection-on")
      throw new Error(`the packaged policy pack told [${told.join(", ")}] of an open bucket`);
  });
}

/** Runs a plugin by the SDK's host of its kind, with its folder first, until it has been used. */
async function withPlugin(
  [cwd = "", host = "", ...args]: string[],
  use: (address: string) => Promise<void>,
): Promise<void> {
  const program = require.resolve(`@pulumi/pulumi/cmd/${host}/index.js`);
  const plugin = spawn(process.execPath, [program, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(plugin.stdout, "data")) as [Buffer];
    await use(`127.0.0.1:${port.toString().trim()}`);
  } finally {
    plugin.kill();
  }
}
