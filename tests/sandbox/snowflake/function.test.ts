import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { destroy, refresh } from "../../../sandbox/pulumi/commands";
import { deployProgram, type Deployment } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { database, provider, schema, sqlFunction, table } from "../pieces";
import { refusalOf } from "../refusal";
import { stepsOf } from "../steps";

type Args = Partial<snowflake.FunctionSqlArgs>;

const stack = "test";
const fullName = '"EXAMPLE"."PUBLIC"."FIRST_LETTER"';
const options = () => ({ provider: provider({ warehouse: "WH" }) });

/** The function, and a table for queries to have a schema. */
function made(args: Args = {}) {
  return (): void => {
    const opts = options();
    table(opts);
    sqlFunction(args, opts);
  };
}

/** The same, and a view that calls the function. */
function viewed(args: Args = {}, isOrdered = true) {
  return (): void => {
    const opts = options();
    table(opts);
    const called = sqlFunction(args, opts);
    const statement = "select first_letter('abc') as letter";
    new snowflake.View(
      "view",
      { database, schema, name: "LETTERS", statement },
      { ...opts, dependsOn: isOrdered ? [called] : [] },
    );
  };
}

describe("a function of SQL in the sandbox", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
    sandbox.given.database(database);
    sandbox.given.warehouse("WH");
  });
  afterEach(() => sandbox.close());

  const up = (program: () => void): Promise<Deployment> =>
    deployProgram(program, { stack, sandbox });
  const refused = async (program: () => void): Promise<string> =>
    (await refusalOf(program, { sandbox })).reason;
  const answer = async (sql: string): Promise<unknown> => (await sandbox.query(sql)).rows[0]?.[0];

  it("answers in views and in queries", async () => {
    await up(viewed());
    expect(await answer("select letter from letters")).to.equal("a");
    expect(await answer("select First_Letter('xyz')")).to.equal("x");
  });

  it("has a full name with the types of its parameters", async () => {
    const { outputs } = await deployProgram(
      () => {
        const { fullyQualifiedName, functionLanguage } = sqlFunction({}, options());
        return { fullyQualifiedName, functionLanguage };
      },
      { stack, sandbox },
    );
    expect(outputs).to.deep.equal({
      fullyQualifiedName: `${fullName}(VARCHAR)`,
      functionLanguage: "SQL",
    });
  });

  it("is seen only by what is ordered after it", async () => {
    expect(await refused(viewed({}, false))).to.match(/function .*FIRST_LETTER/);
  });

  const refusals: readonly (readonly [what: string, args: Args, reason: RegExp])[] = [
    [
      "a parameter that its text does not write as its quoted name is",
      { arguments: [{ argName: "t", argDataType: "VARCHAR" }] },
      /^SQL compilation error: line 1, column \d+: there is no column t\. The columns are t\./,
    ],
    [
      "a type that there is not",
      { returnType: "TEXTT" },
      /^SQL compilation error: .*the type TEXTT is not supported here/,
    ],
    [
      "a text that does not compile",
      { functionDefinition: "left(t, " },
      /^SQL compilation error: .*expected an expression/,
    ],
    [
      "a text with the dollar signs that the provider adds",
      { functionDefinition: "$$left(t, 1)$$" },
      /^SQL compilation error/,
    ],
    ["a name of Snowflake's own", { name: "UPPER" }, /UPPER is a function of Snowflake's own/],
    ["a schema that does not exist", { schema: "NOWHERE" }, /'EXAMPLE.NOWHERE' does not exist/],
    ["an input that it could not honour", { isSecure: "true" }, /takes no input "isSecure"/],
  ];
  for (const [what, args, reason] of refusals) {
    it(`is refused ${what}`, async () => {
      expect(await refused(made(args))).to.match(reason);
      expect(sandbox.snowflake.functions.names()).to.deep.equal([]);
    });
  }

  it("is refused the name of another with the same parameters, and the sandbox has no two of a name", async () => {
    await up(made());
    const another = (args: Args) => (): void => void sqlFunction(args, options());
    expect((await refusalOf(another({}), { sandbox, stack: "other" })).reason).to.match(
      /^002002 \(42710\).*'FIRST_LETTER' already exists/,
    );
    const other = { arguments: [{ argName: "T", argDataType: "VARIANT" }] };
    expect((await refusalOf(another(other), { sandbox, stack: "other" })).reason).to.equal(
      `the sandbox has no two functions of a name, and ${fullName}(VARCHAR) is there already`,
    );
  });

  it("is refused without its preview feature", async () => {
    const bare = (): void =>
      void sqlFunction({}, { provider: provider({ previewFeaturesEnabled: [] }) });
    expect(await refused(bare)).to.match(/^snowflake_function_sql_resource is currently a preview/);
  });

  it("is made anew when its text changes, first deleted, and views call the new one", async () => {
    await up(viewed());
    const changed = await up(viewed({ functionDefinition: "upper(left(t, 1))" }));
    expect(stepsOf(changed)).to.deep.equal([
      "delete-replaced function",
      "create-replacement function",
    ]);
    expect(await answer("select letter from letters")).to.equal("A");
  });

  it("is not changed by another letter case or other blanks, which the provider does not see", async () => {
    await up(viewed());
    expect((await up(viewed({ functionDefinition: "LEFT(T,\n  1)" }))).steps).to.deep.equal([]);
  });

  it("is renamed and commented in place", async () => {
    await up(made());
    const renamed = await up(made({ name: "INITIAL", comment: "The first letter." }));
    expect(stepsOf(renamed)).to.deep.equal(["update function"]);
    expect(await answer("select initial('abc')")).to.equal("a");
    expect(sandbox.snowflake.functions.names()).to.deep.equal(['"EXAMPLE"."PUBLIC"."INITIAL"']);
  });

  it("that is gone is missed by views, and comes back after a refresh", async () => {
    await up(viewed());
    sandbox.snowflake.functions.remove(fullName);
    const failure = await answer("select letter from letters").catch(String);
    expect(failure).to.match(/LETTERS/i);
    refresh(sandbox, stack);
    expect(stepsOf(await up(viewed()))).to.deep.equal(["create function"]);
    expect(await answer("select letter from letters")).to.equal("a");
  });

  it("goes with its stack", async () => {
    await up(viewed());
    await destroy(sandbox, stack);
    expect(sandbox.snowflake.functions.names()).to.deep.equal([]);
  });
});
