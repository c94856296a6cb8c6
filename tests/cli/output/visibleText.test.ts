import { expect } from "chai";
import {
  displayWidth,
  pad,
  truncate,
  visible,
  visibleJson,
  wrap,
} from "../../../cli/output/visibleText";

describe("local: text on a terminal", () => {
  it("every character that does not show is written out", () => {
    expect(visible("a\u001b[31mb\u0000\u007f\u009b")).to.equal(
      "a\\u001b[31mb\\u0000\\u007f\\u009b",
    );
    expect(visible("x\u202egpj\u2066\u200b\ufeff\u00ad")).to.equal(
      "x\\u202egpj\\u2066\\u200b\\ufeff\\u00ad",
    );
    expect(visible("line\nand\ttab\r")).to.equal("line\\nand\\ttab\\u000d");
    expect(visible("\ud800 and \u{e0041}")).to.equal("\\ud800 and \\udb40\\udc41");
  });

  it("letters of any script stay", () => {
    expect(visible("Zoë 日本 עברית 😀")).to.equal("Zoë 日本 עברית 😀");
  });

  it("JSON keeps its meaning", () => {
    const value = { text: "\u009b\u202e\u2028\u007f", list: [1] };
    const json = JSON.stringify(value, null, 2);
    expect(visibleJson(json)).not.to.match(/[\u007f-\u009f\u202e\u2028]/);
    expect(JSON.parse(visibleJson(json))).to.deep.equal(value);
  });

  it("widths count columns, not characters", () => {
    expect(displayWidth("日本")).to.equal(4);
    expect(displayWidth("e\u0301")).to.equal(1);
    expect(pad("日", 4)).to.equal("日  ");
    expect(truncate("日本語", 5)).to.equal("日本…");
    expect(truncate("abc", 3)).to.equal("abc");
  });

  it("text wraps after a space, a separator, or where it must", () => {
    expect(wrap("Console login without MFA", 14)).to.deep.equal(["Console login", "without MFA"]);
    expect(wrap("arn:aws:iam::111122223333:role/x", 20)).to.deep.equal([
      "arn:aws:iam::",
      "111122223333:role/x",
    ]);
    expect(wrap("x".repeat(25), 10)).to.deep.equal(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
    for (const line of wrap("日本語".repeat(9), 7)) expect(displayWidth(line)).to.be.at.most(7);
  });
});
