import { expect } from "chai";
import { UsageError } from "../../../cli/output/usageError";
import { everything, isEverything, readSelection, takes } from "../../../cli/sources/selection";

const file = { account: "111122223333", region: "eu-west-1", day: "2026-03-17" };

describe("A selection of log files", () => {
  it("takes everything when nothing is asked for", () => {
    expect(readSelection({})).to.deep.equal(everything);
    expect(isEverything(everything)).to.equal(true);
    expect(takes(everything, file)).to.equal(true);
  });

  it("takes the days from one to another, both included", () => {
    const selection = readSelection({ from: "2026-03-16", to: "2026-03-17" });
    expect(isEverything(selection)).to.equal(false);
    const days = ["2026-03-15", "2026-03-16", "2026-03-17", "2026-03-18"];
    expect(days.map((day) => takes(selection, { ...file, day }))).to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
  });

  it("may be open at either end", () => {
    expect(takes(readSelection({ from: "2026-03-18" }), file)).to.equal(false);
    expect(takes(readSelection({ from: "2020-01-01" }), file)).to.equal(true);
    expect(takes(readSelection({ to: "2026-03-16" }), file)).to.equal(false);
    expect(takes(readSelection({ to: "2099-01-01" }), file)).to.equal(true);
  });

  it("takes one of several accounts and regions", () => {
    const selection = readSelection({
      account: ["444455556666", "111122223333"],
      region: ["eu-west-1"],
    });
    expect(takes(selection, file)).to.equal(true);
    expect(takes(selection, { ...file, account: "123456789012" })).to.equal(false);
    expect(takes(selection, { ...file, region: "eu-west-2" })).to.equal(false);
  });

  it("takes a file whose name does not tell, since it may hold what is asked for", () => {
    const selection = readSelection({
      from: "2026-03-18",
      account: ["444455556666"],
      region: ["us-east-1"],
    });
    expect(takes(selection, {})).to.equal(true);
    expect(takes(selection, { day: "2026-03-18" })).to.equal(true);
    expect(takes(selection, { day: "2026-03-17" })).to.equal(false);
  });

  for (const [options, message] of [
    [{ from: "17.3.2026" }, '--from: expected a day such as 2026-01-31, found "17.3.2026".'],
    [
      { from: "2026-03-18", to: "2026-03-17" },
      "--from 2026-03-18 is after --to 2026-03-17. Name the earlier day first.",
    ],
    [
      { account: ["111122223333", "prod"] },
      '--account: expected an account id such as 111122223333, found "prod".',
    ],
    [{ region: ["Ireland"] }, '--region: expected a region such as eu-west-1, found "Ireland".'],
  ] as const) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      expect(() => readSelection(options)).to.throw(UsageError, message);
    });
  }
});
