import { expect } from "chai";
import type { Delivery } from "../../../sandbox/crossing/delivery";
import { notLoaded } from "../../../sandbox/demo/show";

describe("what the sandbox prints", () => {
  const stopped: Delivery = {
    bucket: "example-logs",
    key: "AWSLogs/\u001b[2J",
    arrived: false,
    rows: 0,
    step: "copy",
    reason: "\u202etxt",
  };

  it("shows what a key or a reason could act on the terminal with as its code", () => {
    const lines = notLoaded([stopped]);
    expect(lines.join("\n")).to.contain("AWSLogs/\\u001b[2J").and.to.contain("copy: \\u202etxt");
  });

  it("counts what stopped at the same step as another object", () => {
    const lines = notLoaded([stopped, { ...stopped, step: "pattern" }, { ...stopped, key: "b" }]);
    expect(lines.map((line) => line.trim())).to.deep.equal([
      ...["AWSLogs/\\u001b[2J", "copy: \\u202etxt", "and 1 more at this step"],
      ...["AWSLogs/\\u001b[2J", "pattern: \\u202etxt"],
    ]);
  });
});
