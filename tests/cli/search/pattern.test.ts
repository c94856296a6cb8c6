import { expect } from "chai";
import { leavesOf } from "../../../cli/search/leaves";
import { patternOf } from "../../../cli/search/pattern";
import { sortedJson } from "../../../engine";
import { OddRecords, texts } from "../load/filter/oddRecords";

const occurs = (text: string, record: string): boolean => patternOf(text).occursInRecord(record);

describe("A text occurs in a record", () => {
  it("exactly if it does in a key or value as a query shows it, in records of every kind", () => {
    const maker = new OddRecords();
    const records = Array.from({ length: 400 }, (_, at) => maker.next(String(at)));
    const sought = [...texts.filter((text) => text !== ""), "1000", "E3", "0.001", "ROOT", "\n"];
    const counts = sought.map((text) => {
      const pattern = patternOf(text);
      const found = records.filter((record) => pattern.occursInRecord(record));
      const shown = records.filter((record) =>
        [...leavesOf(sortedJson(record))].some((leaf) => pattern.occursIn(leaf.text)),
      );
      expect(found, text).to.deep.equal(shown);
      return found.length;
    });
    expect(counts.filter((count) => count > 0).length).to.be.greaterThan(20);
  });

  it("however it is escaped in the file", () => {
    for (const written of ["a/b", "a\\/b", "\\u0061/b", "a\\u002Fb", "A\\u002fb"]) {
      expect(occurs("a/B", `{"k":"${written}"}`), written).to.equal(true);
      expect(occurs("a/B", `{"${written}":1}`), written).to.equal(true);
    }
  });

  it("in lower case of letters that ASCII has none of", () => {
    expect(occurs("kelvin", '{"k":"\u212aelvin"}')).to.equal(true);
    expect(occurs("größe", '{"k":"GRÖSSE GRÖßE"}')).to.equal(true);
  });

  it("not across values, nor where JSON's own signs are sought", () => {
    expect(occurs('":"', '{"a":"b"}')).to.equal(false);
    expect(occurs("ab", '{"a":"b"}')).to.equal(false);
  });

  it("in a number as a query shows it", () => {
    expect(occurs("100", '{"n":1e2}')).to.equal(true);
    expect(occurs("infinity", '{"n":1e400}')).to.equal(true);
    expect(occurs("1.0", '{"n":1.0}')).to.equal(false);
  });
});

describe("A regular expression", () => {
  it("takes no longer than its text, whatever the two are", () => {
    const record = `{"k":"${"a".repeat(200_000)}b"}`;
    for (const expression of ["/(a+)+$/", "/^(a|a)*$/", "/(.*)(.*)(.*)[0-9]$/"]) {
      expect(occurs(expression, record), expression).to.equal(false);
    }
  });

  it("may write characters as JavaScript does, and has the flags i, m and s", () => {
    expect(occurs("/^gr\\u00f6\\/e$/", '{"k":"grö/e"}')).to.equal(true);
    expect(occurs("/^A.B$/i", '{"k":"a-b"}')).to.equal(true);
    expect(occurs("/^a.b$/", '{"k":"a\\nb"}')).to.equal(false);
    expect(occurs("/^a.b$/s", '{"k":"a\\nb"}')).to.equal(true);
    expect(occurs("/^b$/", '{"k":"a\\nb"}')).to.equal(false);
    expect(occurs("/^b$/m", '{"k":"a\\nb"}')).to.equal(true);
  });

  for (const [expression, reason] of [
    ["/(?=a)/", '/(?=a)/ is refused: invalid or unsupported Perl syntax, at "(?=". Expected'],
    ["/(a)\\1/", 'invalid escape sequence, at "\\1"'],
    ["/[a/", 'missing closing ], at "[a"'],
    ["/a{2000}/", 'invalid repeat count, at "{2000}"'],
    ["/a/g", 'The flags "g"'],
    ["/a/ii", 'The flags "ii"'],
  ] as const) {
    it(`${expression} is refused with the place and what is expected`, () => {
      expect(() => patternOf(expression))
        .to.throw()
        .with.property("message")
        .that.includes(reason);
    });
  }
});
