import { expect } from "chai";
import { leavesOf } from "../../../cli/search/leaves";

const values = (json: string): string[][] =>
  [...leavesOf(json)].filter(({ isKey }) => !isKey).map(({ path, text }) => [path, text]);

describe("leaves of a JSON text", () => {
  it("are told with their path, as a query writes it", () => {
    expect(
      values('{"a":{"b":[1,{"c d":"x"},[true]],"e":null},"it\'s":"y","\\u0061b":"z"}'),
    ).to.deep.equal([
      ["a.b[0]", "1"],
      ["a.b[1]['c d']", "x"],
      ["a.b[2][0]", "true"],
      ["a.e", "null"],
      ["['it\\'s']", "y"],
      ["ab", "z"],
    ]);
  });

  it("are keys, too", () => {
    expect([...leavesOf('{"a":{"b":[]}}')]).to.deep.equal([
      { path: "a", text: "a", isKey: true },
      { path: "a.b", text: "b", isKey: true },
    ]);
  });

  it("keep what JSON.parse loses: digits, and the first of two values", () => {
    expect(values('{"n":12345678901234567890,"a":1,"a":2}')).to.deep.equal([
      ["n", "12345678901234567890"],
      ["a", "1"],
      ["a", "2"],
    ]);
  });

  it("pass over brackets, commas and quotes in strings, and white space between", () => {
    expect(values('{ "a" :\n"{\\"b\\": [1, 2]}" ,\t"c": "\\\\" }')).to.deep.equal([
      ["a", '{"b": [1, 2]}'],
      ["c", "\\"],
    ]);
  });

  it("of a record that is no object are itself", () => {
    expect(values("42")).to.deep.equal([["", "42"]]);
  });

  it("of a string of a megabyte are found", () => {
    const long = "x\\n".repeat(500_000);
    expect(values(`{"a":"${long}"}`)[0]?.[1]).to.have.length(1_000_000);
  });
});
