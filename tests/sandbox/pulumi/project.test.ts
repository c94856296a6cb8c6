import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ConfigurationError, readProject } from "../../../sandbox/pulumi/project";

describe("the project's configuration", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "project-"));
    write(
      "Pulumi.yaml",
      `name: example
runtime: nodejs
main: program.ts
config:
  aws:region: eu-west-1
  days: { type: integer, default: 90 }
  keep: { type: boolean, default: true }
  off: { type: array, items: { type: string }, default: [] }
  owner: { type: string }
  key: { type: string, secret: true, default: "" }
`,
    );
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  function write(file: string, text: string): void {
    writeFileSync(join(directory, file), text);
  }

  function refusal(config: Record<string, string>): string {
    try {
      readProject(directory, "dev", config);
    } catch (error) {
      if (error instanceof ConfigurationError) return error.message;
      throw error;
    }
    return "";
  }

  it("gives every value as the string that the program reads, defaults included", () => {
    const { config, main, name } = readProject(directory, "dev", { "example:owner": "ana" });
    expect(config).to.deep.equal({
      "aws:region": "eu-west-1",
      "example:days": "90",
      "example:keep": "true",
      "example:off": "[]",
      "example:owner": "ana",
      "example:key": "",
    });
    expect(name).to.equal("example");
    expect(main).to.equal(join(directory, "program.ts"));
  });

  it("lets the stack's file stand over the defaults, and what is asked for over both", () => {
    write("Pulumi.dev.yaml", "config:\n  example:days: 30\n  example:owner: ana\n");
    expect(readProject(directory, "dev").config["example:days"]).to.equal("30");
    const { config } = readProject(directory, "dev", { "example:days": "7" });
    expect(config["example:days"]).to.equal("7");
  });

  it("takes a list as `pulumi config set --path` makes it", () => {
    write("Pulumi.dev.yaml", "config:\n  example:owner: ana\n  example:off: [one, two]\n");
    expect(readProject(directory, "dev").config["example:off"]).to.equal('["one","two"]');
  });

  it("refuses a missing value in the CLI's words", () => {
    expect(refusal({})).to.equal("Stack 'dev' is missing configuration value 'owner'");
  });

  it("refuses a value of another type in the CLI's words", () => {
    const owner = { "example:owner": "ana" };
    expect(refusal({ ...owner, "example:days": "many" })).to.equal(
      "Stack 'dev' with configuration key 'days' must be of type 'integer'",
    );
    expect(refusal({ ...owner, "example:keep": "yes" })).to.equal(
      "Stack 'dev' with configuration key 'keep' must be of type 'boolean'",
    );
    expect(refusal({ ...owner, "example:off": "one" })).to.equal(
      "Stack 'dev' with configuration key 'off' must be of type 'array<string>'",
    );
  });

  it("hands an encrypted value over as a secret without its content", () => {
    write("Pulumi.dev.yaml", "config:\n  example:owner: ana\n  example:key:\n    secure: v1:abc\n");
    const { config, secretKeys } = readProject(directory, "dev");
    expect(config["example:key"]).to.equal("[secret]");
    expect(secretKeys).to.deep.equal(["example:key"]);
  });

  it("refuses a secret in clear", () => {
    write("Pulumi.dev.yaml", "config:\n  example:owner: ana\n  example:key: clear\n");
    expect(refusal({})).to.equal(
      "Stack 'dev' with configuration key 'key' must be encrypted as it's secret",
    );
  });
});
