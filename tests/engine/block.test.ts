import { expect } from "chai";
import { blockStatements, SqlError } from "../../engine";

describe("A block of Snowflake Scripting", () => {
  it("is its statements in order, between BEGIN and END", () => {
    const block = `begin
    /* digest 1 */
    insert into t select 'a;b';
    call send(case when true then 'end' end);
    update t set a = 1;
end;`;
    expect(blockStatements(block)).to.deep.equal([
      { kind: "INSERT", text: "/* digest 1 */\n    insert into t select 'a;b'" },
      { kind: "CALL", text: "call send(case when true then 'end' end)" },
      { kind: "UPDATE", text: "update t set a = 1" },
    ]);
  });

  it("may be one statement alone", () => {
    expect(blockStatements("-- why\nCALL send('x');")).to.deep.equal([
      { kind: "CALL", text: "CALL send('x')" },
    ]);
  });

  const refused: [string, string][] = [
    ["", "the block is empty"],
    ["begin end", "the block is never closed"],
    ["begin; insert into t select 1; end;", "expected INSERT, UPDATE or CALL"],
    ["begin call a(); call b();", "the block is never closed"],
    ["call a(); call b();", "several statements need BEGIN and END"],
    ["begin transaction; call a(); end;", "found TRANSACTION"],
    ["begin let x := 1; call a(x); end;", "found LET"],
    ["begin if (true) then call a(); end if; end;", "found IF"],
    ["begin call a(); exception when other then call b(); end;", "found EXCEPTION"],
    ["begin begin call a(); end; end;", "found BEGIN"],
    ["declare x int; begin call a(); end;", "several statements need BEGIN and END"],
  ];
  for (const [block, words] of refused) {
    it(`is refused as ${JSON.stringify(block)}`, () => {
      expect(() => blockStatements(block))
        .to.throw(SqlError)
        .with.property("message")
        .that.includes(words);
    });
  }
});
