import { expect } from "chai";
import { daysBetween } from "../../../cli/sources/days";
import { UsageError } from "../../../cli/output/usageError";

const today = "2026-03-18";

describe("The days of a backfill", () => {
  it("are all from one to another, both included, across the end of a February", () => {
    expect(daysBetween("2024-02-28", "2024-03-01", today)).to.deep.equal([
      "2024-02-28",
      "2024-02-29",
      "2024-03-01",
    ]);
    expect(daysBetween(today, today, today)).to.deep.equal([today]);
  });

  for (const [from, to, message] of [
    ["2026-02-30", "2026-03-01", '--from: expected a day such as 2026-01-31, found "2026-02-30".'],
    ["2026-02-01", "20260301", '--to: expected a day such as 2026-01-31, found "20260301".'],
    [
      "2026-03-02",
      "2026-03-01",
      "--from 2026-03-02 is after --to 2026-03-01. Name the earlier day first.",
    ],
    [
      "2026-03-02",
      "2026-03-19",
      "--to 2026-03-19 is yet to come. Name 2026-03-18, which is today in UTC, at most.",
    ],
  ] as const) {
    it(`refuse ${from} to ${to}`, () => {
      expect(() => daysBetween(from, to, today)).to.throw(UsageError, message);
    });
  }
});
