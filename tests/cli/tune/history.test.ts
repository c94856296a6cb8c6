import { expect } from "chai";
import { historyOf } from "../../../cli/tune/history";
import { dayRows } from "../../../cli/tune/report";
import { alike } from "./alike";

describe("the history of findings", () => {
  const history = historyOf([
    alike("scanner", 8, { day: "2026-02-27" }),
    alike("scanner", 1, { day: "2026-03-02" }),
    alike("maria", 2, { day: "2026-03-02" }),
    alike("jonas", 4, { day: undefined }),
    alike("root", 1, { detection: "root_activity", severity: "high", day: "2026-03-01" }),
  ]);

  it("has every day from the first finding to the last, and each detection's findings on it", () => {
    expect(history).to.deep.equal({
      days: ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"],
      findings: 16,
      detections: [
        {
          detection: "unauthorized_api_calls",
          severity: "low",
          findings: 15,
          byDay: [8, 0, 0, 3],
          principals: [
            { actor: "user/scanner", findings: 9 },
            { actor: "user/jonas", findings: 4 },
          ],
        },
        {
          detection: "root_activity",
          severity: "high",
          findings: 1,
          byDay: [0, 0, 1, 0],
          principals: [],
        },
      ],
    });
  });

  it("names the three noisiest principals of a detection", () => {
    const names = ["a", "b", "c", "d"].map((who, at) => alike(who, 3 + at));
    const [detection] = historyOf(names).detections;
    expect(detection?.principals.map(({ actor }) => actor)).to.deep.equal([
      ...["user/d", "user/c", "user/b"],
    ]);
  });

  it("without a finding, or without a time, has no days", () => {
    expect(historyOf([])).to.deep.equal({ days: [], findings: 0, detections: [] });
    expect(historyOf([alike("a", 3, { day: undefined })]).days).to.deep.equal([]);
  });

  it("is told in a line for each detection: how many a day, the most, and a bar for each day", () => {
    expect(dayRows(history).rows).to.deep.equal([
      [
        ["unauthorized_api_calls", "low", "15", "3.8", "8", "2026-02-27", "█··▃"],
        ["root_activity", "high", "1", "0.3", "1", "2026-03-01", "··█·"],
      ],
    ]);
  });
});
