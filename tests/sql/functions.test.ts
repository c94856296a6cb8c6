import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Engine } from "../../engine";
import { CatalogueError, readCatalogue } from "../../sql/catalogue";
import { parseFunction } from "../../sql/catalogue/function";
import { digestOf } from "../../sql/catalogue/statement";
import { callsOf, functionCases } from "./functions";
import { loaded, logFile } from "./loaded";

const { functions } = readCatalogue();

describe("sql: the functions", () => {
  it("are these, with these parameters and results", () => {
    expect(
      functions.map(({ name, parameters, returnType }) => [
        name,
        parameters.map((parameter) => `${parameter.name} ${parameter.type}`),
        returnType,
      ]),
    ).to.deep.equal([
      ["ACTOR", ["USER_IDENTITY VARIANT"], "VARCHAR"],
      ["ADDRESS_KEY", ["ADDRESS VARCHAR"], "VARCHAR"],
      ["GRANTS_ADMINISTRATION", ["POLICY VARIANT"], "BOOLEAN"],
      ["IS_PRIVATE_ADDRESS", ["ADDRESS VARCHAR"], "BOOLEAN"],
      ["MESSAGE_TEXT", ["GIVEN VARCHAR"], "VARCHAR"],
      ["OUTSIDE_PRINCIPALS", ["POLICY VARIANT", "ACCOUNT VARCHAR"], "ARRAY"],
      ["TARGET", ["REQUEST_PARAMETERS VARIANT", "RESOURCES VARIANT"], "VARCHAR"],
    ]);
  });

  for (const { name, file, body, statement } of functions) {
    it(`${name} is a statement that can be pasted, and carries the digest of its file where it is deployed`, () => {
      const text = readFileSync(file, "utf8");
      expect(text).to.match(
        /^\/\*\n[^]*?\n\*\/\ncreate or replace function [^]*\nas \$\$\n[^]*\n\$\$;\n$/,
      );
      expect(text).to.contain(statement);
      expect(body).to.equal(
        `${/\$\$\n([^]*)\n\$\$/.exec(text)?.[1]}\n/* digest ${digestOf(text)} */`,
      );
    });

    it(`${name} has no comment that ends with its line: the provider makes blanks of lines' ends`, () => {
      expect(body.replace(/'[^']*'/g, "")).not.to.contain("--");
    });
  }

  describe("give", () => {
    let engine: Engine;
    before(async () => {
      engine = await loaded([]);
    });
    after(() => engine.close());

    for (const [name, cases] of Object.entries(functionCases)) {
      describe(name, () => {
        let rows: unknown[][];
        before(async () => {
          ({ rows } = await engine.query(callsOf(name)));
        });
        for (const [place, { what, gives }] of cases.entries()) {
          it(`${JSON.stringify(gives)} for ${what}`, () => {
            expect(rows[place]).to.deep.equal([gives]);
          });
        }
      });
    }

    it("a value for whatever else a record holds in place of an identity and a request", async () => {
      const odd = [
        null,
        true,
        1.5,
        "",
        "null",
        [],
        [[]],
        {},
        { ARN: {} },
        { type: { type: "Root" } },
      ];
      const records = odd.flatMap((userIdentity) =>
        odd.map((other) => ({
          userIdentity,
          requestParameters: other,
          resources: other,
          sourceIPAddress: other,
        })),
      );
      const filled = await loaded([logFile(records)]);
      const { rows } = await filled.query(
        "select count(actor(userIdentity)), count(target(requestParameters, resources)), count(is_private_address(sourceIPAddress)) from cloudtrail",
      );
      expect(rows).to.deep.equal([[100, 0, 90]]);
      await filled.close();
    });
  });
});

describe("sql: the text of a function", () => {
  const parsed = (text: string): unknown => parseFunction(text, "functions/short.sql");
  const header = "/*\nThe first\nletter.\n\nMore.\n*/\n";
  const sound = `${header}create or replace function short(t varchar, n number)\nreturns varchar\nas $$\nleft(t, n)\n$$;\n`;

  it("is taken apart into what the provider takes", () => {
    expect(parsed(sound)).to.deep.equal({
      name: "SHORT",
      description: "The first letter.",
      parameters: [
        { name: "T", type: "VARCHAR" },
        { name: "N", type: "NUMBER" },
      ],
      returnType: "VARCHAR",
      body: `left(t, n)\n/* digest ${digestOf(sound)} */`,
      statement:
        "create or replace function short(t varchar, n number)\nreturns varchar\nas $$\nleft(t, n)\n$$",
      file: "functions/short.sql",
      digest: digestOf(sound),
    });
  });

  const wrong: readonly (readonly [what: string, from: string, to: string, message: string])[] = [
    ["no header", header, "", "the header is missing."],
    ["an empty header", header, "/* */", "header: expected a sentence"],
    ["no CREATE OR REPLACE", "or replace ", "", `expected one "create or replace function <name>(`],
    ["a second statement", "$$;", "$$; select $$1$$;", `expected one "create or replace function`],
    [
      "another name than the file's",
      "short(",
      "long(",
      `name: expected "short", the name of the file, found "long".`,
    ],
    [
      "a parameter without a type",
      "t varchar",
      "t",
      `parameters: expected "<name> <type>", the name in lower snake case, found "t".`,
    ],
    ["a parameter of another case", "t varchar", "T varchar", `found "T varchar".`],
    [
      "a parameter of an unknown type",
      "n number",
      "n blob",
      `parameters.n: expected a type of array, boolean, float, number, object, timestamp_ntz, varchar, variant, found "blob".`,
    ],
    [
      "a result of an unknown type",
      "returns varchar",
      "returns table (a int)",
      `returns: expected a type of`,
    ],
    ["no body", "left(t, n)", "", "body: expected an expression."],
  ];
  for (const [what, from, to, message] of wrong) {
    it(`with ${what} is refused with its file`, () => {
      expect(() => parsed(sound.replace(from, () => to)))
        .to.throw(CatalogueError)
        .with.property("message")
        .that.contains("functions/short.sql: ")
        .and.contains(message);
    });
  }
});
