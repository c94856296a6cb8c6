import { expect } from "chai";
import { brokenLinks, chainsOf } from "../../../cli/reconcile/chain";
import { readDigest } from "../../../cli/reconcile/digest";
import { TestTrail } from "./trail";

const end = "2024-05-01T13:00:00Z";
const { key, text } = new TestTrail().digest(end);
const [chain] = chainsOf([readDigest(key, Buffer.from(text))]);

/** The stretches that no digest covers, of a day that was asked for. */
function gaps(now: string): (string | undefined)[] {
  const asked = {
    start: Date.parse("2024-05-01T12:00:00Z"),
    end: Date.parse("2024-05-02T00:00:00Z"),
  };
  if (chain === undefined) throw new Error("There is no chain.");
  const faults = brokenLinks(chain, new Map(), asked, Date.parse(now));
  return faults.map((fault) => fault.path.split(", ")[1]);
}

describe("A chain of digests", () => {
  it("may end two hours ago, since the newest digest is not delivered at once", () => {
    expect(gaps("2024-05-01T15:00:00Z")).to.deep.equal([]);
  });

  it("has a gap when nothing came since, until two hours ago and no longer than was asked for", () => {
    expect(gaps("2024-05-01T16:30:00Z")).to.deep.equal([
      "2024-05-01 13:00:00 to 2024-05-01 14:30:00 UTC",
    ]);
    expect(gaps("2024-06-01T00:00:00Z")).to.deep.equal([
      "2024-05-01 13:00:00 to 2024-05-02 00:00:00 UTC",
    ]);
  });
});
