import { expect } from "chai";
import { printable } from "../../sandbox/show";

describe("what the sandbox prints", () => {
  it("shows what a log could act on the terminal with as its code", () => {
    expect(printable("a\u001b[2Jb")).to.equal("a\\u{1b}[2Jb");
    expect(printable("line\nbreak")).to.equal("line\\u{a}break");
    expect(printable("\u202Egnp.exe")).to.equal("\\u{202e}gnp.exe");
    expect(printable("Zoë 日本 \u{1F600}")).to.equal("Zoë 日本 \u{1F600}");
  });
});
