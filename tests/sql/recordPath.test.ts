import { expect } from "chai";
import { parsePath, withoutValue, withValue } from "../../sql/catalogue/recordPath";

describe("sql: paths into a record", () => {
  const paths: [string, string[] | undefined][] = [
    ["errorCode", ["errorCode"]],
    ["userIdentity.type", ["userIdentity", "type"]],
    ['requestParameters."aws:x.y".z', ["requestParameters", "aws:x.y", "z"]],
    ['a."b""c"', ["a", 'b"c']],
    ["x-amz-acl.b c", ["x-amz-acl", "b c"]],
    ["", undefined],
    [".a", undefined],
    ["a.", undefined],
    ["a..b", undefined],
    ['"a"b', undefined],
    ['a"b"', undefined],
    ['"a', undefined],
    ["a[0]", undefined],
    ["a:b", undefined],
  ];
  for (const [text, keys] of paths) {
    it(`${JSON.stringify(text)} is ${keys === undefined ? "none" : keys.join(" → ")}`, () => {
      expect(parsePath(text)).to.deep.equal(keys);
    });
  }

  it("a value is set without touching its neighbours, and null is a value", () => {
    expect(withValue({ a: { b: 1, c: 2 } }, ["a", "b"], null)).to.deep.equal({
      a: { b: null, c: 2 },
    });
  });

  it("objects on the way that are missing or null are made", () => {
    expect(withValue({ a: null }, ["a", "b", "c"], 1)).to.deep.equal({ a: { b: { c: 1 } } });
  });

  it("no value is set in a text or a list", () => {
    expect(withValue({ a: "text" }, ["a", "b"], 1)).to.equal(undefined);
    expect(withValue({ a: [1] }, ["a", "0"], 1)).to.equal(undefined);
  });

  it("a value is left out, and nothing where there is none", () => {
    expect(withoutValue({ a: { b: null, c: 2 } }, ["a", "b"])).to.deep.equal({ a: { c: 2 } });
    expect(withoutValue({ a: { c: 2 } }, ["a", "b"])).to.equal(undefined);
    expect(withoutValue({ a: "text" }, ["a", "length"])).to.equal(undefined);
  });
});
