import { expect } from "chai";
import { type Known, type Run, fullName, rowOf, rowsOf } from "./known";

const succeeded: Run = ["SUCCEEDED", 2];
const failed: Run = ["FAILED", 1, "no warehouse"];

describe("sql: PIPELINE", () => {
  it("tells the last file and event, the lag, what came in a day, and the pipe's state and queue", async () => {
    const row = await rowOf(
      {
        copies: [
          ["old", 30],
          ["new", 1],
          ["bad", 0.5, "Error parsing JSON"],
        ],
        raw: [1],
        shown: [1, 1],
      },
      `select last_file, round(lag_seconds / 60), files_last_day, events_last_day, failed_last_day,
          pipe_state, files_waiting from pipeline`,
    );
    expect(row.map(String)).to.deep.equal(["new", "75", "1", "2", "1", "RUNNING", "3"]);
  });

  it("tells how the last run ended of what keeps the events, and why it failed", async () => {
    const select =
      "select run_by, run_state, run_error, datediff('minute', run_ended_at, sysdate()) from pipeline";
    const run = async (known: Known): Promise<string[]> => (await rowOf(known, select)).map(String);
    expect(await run({ runs: [succeeded, failed] })).to.deep.equal([
      "task",
      "FAILED",
      "no warehouse",
      "60",
    ]);
    expect(await run({ refreshes: [failed, ["SUCCEEDED", 0.5, "a note"]] })).to.deep.equal([
      "dynamic table",
      "SUCCEEDED",
      "null",
      "30",
    ]);
    expect(await run({ runs: [["FAILED", 6 * 24 + 1]] })).to.deep.equal([
      "null",
      "null",
      "null",
      "null",
    ]);
  });

  it("has its row when nothing was ever loaded", async () => {
    const row = await rowOf(
      { pipe: { heard: null, ingested: null } },
      "select last_file, last_event_at, files_last_day, last_message_at from pipeline",
    );
    expect(row.map(String)).to.deep.equal(["null", "null", "0", "null"]);
  });

  it("tells of files what the pipe itself has tried, and nothing of a COPY by hand", async () => {
    const row = await rowOf(
      {
        copies: [
          ["mended", 3, "Error parsing JSON"],
          ["loaded", 2],
        ],
        byHand: [
          ["mended", 1],
          ["loaded", 1],
          ["backfilled", 1],
          ["bad", 1, "Error parsing JSON"],
        ],
      },
      `select last_file, datediff('minute', last_loaded_at, sysdate()), files_last_day, failed_last_day
        from pipeline`,
    );
    expect(row.map(String)).to.deep.equal(["loaded", "120", "1", "0"]);
  });

  it("has a row for each pipe, with its own files, whatever its names and its table are", async () => {
    const known: Known = {
      copies: [
        ["a", 2],
        ["b", 1, "Access Denied"],
      ],
      others: {
        [`it's "one"."two"`]: {
          copies: [
            ["a", 4],
            ["c", 3],
          ],
        },
        INSIGHTS: { loads: "insights", copies: [["a", 5]] },
        IDLE: {},
        CLOUDTRAIL_PIPE: { schema: "OTHER", copies: [["d", 6]] },
      },
    };
    const select = `select pipe, last_file, files_last_day, failed_last_day, refused_last_day
      from pipeline order by 2, 1`;
    expect(await rowsOf(known, select)).to.deep.equal([
      [fullName("CLOUDTRAIL_PIPE"), "a", 1, 1, 1],
      [fullName("INSIGHTS"), "a", 1, 0, 0],
      [fullName(`it's "one"."two"`), "c", 2, 0, 0],
      [fullName("CLOUDTRAIL_PIPE", "OTHER"), "d", 1, 0, 0],
      [fullName("IDLE"), null, 0, 0, 0],
    ]);
  });

  it("tells what a pipe loads, and of CLOUDTRAIL only by those that load events", async () => {
    const known: Known = {
      raw: [3],
      shown: [3, 1],
      runs: [succeeded, failed],
      others: { INSIGHTS: { loads: "insights" } },
    };
    const select = `select loads, due_at is null, run_by, run_state, events_last_day
      from pipeline order by 1`;
    expect(await rowsOf(known, select)).to.deep.equal([
      ["events", false, "task", "FAILED", 2],
      ["insights", true, null, null, null],
    ]);
  });
});
