import { expect } from "chai";
import { costs, type Cost, type DailyLogs, type Operation } from "../../../cli/cost/model";

const daily: DailyLogs = { files: 1000, packed: 1e9, unpacked: 10e9 };
const operation: Operation = { keepDays: 100, everyMinutes: 60, queriesPerDay: 1, scans: 2 };

/** The figures of each mode, without the tail that floating point leaves. */
function figures(logs: DailyLogs, how: Partial<Operation> = {}): Cost[] {
  return costs(logs, { ...operation, ...how }).map(
    (cost) =>
      Object.fromEntries(
        Object.entries(cost).map(([key, value]) => [
          key,
          typeof value === "number" ? Number(value.toPrecision(9)) : value,
        ]),
      ) as unknown as Cost,
  );
}

describe("The cost of a month", () => {
  it("is storage, Snowpipe, filling and querying of each mode", () => {
    const [view, task, dynamicTable] = figures(daily);
    // 2 scans × 100 days × 10 GB at 100 MB a second are 20,000 s, and 60 s until the warehouse suspends.
    expect(view).to.deep.equal({
      mode: "view",
      rawTable: 100,
      typedTable: 0,
      snowpipe: 1.11,
      filling: 0,
      querying: Number(((20_060 / 3600) * 30).toPrecision(9)),
    });
    // 24 runs of 100 s a day to parse 10 GB, each 24th in 4.17 s, and 60 s each; queries in a twentieth.
    expect(task).to.deep.equal({
      mode: "task",
      rawTable: 100,
      typedTable: 200,
      snowpipe: 1.11,
      filling: Number((((100 + 24 * 60) / 3600) * 30).toPrecision(9)),
      querying: Number(((1_060 / 3600) * 30).toPrecision(9)),
    });
    expect(dynamicTable).to.deep.equal({ ...task, mode: "dynamic-table" });
  });

  it("of what runs again before the warehouse suspends is that of a warehouse that is always up", () => {
    const [, task] = figures(daily, { everyMinutes: 1 });
    expect(task?.filling).to.equal(24 * 30);
  });

  it("of more work than a day has hours is that of the work", () => {
    const [view] = figures(daily, { queriesPerDay: 24 });
    expect(view?.querying).to.equal(Number((((24 * 20_000) / 3600) * 30).toPrecision(9)));
  });
});
