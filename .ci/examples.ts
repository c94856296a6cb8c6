/**
 * Previews and deploys the examples in TypeScript onto the sandbox, with the package as it is installed and not with this
 * tree, and holds those in other languages to its schema.
 */
import { cpSync, existsSync, readFileSync, readdirSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";

import type { PolicyDocument } from "../sandbox/aws/policy";
import { deploy } from "../sandbox/pulumi/deploy";
import { Sandbox } from "../sandbox/sandbox";
import { logFile, logKey, rootSigningIn } from "../tests/chain/events";
import { compile, root } from "./installedPackage";
import { readPythonProgram } from "./programs/python";
import { type Program, type Schema, faultsIn } from "./programs/schema";
import { readYamlProgram } from "./programs/yaml";

/** What an example is about, as its users see it. */
interface Example {
  /** The settings that it asks for. */
  config?: Record<string, string>;
  /** What was there before. */
  given?: (sandbox: Sandbox) => void;
  /** Uses what was made. */
  works: (sandbox: Sandbox) => Promise<void>;
}

const emergency = rootSigningIn("7c9e6679-7425-40de-944b-e07fc1f90ae7", {
  userIdentity: { type: "IAMUser", userName: "break-glass", accountId: "111122223333" },
});

/** What the bucket told somebody else before. */
const theirs = {
  id: "theirs",
  to: "arn:aws:lambda:us-east-1:111122223333:function:example",
  events: ["s3:ObjectCreated:*"],
  filterPrefix: "reports/",
};

const archive = "111122223333";
const management = "123456789012";
const organization = "o-exampleorgid";

const examples: Record<string, Example> = {
  "existing-bucket": {
    config: { bucket: "example-logs", trail: "example-trail" },
    given({ given }) {
      given.bucket("example-logs", deliveredInto("example-logs"));
      given.trail("example-trail", "example-logs");
      given.notification("example-logs", theirs);
    },
    async works(sandbox) {
      await finds(sandbox, logFile, "root_activity");
      const rules = sandbox.aws.buckets.get("example-logs")?.notification?.value.rules ?? [];
      expectEqual(
        "notifications",
        rules.map(({ destination }) => destination.split(":")[2]).sort(),
        ["lambda", "sns"],
      );
    },
  },
  "many-accounts": {
    config: {
      accounts: JSON.stringify(
        [archive, management].map((id, index) => ({
          name: ["prod", "pre-prod"][index],
          id,
          roleArn: `arn:aws:iam::${id}:role/deployer`,
        })),
      ),
    },
    async works(sandbox) {
      for (const { arn, bucket } of sandbox.aws.trails.values()) {
        const key = logKey.replace(archive, arn.split(":")[4] ?? "");
        const { arrived } = await sandbox.putObject(bucket, key, logFile, { trail: arn });
        expectEqual("delivered", arrived, true);
      }
      const { rows } = await sandbox.query("select count(distinct log_source) from cloudtrail");
      expectEqual("sources", rows, [[2]]);
    },
  },
  organization: {
    config: {
      organizationId: organization,
      managementAccountId: management,
      managementRoleArn: `arn:aws:iam::${management}:role/deployer`,
    },
    given: ({ given }) => given.organization(organization, { managementAccountId: management }),
    works: (sandbox) =>
      finds(
        sandbox,
        logFile,
        "console_login_without_mfa",
        logKey.replace(archive, `${organization}/${archive}`),
      ),
  },
  minimal: { works: (sandbox) => finds(sandbox, logFile, "console_login_without_mfa") },
  "own-detections": { works: (sandbox) => finds(sandbox, emergency, "break_glass_user_signs_in") },
  alerts: {
    async works(sandbox) {
      sandbox.confirmSubscriptions("security@example.com");
      await finds(sandbox, logFile, "root_activity");
      await sandbox.advance(15 * 60);
      const told = sandbox.outbox.delivered.filter(({ body }) => body.includes("new finding"));
      expectEqual(
        "told",
        told.map(({ to }) => to),
        ["security@example.com"],
      );
    },
  },
};

/** The policy of a bucket that CloudTrail may deliver into. */
function deliveredInto(bucket: string): PolicyDocument {
  const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const Action = ["s3:GetBucketAcl", "s3:PutObject"];
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action, Resource }] };
}

/** @returns how many examples there are. */
export async function checkExamples(folder: string): Promise<number> {
  const source = join(root, "examples");
  const names = readdirSync(source).filter((name) => existsSync(join(source, name, "Pulumi.yaml")));
  cpSync(source, folder, { recursive: true });
  const programs = names.filter((name) => existsSync(join(folder, name, "index.ts")));
  expectEqual("examples in TypeScript", programs, Object.keys(examples).sort());
  compile(
    folder,
    programs.map((name) => join(name, "index.ts")),
  );
  for (const [name, { config = {}, given, works }] of Object.entries(examples)) {
    const sandbox = new Sandbox();
    given?.(sandbox);
    const options = { directory: join(folder, name), stack: "dev", sandbox, config };
    await deploy({ ...options, preview: true });
    await deploy(options);
    await works(sandbox);
    await sandbox.close();
  }

  const installed = join(folder, "node_modules/snowtrail");
  const schema = JSON.parse(
    readFileSync(join(installed, "dist/provider/schema.json"), "utf8"),
  ) as Schema;
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const others: Record<string, Program> = {
    yaml: readYamlProgram(read("yaml/Pulumi.yaml")),
    python: readPythonProgram(read("python/__main__.py")),
  };
  expectEqual("examples", names, [...programs, ...Object.keys(others)].sort());
  for (const [name, program] of Object.entries(others))
    expectEqual(`faults of ${name}`, faultsIn(program, schema), []);
  return names.length;
}

/** The trail delivers a log file, and its detection finds it. */
async function finds(
  sandbox: Sandbox,
  file: Uint8Array,
  detection: string,
  key = logKey,
): Promise<void> {
  const [trail] = sandbox.aws.trails.values();
  if (!trail) throw new Error("the example has no trail");
  const delivery = await sandbox.putObject(trail.bucket, key, file, { trail: trail.arn });
  expectEqual("delivered", delivery.arrived, true);
  const { rows } = await sandbox.query("select distinct detection_id from findings");
  if (!rows.flat().includes(detection))
    throw new Error(`the example found [${rows.flat().join(", ")}], and not ${detection}`);
}

function expectEqual(what: string, found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected))
    throw new Error(
      `${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`,
    );
}
