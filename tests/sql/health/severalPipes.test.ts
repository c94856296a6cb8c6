import { expect } from "chai";
import { type Known, type Run, fullName, rowOf } from "./known";

const bad = "Error parsing JSON";
const failed: Run = ["FAILED", 1, "no warehouse"];
const never = { heard: 0, ingested: null };

/** What PIPELINE_HEALTH tells of several pipes, and of which. A_PIPE stands before CLOUDTRAIL_PIPE where names decide. */
const cases: readonly (readonly [
  state: string,
  pipe: "CLOUDTRAIL_PIPE" | "A_PIPE",
  when: string,
  known: Known,
])[] = [
  [
    "FILES_FAILING",
    "CLOUDTRAIL_PIPE",
    "files of the second fail, and the first loads",
    { copies: [["b", 1, bad]], others: { A_PIPE: { copies: [["a", 1]] } } },
  ],
  [
    "FILES_FAILING",
    "A_PIPE",
    "files of the first fail, and the second loads",
    { copies: [["b", 1]], others: { A_PIPE: { copies: [["a", 1, bad]] } } },
  ],
  [
    "ROLE_BROKEN",
    "CLOUDTRAIL_PIPE",
    "files of the second are refused, and the first loads",
    { copies: [["b", 1, "Access Denied"]], others: { A_PIPE: { copies: [["a", 1]] } } },
  ],
  [
    "FILES_FAILING",
    "CLOUDTRAIL_PIPE",
    "a COPY by hand fails at the file of the second as well",
    {
      copies: [["b", 2, bad]],
      byHand: [["b", 0.5, bad]],
      others: { A_PIPE: { copies: [["a", 1]] } },
    },
  ],
  [
    "HEALTHY",
    "A_PIPE",
    "a COPY by hand loads the file at which the second failed, and a later one fails",
    {
      copies: [
        ["a", 1],
        ["b", 5, bad],
      ],
      byHand: [
        ["b", 2],
        ["b", 1, bad],
      ],
      others: { A_PIPE: { copies: [["a", 1]] } },
    },
  ],
  [
    "HEALTHY",
    "CLOUDTRAIL_PIPE",
    "the pipe of insights is new, and has heard of nothing yet",
    {
      copies: [["b", 1]],
      others: { A_PIPE: { loads: "insights", pipe: { heard: null, ingested: null } } },
    },
  ],
  [
    "TRAIL_STOPPED",
    "CLOUDTRAIL_PIPE",
    "a new pipe of insights has heard of nothing, and the pipe of events for four hours",
    {
      copies: [["b", 5]],
      pipe: { heard: 4, ingested: 5 },
      others: { A_PIPE: { loads: "insights", pipe: { heard: null, ingested: null } } },
    },
  ],
  [
    "QUIET",
    "CLOUDTRAIL_PIPE",
    "the second has loaded nothing for a day, and the first loads",
    { copies: [["b", 25]], others: { A_PIPE: { copies: [["a", 1]] } } },
  ],
  [
    "PATH_MISMATCH",
    "CLOUDTRAIL_PIPE",
    "the second has never loaded anything, and the first and a COPY by hand load",
    { byHand: [["b", 1]], pipe: never, others: { A_PIPE: { copies: [["a", 1]] } } },
  ],
  [
    "HEALTHY",
    "CLOUDTRAIL_PIPE",
    "no insight ever came",
    { copies: [["b", 1]], others: { A_PIPE: { loads: "insights", pipe: never } } },
  ],
  [
    "HEALTHY",
    "CLOUDTRAIL_PIPE",
    "no insight came for a week",
    { copies: [["b", 1]], others: { A_PIPE: { loads: "insights", copies: [["a", 170]] } } },
  ],
  [
    "QUIET",
    "CLOUDTRAIL_PIPE",
    "insights come, and no events",
    { copies: [["b", 25]], others: { A_PIPE: { loads: "insights", copies: [["a", 1]] } } },
  ],
  [
    "PATH_MISMATCH",
    "CLOUDTRAIL_PIPE",
    "insights come, and no event ever came",
    { pipe: never, others: { A_PIPE: { loads: "insights", copies: [["a", 1]] } } },
  ],
  [
    "FILES_FAILING",
    "A_PIPE",
    "files of insights fail",
    { copies: [["b", 1]], others: { A_PIPE: { loads: "insights", copies: [["a", 1, bad]] } } },
  ],
  [
    "PIPE_PAUSED",
    "A_PIPE",
    "that of insights is paused",
    { copies: [["b", 1]], others: { A_PIPE: { loads: "insights", pipe: { state: "PAUSED" } } } },
  ],
  [
    "ROLE_BROKEN",
    "A_PIPE",
    "files of insights are refused",
    {
      copies: [["b", 1]],
      others: { A_PIPE: { loads: "insights", copies: [["a", 1, "Access Denied"]] } },
    },
  ],
  [
    "TRAIL_STOPPED",
    "A_PIPE",
    "that of insights hears nothing",
    {
      copies: [["b", 1]],
      others: { A_PIPE: { loads: "insights", pipe: { heard: 4, ingested: null } } },
    },
  ],
  [
    "EVENTS_LATE",
    "CLOUDTRAIL_PIPE",
    "events are not shown",
    { copies: [["b", 3]], raw: [3], others: { A_PIPE: { loads: "insights" } } },
  ],
  [
    "TASK_FAILING",
    "CLOUDTRAIL_PIPE",
    "the task of events fails",
    { copies: [["b", 1]], runs: [failed], others: { A_PIPE: { loads: "insights" } } },
  ],
];

describe("sql: PIPELINE_HEALTH of several pipes", () => {
  for (const [state, pipe, when, known] of cases) {
    it(`is ${state} of ${pipe} when ${when}`, async () => {
      const told = await rowOf(known, "select state, pipe from pipeline_health");
      expect(told).to.deep.equal([state, fullName(pipe)]);
    });
  }
});
