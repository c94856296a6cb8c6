import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { deploy, type Deployment } from "../../sandbox/pulumi/deploy";

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
  let deployment: Deployment;

  before(async () => {
    deployment = await deploy({ stack: "dev" });
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
    const missing = deployment.resources
      .filter(({ type, custom }) => custom && !type.startsWith("pulumi"))
      .flatMap(({ type, outputs }) =>
        declaredOutputs(type)
          .filter((name) => !(name in outputs))
          .map((name) => `${type} ${name}`),
      );
    expect([...new Set(missing)]).to.deep.equal([]);
  });

  it("gives no output that holds the word undefined", () => {
    for (const { name, outputs } of deployment.resources) {
      // A dynamic provider is a program's text, which may well say undefined.
      const values = Object.entries(outputs).filter(([key]) => key !== "__provider");
      expect(JSON.stringify(values), name).not.to.contain("undefined");
    }
    expect(JSON.stringify(deployment.outputs)).not.to.contain("undefined");
  });
});
