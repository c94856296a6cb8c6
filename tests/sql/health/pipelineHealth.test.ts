import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { readCatalogue } from "../../../sql/catalogue";
import { type Known, type Run, rowOf } from "./known";

const succeeded: Run = ["SUCCEEDED", 2];
const failed: Run = ["FAILED", 1, "no warehouse"];
const mended: Run = ["SUCCEEDED", 0.5];

/** What PIPELINE_HEALTH tells of each case, one for each way into a state and beside it the nearest that is none. */
const cases: readonly (readonly [state: string, when: string, known: Known])[] = [
  ["HEALTHY", "files come", { copies: [["a", 1]] }],
  ["HEALTHY", "the last file came 23 hours ago", { copies: [["a", 23]] }],
  ["QUIET", "messages come, and the last file came 25 hours ago", { copies: [["a", 25]] }],
  ["QUIET", "messages come, and no file for more than 14 days", { pipe: { ingested: 400 } }],
  [
    "TRAIL_STOPPED",
    "no message for 4 hours",
    { copies: [["a", 4]], pipe: { heard: 4, ingested: 4 } },
  ],
  ["HEALTHY", "no message for 2 hours", { copies: [["a", 2]], pipe: { heard: 2, ingested: 2 } }],
  ["TRAIL_STOPPED", "never a message nor a file", { pipe: { heard: null, ingested: null } }],
  [
    "NOTIFICATIONS_MISSING",
    "a refresh loads what no message told of",
    { copies: [["a", 0]], pipe: { heard: 4, ingested: 0 } },
  ],
  [
    "NOTIFICATIONS_MISSING",
    "a refresh loads files of a pipe that never heard of any",
    { copies: [["a", 0]], pipe: { heard: null } },
  ],
  ["PATH_MISMATCH", "messages come to a pipe that never loaded", { pipe: { ingested: null } }],
  [
    "PATH_MISMATCH",
    "only the pipe before it has loaded",
    { copies: [["a", 1]], pipe: { ingested: null } },
  ],
  ["PIPE_PAUSED", "somebody paused it", { copies: [["a", 1]], pipe: { state: "PAUSED" } }],
  ["PIPE_STOPPED", "its stage was altered", { pipe: { state: "STOPPED_STAGE_ALTERED" } }],
  ["PIPE_STOPPED", "its COPY does not compile", { pipe: { state: "STALLED_COMPILATION_ERROR" } }],
  ["ROLE_BROKEN", "its stage refuses it", { pipe: { state: "STALLED_STAGE_PERMISSION_ERROR" } }],
  [
    "ROLE_BROKEN",
    "it runs, and cannot assume the role",
    {
      pipe: { error: "Error assuming AWS_ROLE:\nUser is not authorized to perform sts:AssumeRole" },
    },
  ],
  ["ROLE_BROKEN", "files are refused", { copies: [["a", 1, "Failed to access: Access Denied"]] }],
  [
    "FILES_FAILING",
    "a file failed today",
    {
      copies: [
        ["a", 1],
        ["b", 2, "Error parsing JSON"],
      ],
    },
  ],
  [
    "FILES_FAILING",
    "all files failed of a pipe that never loaded",
    { copies: [["a", 1, "Error parsing JSON"]], pipe: { ingested: null } },
  ],
  [
    "TRAIL_STOPPED",
    "no message for 4 hours, and the last file failed",
    { copies: [["a", 4, "Error parsing JSON"]], pipe: { heard: 4, ingested: 5 } },
  ],
  [
    "HEALTHY",
    "a file failed yesterday",
    {
      copies: [
        ["a", 1],
        ["b", 25, "Error parsing JSON"],
      ],
    },
  ],
  [
    "HEALTHY",
    "a file failed and was loaded then",
    {
      copies: [
        ["a", 2, "Error"],
        ["a", 1],
      ],
    },
  ],
  [
    "EVENTS_LATE",
    "events of 3 hours ago are not shown",
    { copies: [["a", 3]], raw: [3, 8], shown: [8] },
  ],
  ["EVENTS_LATE", "no events are shown at all", { copies: [["a", 3]], raw: [3] }],
  [
    "HEALTHY",
    "events of an hour ago are not shown yet",
    { copies: [["a", 1]], raw: [1, 8], shown: [8] },
  ],
  ["TASK_FAILING", "its last run failed", { copies: [["a", 1]], runs: [succeeded, failed] }],
  [
    "TASK_FAILING",
    "its last run failed, and those since had nothing to do",
    { copies: [["a", 1]], runs: [failed, ["SKIPPED", 0.5]] },
  ],
  ["TASK_FAILING", "files fail as well", { copies: [["a", 1, "Error"]], runs: [failed] }],
  ["HEALTHY", "a run failed, and the next did not", { copies: [["a", 1]], runs: [failed, mended] }],
  [
    "HEALTHY",
    "the task of another schema failed",
    { copies: [["a", 1]], runs: [succeeded, ["FAILED", 1, "no warehouse", "OTHER"]] },
  ],
  [
    "TASK_SUSPENDED",
    "too many runs failed in a row, four days ago",
    {
      copies: [["a", 1]],
      runs: [
        ["FAILED", 101],
        ["FAILED_AND_AUTO_SUSPENDED", 100],
      ],
    },
  ],
  ["DYNAMIC_TABLE_FAILING", "its last refresh failed", { refreshes: [succeeded, failed] }],
  [
    "DYNAMIC_TABLE_FAILING",
    "what it reads failed",
    { refreshes: [succeeded, ["UPSTREAM_FAILED", 1]] },
  ],
  [
    "HEALTHY",
    "a refresh failed, and the next did not",
    { copies: [["a", 1]], refreshes: [failed, mended] },
  ],
  ["HEALTHY", "all events are shown", { copies: [["a", 3]], raw: [3, 8], shown: [3, 8] }],
  [
    "HEALTHY",
    "a file that was delivered twice is shown once",
    { copies: [["a", 3]], raw: [3, 3.2], shown: [3.2] },
  ],
  [
    "PIPE_PAUSED",
    "it was paused, and files had failed before and messages are old",
    { copies: [["b", 2, "Error parsing JSON"]], pipe: { state: "PAUSED", heard: 9 } },
  ],
];

describe("sql: PIPELINE_HEALTH", () => {
  for (const [state, when, known] of cases) {
    it(`is ${state} when ${when}`, async () => {
      const [told, toDo] = await rowOf(known, "select state, to_do from pipeline_health");
      expect(told).to.equal(state);
      expect(toDo).to.be.a("string").and.not.be.empty;
    });
  }

  it("has a case and a runbook for every state that it can tell, and no other", () => {
    const text = readCatalogue().health.find(({ viewName }) => viewName === "PIPELINE_HEALTH");
    const told = text?.statement.match(/when '([A-Z_]+)' then '/g) ?? [];
    const states = told.map((line) => line.split("'")[1]);
    expect([...new Set(cases.map(([state]) => state))].sort()).to.deep.equal(states.sort());
    const operations = readFileSync(path.join(__dirname, "../../../docs/operations.md"), "utf8");
    const runbooks = [...operations.matchAll(/^### ([A-Z_]+)$/gm)].map(([, state]) => state);
    expect(runbooks.sort()).to.deep.equal(states);
  });
});
