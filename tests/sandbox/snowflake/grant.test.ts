import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { may } from "../../../sandbox/snowflake/access";
import { quoted } from "../../../sandbox/snowflake/identifier";
import { database, provider, schema, table } from "../pieces";
import { refusalOf } from "../refusal";
import { stepsOf } from "../steps";

const inSchema = quoted(database, schema);
const raw = quoted(database, schema, "RAW");

function accounts(): Sandbox {
  const sandbox = new Sandbox();
  sandbox.given.database(database);
  sandbox.given.warehouse("WH");
  sandbox.given.role("ANALYST");
  sandbox.given.role("AUDITOR");
  return sandbox;
}

type Grant = Partial<snowflake.GrantPrivilegesToAccountRoleArgs>;

const grant = (name: string, args: Grant): snowflake.GrantPrivilegesToAccountRole =>
  new snowflake.GrantPrivilegesToAccountRole(name, {
    accountRoleName: '"ANALYST"',
    privileges: ["SELECT"],
    ...args,
  });

const onTable = { onSchemaObject: { objectType: "TABLE", objectName: raw } };
const onTables = (scope: "all" | "future"): Grant => ({
  onSchemaObject: { [scope]: { objectTypePlural: "TABLES", inSchema } },
});

/** A sandbox that has been deployed to, with a question to it. */
class World {
  readonly sandbox = accounts();

  async up(program: () => void): Promise<string[]> {
    return stepsOf(await deployProgram(program, { stack: "test", sandbox: this.sandbox }));
  }

  reads(role = "ANALYST", privilege = "SELECT"): boolean {
    return may(role, privilege, { type: "TABLE", name: raw }, this.sandbox.snowflake);
  }
}

const withTable = (): void => void table({ provider: provider() });

describe("a grant in the sandbox's Snowflake", () => {
  it("is on an object as long as that is there, and not on one of the same name after it", async () => {
    const world = new World();
    await world.up(withTable);
    expect(world.reads()).to.equal(false);
    await world.up(() => {
      withTable();
      grant("grant", onTable);
    });
    expect(world.reads()).to.equal(true);
    expect(world.reads("ANALYST", "INSERT")).to.equal(false);
    expect(world.reads("AUDITOR")).to.equal(false);
    const { relations } = world.sandbox.snowflake;
    const found = relations.get(raw);
    relations.remove(raw);
    expect(world.reads()).to.equal(false);
    if (found) relations.add(raw, found, { finished: 0 });
    expect(world.reads()).to.equal(false);
  });

  it("on all objects is on those that are there, and on those to come is on no others", async () => {
    const all = new World();
    await all.up(() => void grant("all", onTables("all")));
    await all.up(() => {
      withTable();
      grant("all", onTables("all"));
    });
    expect(all.reads(), "all, before the table").to.equal(false);

    const future = new World();
    await future.up(withTable);
    await future.up(() => {
      withTable();
      grant("future", onTables("future"));
    });
    expect(future.reads(), "future, after the table").to.equal(false);

    const both = new World();
    await both.up(() => void grant("future", onTables("future")));
    await both.up(() => {
      withTable();
      grant("future", onTables("future"));
    });
    expect(both.reads(), "future, before the table").to.equal(true);
  });

  it("on what is to come, revoked, stays on what has come", async () => {
    const world = new World();
    await world.up(() => void grant("future", onTables("future")));
    await world.up(() => {
      withTable();
      grant("future", onTables("future"));
    });
    await world.up(withTable);
    expect(world.reads()).to.equal(true);
  });

  it("gains and loses privileges in place, and is another one for another role or object", async () => {
    const world = new World();
    const granted = (args: Grant) => (): void => {
      withTable();
      grant("grant", { ...onTable, ...args });
    };
    await world.up(withTable);
    await world.up(granted({}));
    expect(await world.up(granted({ privileges: ["INSERT"] }))).to.deep.equal(["update grant"]);
    expect([world.reads(), world.reads("ANALYST", "INSERT")]).to.deep.equal([false, true]);
    expect(await world.up(granted({ accountRoleName: '"AUDITOR"' }))).to.deep.equal([
      "create-replacement grant",
      "delete-replaced grant",
    ]);
    expect([world.reads(), world.reads("AUDITOR")]).to.deep.equal([false, true]);
    await world.up(withTable);
    expect(world.reads("AUDITOR")).to.equal(false);
  });

  const refused: [string, Grant, RegExp][] = [
    [
      "to a role that is not there",
      { accountRoleName: "NOBODY", ...onTable },
      /Role 'NOBODY' does not exist/,
    ],
    [
      "on a table that is not there",
      { onSchemaObject: { objectType: "TABLE", objectName: quoted(database, schema, "NONE") } },
      /Table '"EXAMPLE"."PUBLIC"."NONE"' does not exist/,
    ],
    [
      "on a table that is something else",
      { onSchemaObject: { objectType: "VIEW", objectName: raw } },
      /View '"EXAMPLE"."PUBLIC"."RAW"' does not exist/,
    ],
    [
      "on a warehouse that is not there",
      { privileges: ["USAGE"], onAccountObject: { objectType: "WAREHOUSE", objectName: "NONE" } },
      /Warehouse '"NONE"' does not exist/,
    ],
    [
      "on a schema that is not there",
      { privileges: ["USAGE"], onSchema: { schemaName: quoted(database, "NONE") } },
      /Schema '"EXAMPLE"."NONE"' does not exist/,
    ],
    [
      "on what is to come in a schema that is not there",
      {
        onSchemaObject: {
          future: { objectTypePlural: "TABLES", inSchema: quoted(database, "NONE") },
        },
      },
      /Schema '"EXAMPLE"."NONE"' does not exist/,
    ],
    [
      "of what such an object does not know",
      { privileges: ["OPERATE"], ...onTable },
      /privilege 'OPERATE' cannot be granted on objects of the type TABLE/,
    ],
    [
      "on all pipes at once",
      {
        privileges: ["MONITOR"],
        onSchemaObject: { all: { objectTypePlural: "PIPES", inSchema } },
      },
      /Bulk grant on objects of type PIPE to ROLE is restricted/,
    ],
    ["in lower case", { privileges: ["select"], ...onTable }, /is not in upper case/],
    ["on nothing", {}, /exactly one of onAccountObject, onSchema and onSchemaObject/],
  ];
  for (const [what, args, reason] of refused) {
    it(`${what} is refused`, async () => {
      const sandbox = accounts();
      await deployProgram(withTable, { stack: "other", sandbox });
      const refusal = await refusalOf(() => void grant("grant", args), { sandbox });
      expect(refusal.reason).to.match(reason);
    });
  }
});

describe("a role in the sandbox's Snowflake", () => {
  const readers = (): void => {
    const role = new snowflake.AccountRole("role", { name: "READER" });
    grant("grant", { accountRoleName: role.fullyQualifiedName, ...onTable });
    new snowflake.GrantAccountRole("member", {
      roleName: role.fullyQualifiedName,
      parentRoleName: "ANALYST",
    });
  };

  it("gives what it has to the roles that it is granted to, and to no others", async () => {
    const world = new World();
    await deployProgram(withTable, { stack: "other", sandbox: world.sandbox });
    await world.up(readers);
    expect(["READER", "ANALYST", "AUDITOR"].map((role) => world.reads(role))).to.deep.equal([
      true,
      true,
      false,
    ]);
    await world.up(() => undefined);
    expect(world.reads()).to.equal(false);
    expect(() => world.reads("READER")).to.throw("Role 'READER' does not exist.");
  });

  it("has a name of its own", async () => {
    const { reason } = await refusalOf(
      () => void new snowflake.AccountRole("role", { name: "SYSADMIN" }),
    );
    expect(reason).to.match(/Object 'SYSADMIN' already exists/);
  });

  it("is granted to no role that it has itself", async () => {
    const circle = (): void => {
      const one = new snowflake.GrantAccountRole("one", {
        roleName: "ANALYST",
        parentRoleName: "AUDITOR",
      });
      new snowflake.GrantAccountRole(
        "two",
        { roleName: "AUDITOR", parentRoleName: "ANALYST" },
        { dependsOn: [one] },
      );
    };
    const { reason } = await refusalOf(circle, { sandbox: accounts() });
    expect(reason).to.match(/would make a circle of roles/);
  });

  it("is granted to a role that is there", async () => {
    const program = (): void =>
      void new snowflake.GrantAccountRole("one", { roleName: "ANALYST", parentRoleName: "NONE" });
    const { reason } = await refusalOf(program, { sandbox: accounts() });
    expect(reason).to.match(/Role 'NONE' does not exist/);
  });
});

describe("a view in the sandbox's Snowflake", () => {
  const viewed = (statement: string, copyGrants: boolean) => (): void => {
    const opts = { provider: provider({ warehouse: "WH" }) };
    const name = "SEEN";
    new snowflake.View("view", { database, schema, name, statement, copyGrants }, opts);
  };
  const seen = { type: "VIEW", name: quoted(database, schema, "SEEN") } as const;

  for (const copyGrants of [true, false]) {
    it(`with another text ${copyGrants ? "keeps" : "loses"} its grants ${copyGrants ? "if" : "unless"} they are copied`, async () => {
      const sandbox = accounts();
      const up = (statement: string): Promise<unknown> =>
        deployProgram(viewed(statement, copyGrants), { stack: "test", sandbox });
      await up("select 1 as one");
      const { snowflake: account } = sandbox;
      await deployProgram(
        () =>
          void grant("grant", {
            onSchemaObject: { objectType: seen.type, objectName: seen.name },
          }),
        { stack: "other", sandbox },
      );
      expect(may("ANALYST", "SELECT", seen, account)).to.equal(true);
      await up("select 2 as one");
      expect(may("ANALYST", "SELECT", seen, account)).to.equal(copyGrants);
    });
  }
});
