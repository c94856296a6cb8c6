import { expect } from "chai";
import { Tally } from "../../../cli/findings/groups";

describe("local: what the findings of a group have in common", () => {
  it("is listed with the most frequent first, and the rest is counted", () => {
    const tally = new Tally(3);
    for (const text of ["a", "b", "b", "c"]) tally.add(text);
    expect(tally.list(3)).to.equal("b, a, c");
    expect(tally.list(1)).to.equal("b and 2 more");
    tally.add("d");
    expect(tally.list(1)).to.equal("b and more than 2 more");
  });
});
