import { expect } from "chai";
import { trialsOf, type Trial } from "../../../cli/fixtures/trial";
import { runTrials, type Outcome } from "../../../cli/fixtures/world";
import { readCatalogue, readFixtures } from "../../../sql/catalogue";

const catalogue = readCatalogue();
const tried = catalogue.detections.map((detection) => ({
  id: detection.id,
  trials: trialsOf(detection, readFixtures(detection) ?? { file: "", cases: [], indicators: [] }),
}));

const cases = tried.reduce((sum, { trials }) => sum + trials.length, 0);

const says = { firing: "finds", nearMisses: "just misses", quiet: "is quiet about" };

describe("sql: the shipped detections on their fixtures", () => {
  let outcomes: Map<Trial, Outcome>;

  before(async () => {
    const all = tried.flatMap(({ trials }) => trials);
    const ran = await runTrials(all, catalogue, new AbortController().signal);
    expect([...ran.refused.values()]).to.deep.equal([]);
    outcomes = new Map(ran.outcomes.map((outcome) => [outcome.trial, outcome]));
  });

  it(`are ${tried.length} with ${cases} cases, of each kind at least one`, () => {
    for (const { id, trials } of tried) {
      const kinds = trials.filter(({ place }) => place !== undefined).map(({ kind }) => kind);
      expect(new Set(kinds), id).to.have.keys("firing", "nearMisses", "quiet");
    }
  });

  for (const { id, trials } of tried) {
    describe(id, () => {
      for (const trial of trials) {
        it(`${says[trial.kind]}: ${trial.name}`, () => {
          const { found, failure } = outcomes.get(trial) ?? {};
          expect(failure).to.equal(undefined);
          expect(found).to.have.lengthOf(trial.finds);
        });
      }
    });
  }
});
