import { expect } from "chai";
import { gravestFirstKey, reaches, severityCounts } from "../../../cli/findings/severity";
import { Engine } from "../../../engine";
import { gravestFirst, type Severity } from "../../../sql/catalogue";

const ranked: readonly Severity[] = ["critical", "high", "medium", "low", "info"];
const mixed: readonly Severity[] = ["low", "critical", "info", "high", "medium"];

describe("the severity of findings", () => {
  it("orders the gravest first", () => {
    expect([...mixed].sort(gravestFirst)).to.deep.equal(ranked);
  });

  it("orders rows as it orders findings", async () => {
    const engine = await Engine.open();
    try {
      const values = mixed.map((severity) => `('${severity}')`).join(", ");
      const { rows } = await engine.query(
        `select severity from (values ${values}) as found (severity) order by ${gravestFirstKey}`,
      );
      expect(rows.flat()).to.deep.equal(ranked);
    } finally {
      await engine.close();
    }
  });

  it("reaches a threshold from the threshold on", () => {
    expect(ranked.filter((severity) => reaches(severity, "medium"))).to.deep.equal([
      "critical",
      "high",
      "medium",
    ]);
  });

  it("is counted in the same order, and what there is none of is left out", () => {
    const counts = new Map<Severity, number>([
      ["low", 1],
      ["info", 0],
      ["high", 3],
    ]);
    expect(severityCounts(counts)).to.equal("3 high, 1 low");
  });
});
