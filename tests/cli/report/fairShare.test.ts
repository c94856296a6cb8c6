import { expect } from "chai";
import { FairShare } from "../../../cli/report/fairShare";

describe("a fair share", () => {
  /** What is kept of each group when these come, written as owner and group: `a1`. */
  const kept = (
    bounds: ConstructorParameters<typeof FairShare>[0],
    coming: readonly string[],
  ): Record<string, readonly number[]> => {
    const share = new FairShare<string, number>(bounds);
    coming.forEach((name, at) => share.add(name.slice(0, 1), name, () => at));
    const names = [...new Set(coming)].sort();
    return Object.fromEntries(names.map((name) => [name, share.of(name.slice(0, 1), name)]));
  };
  const sizes = (of: Record<string, readonly number[]>): Record<string, number> =>
    Object.fromEntries(Object.entries(of).map(([name, things]) => [name, things.length]));
  const times = (name: string, count: number): string[] => Array<string>(count).fill(name);
  const bounds = { all: 10, ofGroup: 25, groupsOfOwner: 3 };

  it("keeps all that comes while there is room, up to the bound of a group", () => {
    const coming = [...times("a1", 4), ...times("b1", 2)];
    expect(kept(bounds, coming)).to.deep.equal({ a1: [0, 1, 2, 3], b1: [4, 5] });
    expect(sizes(kept({ ...bounds, ofGroup: 3 }, coming))).to.deep.equal({ a1: 3, b1: 2 });
  });

  it("gives an owner that needs little all of it, and the others what is left, whoever came first", () => {
    const much = [...times("b1", 30), ...times("c1", 30)];
    expect(sizes(kept(bounds, [...much, "a1", "a1"]))).to.deep.equal({ a1: 2, b1: 4, c1: 4 });
    expect(sizes(kept(bounds, ["a1", "a1", ...much]))).to.deep.equal({ a1: 2, b1: 4, c1: 4 });
  });

  it("treats the groups of an owner alike, too, and takes no more groups than it may have", () => {
    const coming = [...times("a1", 20), ...times("a2", 20), "a3", "a4"];
    expect(sizes(kept(bounds, coming))).to.deep.equal({ a1: 4, a2: 5, a3: 1, a4: 0 });
  });

  it("keeps the first of each group, is full, and differs by one at most among those that need more", () => {
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round += 1) {
      const coming = Array.from(
        { length: 60 },
        () => `${"aaabbc"[next(6)] ?? ""}${[1, 1, 2, 3][next(4)] ?? ""}`,
      );
      const things = kept(bounds, coming);
      for (const [name, of] of Object.entries(things)) {
        const first = [...coming.keys()].filter((at) => coming[at] === name).slice(0, of.length);
        expect(of).to.deep.equal(first);
      }
      const ofOwner = ["a", "b", "c"].map((owner) => ({
        has: Object.entries(things).reduce(
          (sum, [name, of]) => sum + (name.startsWith(owner) ? of.length : 0),
          0,
        ),
        needs: coming.filter((name) => name.startsWith(owner)).length,
      }));
      expect(ofOwner.reduce((sum, { has }) => sum + has, 0)).to.equal(10);
      const most = Math.max(...ofOwner.map(({ has }) => has));
      for (const { has, needs } of ofOwner) expect(has).to.be.at.least(Math.min(needs, most - 1));
    }
  });
});
