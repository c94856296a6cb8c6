import * as aws from "@pulumi/aws";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { deleteFromState, destroy, refresh, unprotect } from "../../../sandbox/pulumi/commands";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { dropDatabase } from "../../../sandbox/snowflake/database";
import { roleName, trustPolicy } from "../pieces";
import { stepsOf } from "../steps";

const stack = "test";
const assumeRolePolicy = trustPolicy("arn:aws:iam::444455556666:user/example", "example");

function program(): void {
  const database = new snowflake.Database("database", { name: "DB" }, { protect: true });
  new snowflake.Schema("schema", { database: database.name, name: "S" });
  new aws.iam.Role("role", { name: roleName, assumeRolePolicy });
}

async function deployed(): Promise<Sandbox> {
  const sandbox = new Sandbox();
  await deployProgram(program, { stack, sandbox });
  return sandbox;
}

async function up(sandbox: Sandbox): Promise<string[]> {
  return stepsOf(await deployProgram(program, { stack, sandbox }));
}

const urn = (type: string, name: string): string => `urn:pulumi:test::snowtrail::${type}::${name}`;
const database = urn("snowflake:index/database:Database", "database");
const schema = urn("snowflake:index/schema:Schema", "schema");
const role = urn("aws:iam/role:Role", "role");

describe("a refresh in the sandbox", () => {
  it("finds nothing when nobody changed anything", async () => {
    const sandbox = await deployed();
    expect(refresh(sandbox, stack)).to.deep.equal([]);
    expect(await up(sandbox)).to.deep.equal([]);
  });

  it("forgets what is gone, and the next update makes it again", async () => {
    const sandbox = await deployed();
    sandbox.aws.roles.remove(roleName);
    expect(await up(sandbox)).to.deep.equal([]);
    expect(refresh(sandbox, stack)).to.deep.equal([role]);
    expect(await up(sandbox)).to.deep.equal(["create role"]);
  });

  it("takes what was changed into the state, and the next update changes it back", async () => {
    const sandbox = await deployed();
    const found = sandbox.aws.roles.get(roleName);
    if (found) found.trust = { Version: "2012-10-17", Statement: [] };
    expect(refresh(sandbox, stack)).to.deep.equal([]);
    expect(await up(sandbox)).to.deep.equal(["update role"]);
    expect(found?.trust).to.deep.equal(JSON.parse(assumeRolePolicy));
  });

  it("sees a policy that only its text changed as the same", async () => {
    const sandbox = await deployed();
    const found = sandbox.aws.roles.get(roleName);
    const { Version, Statement } = JSON.parse(assumeRolePolicy) as Record<string, unknown>;
    if (found) found.trust = { Statement, Version };
    refresh(sandbox, stack);
    expect(await up(sandbox)).to.deep.equal([]);
  });
});

describe("deleting from the state in the sandbox", () => {
  it("is refused for what others depend on, unless they go too", async () => {
    const sandbox = await deployed();
    expect(() => deleteFromState(sandbox, stack, database, { force: true })).to.throw(
      `This resource can't be safely deleted because the following resources depend on it:\n * "schema" (${schema})`,
    );
    const both = { force: true, targetDependents: true };
    expect(deleteFromState(sandbox, stack, database, both)).to.deep.equal([database, schema]);
  });

  it("is refused for what is protected, unless it is forced", async () => {
    const sandbox = await deployed();
    deleteFromState(sandbox, stack, schema);
    expect(() => deleteFromState(sandbox, stack, database)).to.throw(/because it is protected/);
    deleteFromState(sandbox, stack, database, { force: true });
    expect(sandbox.snowflake.databases.names()).to.deep.equal(['"DB"']);
  });

  it("leaves the object, whose name is then taken", async () => {
    const sandbox = await deployed();
    deleteFromState(sandbox, stack, role);
    const failure = await up(sandbox).catch((error: Error) => error.message);
    expect(failure).to.match(/^role .*EntityAlreadyExists/);
  });

  it("is refused for what the stack does not hold", async () => {
    const sandbox = await deployed();
    expect(() => deleteFromState(sandbox, stack, `${role}s`)).to.throw(/No such resource/);
    expect(() => deleteFromState(sandbox, "other", role)).to.throw(/no stack named 'other' found/);
  });
});

describe("destroying what was dropped by hand in the sandbox", () => {
  it("stops at what stood in the database: the provider looks for it there", async () => {
    const sandbox = await deployed();
    dropDatabase(sandbox.snowflake, "DB");
    deleteFromState(sandbox, stack, role);
    unprotect(sandbox, stack, database);
    const failure = await destroy(sandbox, stack).catch((error: Error) => error.message);
    expect(failure).to.match(/^schema .*002003 \(02000\).*Database 'DB' does not exist/);
  });
});
