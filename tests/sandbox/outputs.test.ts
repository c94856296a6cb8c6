import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { deploy, type Deployment } from "../../sandbox/pulumi/deploy";
import { Sandbox } from "../../sandbox/sandbox";

const packages = dirname(dirname(require.resolve("@pulumi/pulumi/package.json")));

/** The outputs that the SDK declares as always there. */
function declaredOutputs(type: string): string[] {
  const [pkg = "", path = ""] = type.split(":");
  const file = join(packages, pkg, `${path.replace(/^index\//, "")}.d.ts`);
  const [, body = ""] =
    /export declare class [^]*?\{([^]*?)\n\}/.exec(readFileSync(file, "utf8")) ?? [];
  return [...body.matchAll(/readonly (\w+): pulumi\.Output<([^]*?)>;\n/g)]
    .filter(([, , output = ""]) => !output.endsWith("| undefined"))
    .map(([, name = ""]) => name);
}

describe("every resource of the program in the sandbox", () => {
  let deployments: Deployment[];

  before(async () => {
    const secret = "https://hooks.slack.com/services/T0/B0/x";
    const ways = [
      {},
      { topic: { subscribers: ["security@example.com"] } },
      { email: { recipients: ["security@example.com"] } },
      { webhook: { service: "slack", secret } },
    ];
    deployments = [];
    for (const way of ways) {
      const sandbox = new Sandbox();
      sandbox.given.user("security@example.com");
      sandbox.given.role("ANALYST");
      const config = {
        "snowtrail:notifications": JSON.stringify(way),
        "snowtrail:accessRoles": JSON.stringify({ reader: ["ANALYST"] }),
        "snowtrail:warehouse": JSON.stringify({ resourceMonitor: { creditQuota: 5 } }),
        "snowtrail:trail": JSON.stringify({ logGroup: {} }),
        "snowtrail:kmsKey": JSON.stringify({ create: true }),
      };
      deployments.push(await deploy({ stack: "dev", sandbox, config }));
    }
  });

  it("is compared with what the SDK declares", () => {
    expect(declaredOutputs("snowflake:index/pipe:Pipe")).to.deep.equal([
      "copyStatement",
      "database",
      "fullyQualifiedName",
      "name",
      "notificationChannel",
      "owner",
      "schema",
    ]);
  });

  it("gives every output that the SDK declares as always there", () => {
    const missing = deployments
      .flatMap(({ resources }) => resources)
      .filter(({ type, custom }) => custom && !type.startsWith("pulumi"))
      .flatMap(({ type, outputs }) =>
        declaredOutputs(type)
          .filter((name) => !(name in outputs))
          .map((name) => `${type} ${name}`),
      );
    expect([...new Set(missing)]).to.deep.equal([]);
  });

  it("gives no output that holds the word undefined", () => {
    for (const { name, outputs } of deployments.flatMap(({ resources }) => resources)) {
      expect(JSON.stringify(outputs), name).not.to.contain("undefined");
    }
    expect(JSON.stringify(deployments.map(({ outputs }) => outputs))).not.to.contain("undefined");
  });
});
