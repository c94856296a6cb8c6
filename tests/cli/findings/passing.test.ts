import { expect } from "chai";
import type { Rendered } from "../../../engine";
import { findingsPassing } from "../../../cli/findings/passing";

describe("findings that are passed by", () => {
  const engine = {
    stream: () =>
      Promise.resolve({
        columns: ["SEVERITY", "EVENTNAME"].map((name) => ({
          name,
          label: name,
          type: "VARCHAR" as const,
        })),
        rows: [
          [
            ["high", "a"],
            ["low", "b"],
          ],
          [["low", "c"]],
          [["info", "d"]],
        ],
      }),
  };
  const taker = (...columns: string[]) => {
    const taken: (readonly Rendered[])[] = [];
    return { columns, taken, add: (row: readonly Rendered[]) => void taken.push(row) };
  };

  it("are told to each taker in the columns that it needs", async () => {
    const takers = [taker("eventName"), taker("eventName", "severity")] as const;
    const { rows } = await findingsPassing(engine, "select", takers);
    const read = [];
    for await (const some of rows) read.push(...some);
    expect(read).to.have.length(4);
    expect(takers[0].taken).to.deep.equal([["a"], ["b"], ["c"], ["d"]]);
    expect(takers[1].taken[0]).to.deep.equal(["a", "high"]);
  });

  it("are told to their end, also when whoever reads them stops", async () => {
    const all = taker("eventName");
    const { rows } = await findingsPassing(engine, "select", [all]);
    for await (const some of rows) {
      expect(some).to.have.length(2);
      break;
    }
    expect(all.taken).to.deep.equal([["a"], ["b"], ["c"], ["d"]]);
  });
});
