import { expect } from "chai";
import { notLoaded } from "../../../sandbox/demo/show";

describe("what the sandbox prints", () => {
  it("shows what a key or a reason could act on the terminal with as its code", () => {
    const lines = notLoaded({
      bucket: "example-logs",
      key: "AWSLogs/\u001b[2J",
      arrived: false,
      rows: 0,
      step: "copy",
      reason: "\u202etxt",
    });
    expect(lines.join("\n")).to.contain("AWSLogs/\\u001b[2J").and.to.contain("copy: \\u202etxt");
  });
});
