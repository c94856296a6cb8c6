import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { Engine, SqlError } from "../../engine";
import { clauses } from "../../engine/reference/clauses";
import { commands } from "../../engine/reference/commands";
import { sqlPage } from "../../engine/reference/page";
import { refusals } from "../../engine/reference/refusals";

describe("docs/sql.md", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open();
    await engine.createTable("CLOUDTRAIL", [{ name: "RECORD", label: "record", type: "VARIANT" }]);
  });
  after(() => engine.close());

  for (const { clause, statement, rows } of clauses) {
    it(`shows what runs: ${clause}`, async () => {
      expect((await engine.query(statement)).rows).to.deep.equal(rows);
    });
  }

  for (const { command, statements, rows } of commands) {
    it(`shows what runs: ${command}`, async () => {
      let last: unknown[][] = [];
      for (const statement of statements) {
        last = [];
        for await (const some of (await engine.execute(statement)).rows) last.push(...some);
      }
      expect(last).to.deep.equal(rows);
    });
  }

  for (const { what, statement, message } of refusals) {
    it(`shows what is refused, in the words of the error: ${what}`, async () => {
      const error = await engine.execute(statement).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(SqlError);
      expect((error as SqlError).message).to.equal(message);
    });
  }

  it("is written from the registry, by npm run docs", () => {
    const page = readFileSync(path.join(__dirname, "../../docs/sql.md"), "utf8");
    expect(page).to.equal(sqlPage());
  });
});
