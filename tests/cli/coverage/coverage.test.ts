import { expect } from "chai";
import { coverageOf } from "../../../cli/coverage/benchmark";
import { navigatorLayer } from "../../../cli/coverage/navigator";
import { techniquesOf } from "../../../cli/coverage/techniques";
import { readCatalogue, type Detection } from "../../../sql/catalogue";

/** A detection of which only the numbers matter. */
function detection(id: string, techniques: string[], cis: Record<string, string> = {}): Detection {
  const attack = techniques.length > 0 ? { version: "18", techniques } : undefined;
  const lists = { falsePositives: [], blindSpots: [], references: [] };
  return {
    ...{ id, title: id, description: "", severity: "low", status: "stable", cis, attack },
    ...lists,
    ...{ viewName: id.toUpperCase(), file: `${id}.sql`, statement: "" },
    ...{ isOwn: false, readsInsights: false, condition: undefined },
  };
}

const some = [
  detection("keys", ["T1098.001", "T1078"], { "5.0": "4.1", "6.0": "5.1" }),
  detection("logins", ["T1078"], { "5.0": "4.10" }),
  detection("mine", []),
];

describe("cli: what detections cover", () => {
  it("of a benchmark is told for each control of that version, with 4.1 apart from 4.10", () => {
    const controls = coverageOf("5.0", some);
    expect(controls).to.have.length(16);
    expect(controls[0]).to.deep.include({ control: "4.1", detections: ["keys"] });
    expect(controls[1]).to.deep.include({ control: "4.2", coverage: "not covered" });
    expect(controls[9]).to.deep.include({ control: "4.10", detections: ["logins"] });
    expect(controls[15]).to.deep.include({ control: "4.16", coverage: "no event" });
  });

  it("has other numbers in another version", () => {
    expect(coverageOf("6.0", some)[0]).to.deep.include({ control: "5.1", detections: ["keys"] });
    expect(
      coverageOf("1.2", some)
        .map(({ control }) => control)
        .at(-1),
    ).to.equal("3.14");
  });

  it("is every control that has an event, by what is shipped", () => {
    const { detections } = readCatalogue();
    for (const version of ["1.2", "1.4", "3.0", "4.0", "5.0", "6.0"] as const) {
      const open = coverageOf(version, detections).filter((one) => one.coverage === "not covered");
      expect(open, version).to.deep.equal([]);
    }
  });

  it("of ATT&CK is each technique once, with all that find it", () => {
    expect(techniquesOf(some)).to.deep.equal([
      { technique: "T1078", detections: ["keys", "logins"] },
      { technique: "T1098.001", detections: ["keys"] },
    ]);
  });

  it("is a layer for the Navigator", () => {
    const layer = JSON.parse(navigatorLayer(some)) as Record<string, unknown>;
    expect(layer.versions).to.deep.equal({ attack: "18", layer: "4.5" });
    expect(layer.domain).to.equal("enterprise-attack");
    expect(layer.gradient).to.deep.include({ minValue: 0, maxValue: 2 });
    expect(layer.techniques).to.deep.equal([
      {
        ...{ techniqueID: "T1078", score: 2, comment: "keys, logins" },
        ...{ enabled: true, showSubtechniques: false },
      },
      {
        ...{ techniqueID: "T1098.001", score: 1, comment: "keys" },
        ...{ enabled: true, showSubtechniques: true },
      },
    ]);
  });
});
