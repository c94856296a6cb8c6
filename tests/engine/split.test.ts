import { expect } from "chai";
import { SqlError, splitStatements } from "../../engine";

const texts = (sql: string): string[] => splitStatements(sql).map(({ text }) => text);

describe("engine: a text of several statements", () => {
  it("is taken apart at its semicolons", () => {
    expect(texts("select 1; select 2 ;select 3")).to.deep.equal([
      "select 1",
      "select 2",
      "select 3",
    ]);
  });

  it("keeps the semicolons that stand in strings, names and comments", () => {
    const one = `select ';', "a;b", $$;$$, 'it''s;', '\\';' /* ; */ -- ;\n, 1 // ;\n`;
    expect(texts(`${one};select 2`)).to.deep.equal([
      one.slice(0, one.indexOf(", 1") + 3),
      "select 2",
    ]);
  });

  it("passes over empty statements and comments that stand alone", () => {
    expect(texts(";; -- nothing\n; select 1; /* the end */ ;")).to.deep.equal(["select 1"]);
    expect(texts("-- nothing")).to.deep.equal([]);
    expect(texts("")).to.deep.equal([]);
  });

  it("tells where in the whole text each begins", () => {
    const sql = "-- the first\nselect 1;\n\n  -- the second\n  select 2";
    const [first, second] = splitStatements(sql);
    expect(first).to.deep.equal({ text: "select 1", start: sql.indexOf("select 1"), line: 2 });
    expect(second).to.deep.equal({ text: "select 2", start: sql.indexOf("select 2"), line: 5 });
  });

  it("names the place of what is never closed in the whole text", () => {
    expect(() => splitStatements("select 1;\nselect 'open")).to.throw(
      SqlError,
      "line 2, column 8: a string is never closed.",
    );
  });
});
