import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";

/** Starts the packaged provider as Pulumi's CLI starts a plugin in Node.js, and asks it for its schema. */
export async function checkProvider(folder: string): Promise<void> {
  const installed = join(folder, "node_modules/snowtrail");
  const host = join(folder, "node_modules/@pulumi/pulumi/cmd/run-plugin/index.js");
  const provider = spawn(process.execPath, [host, installed, "127.0.0.1:1"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(provider.stdout, "data")) as [Buffer];
    const client = new ResourceProviderClient(
      `127.0.0.1:${port.toString().trim()}`,
      credentials.createInsecure(),
    );
    const schema = await new Promise<string>((done, fail) =>
      client.getSchema(new GetSchemaRequest(), (error, found) =>
        error ? fail(error) : done(found.getSchema()),
      ),
    );
    if (schema !== readFileSync(join(installed, "dist/provider/schema.json"), "utf8"))
      throw new Error("the packaged provider tells another schema than the package holds");
  } finally {
    provider.kill();
  }
}
