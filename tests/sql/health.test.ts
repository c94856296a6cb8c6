import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { Engine, type Activity, type Column, type CopyRecord, type RunRecord } from "../../engine";
import { healthInPlace, readCatalogue } from "../../sql/catalogue";
import { logFile } from "./loaded";

const table = "CLOUDTRAIL_RAW";
const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);

/** What Snowflake knows at one moment; each time is hours ago. */
interface Known {
  /** Files that were tried, with the error if there was one. */
  copies?: readonly (readonly [file: string, hours: number, error?: string])[];
  /** What SYSTEM$PIPE_STATUS gives. Defaults to a pipe that runs and has just heard and loaded. */
  pipe?: { state?: string; error?: string; heard?: number | null; ingested?: number | null };
  /** When the raw table's events were loaded. */
  raw?: readonly number[];
  /** When those were loaded that CLOUDTRAIL shows. */
  shown?: readonly number[];
  /** How runs of the task ended. */
  runs?: readonly Run[];
  /** How refreshes of the dynamic table ended. */
  refreshes?: readonly Run[];
}

type Run = readonly [state: string, hours: number, error?: string, schema?: string];

const columns = (...of: (readonly [string, Column["type"]])[]): Column[] =>
  of.map(([label, type]) => ({ name: label.toUpperCase(), label, type }));

const timestamp = (hours: number): string =>
  `'${hoursAgo(hours).toISOString().replace("Z", "")}'::timestamp_ntz`;

async function engineOf(known: Known): Promise<Engine> {
  const { raw = [], shown = [] } = known;
  const engine = await Engine.open({ namespace: ["SEC", "LOGS"] });
  await engine.createTable(table, columns(["record", "VARIANT"], ["loaded_at", "TIMESTAMP_NTZ"]));
  await engine.createTable(
    "CLOUDTRAIL",
    columns(["eventTime", "TIMESTAMP_NTZ"], ["loaded_at", "TIMESTAMP_NTZ"]),
  );
  const fill = async (into: string, first: string, hours: number): Promise<void> => {
    const copy = `copy into ${into} from (select ${first}, ${timestamp(hours)} from @logs) file_format = (type = json)`;
    const { files } = await engine.copyInto(copy, [logFile([{}])]);
    expect(files[0]?.status).to.equal("loaded");
  };
  for (const hours of raw) await fill(table, "$1", hours);
  for (const hours of shown) await fill("cloudtrail", timestamp(hours + 0.25), hours);
  await engine.tellActivity(activityOf(known));
  for (const { viewName, statement } of readCatalogue().health) {
    await engine.createView(viewName, statement);
  }
  return engine;
}

function activityOf({ copies = [], pipe = {}, runs = [], refreshes = [] }: Known): Activity {
  const { state = "RUNNING", error, heard = 0, ingested = 0 } = pipe;
  const at = (hours: number): string => hoursAgo(hours).toISOString();
  const status = {
    executionState: state,
    pendingFileCount: 3,
    ...(error !== undefined && { error }),
    ...(heard !== null && { lastReceivedMessageTimestamp: at(heard) }),
    ...(ingested !== null && { lastIngestedTimestamp: at(ingested) }),
  };
  return {
    copies: copies.map(([file, hours, error]): CopyRecord => {
      const of = { table, file, size: 100, at: hoursAgo(hours) };
      return error === undefined ? { ...of, rows: 1 } : { ...of, rows: 0, error };
    }),
    pipes: new Map([["CLOUDTRAIL_PIPE", status]]),
    runs: runs.map(recordOf("LOAD_CLOUDTRAIL_EVENTS")),
    refreshes: refreshes.map(recordOf("CLOUDTRAIL_EVENTS_DYNAMIC")),
  };
}

const recordOf =
  (name: string) =>
  ([state, hours, error, schema = "LOGS"]: Run): RunRecord => {
    const of = { database: "SEC", schema, name, state, at: hoursAgo(hours) };
    return error === undefined ? of : { ...of, error };
  };

async function rowOf(known: Known, select: string): Promise<unknown[]> {
  const engine = await engineOf(known);
  const { rows } = await engine.query(select);
  await engine.close();
  expect(rows).to.have.length(1);
  return rows[0] ?? [];
}

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
    const operations = readFileSync(path.join(__dirname, "../../docs/operations.md"), "utf8");
    const runbooks = [...operations.matchAll(/^### ([A-Z_]+)$/gm)].map(([, state]) => state);
    expect(runbooks.sort()).to.deep.equal(states);
  });
});

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
});

describe("sql: LOAD_ERRORS", () => {
  it("names the files that failed and are not loaded since, with the last reason", async () => {
    const row = await rowOf(
      {
        copies: [
          ["mended", 3, "Error"],
          ["mended", 2],
          ["bad", 3, "first reason"],
          ["bad", 2, "last reason"],
          ["long ago", 15 * 24, "Error"],
        ],
      },
      "select file_name, reason, status, datediff('minute', failed_at, sysdate()) from load_errors",
    );
    expect(row.map(String)).to.deep.equal(["bad", "last reason", "Load failed", "120"]);
  });
});

describe("sql: the views of health in their place", () => {
  const place = {
    database: "SEC",
    schema: "L",
    rawTable: '"SEC"."L"."CLOUDTRAIL_RAW"',
    pipes: [`"SEC"."L"."IT'S"`],
    lagMinutes: 0,
  };
  const texts = (of: Partial<Parameters<typeof healthInPlace>[1]> = {}): string =>
    readCatalogue()
      .health.map(({ statement }) => healthInPlace(statement, { ...place, ...of }))
      .join("\n");

  it("name in full what resolves in the session of whoever asks", () => {
    const names = /(\S*information_schema\S*|table_name => .*|system\S*|\w+_name = .*)/g;
    expect(texts().match(names)).to.deep.equal([
      'table("SEC".information_schema.copy_history(',
      `table_name => '"SEC"."L"."CLOUDTRAIL_RAW"',`,
      'table("SEC".information_schema.copy_history(',
      `table_name => '"SEC"."L"."CLOUDTRAIL_RAW"',`,
      `system$pipe_status('"SEC"."L"."IT''S"'))`,
      'table("SEC".information_schema.task_history(',
      "database_name = 'SEC'",
      "schema_name = 'L'",
      'table("SEC".information_schema.dynamic_table_refresh_history(',
      "database_name = 'SEC'",
      "schema_name = 'L'",
    ]);
  });

  it("ask for the status of each pipe that they are told", () => {
    const [asked] = / {4}select '"A"'[^]*?\n\)/.exec(texts({ pipes: ['"A"', '"B"'] })) ?? [];
    expect(asked).to
      .equal(`    select '"A"' as pipe, parse_json(system$pipe_status('"A"')) as status
    union all
    select '"B"' as pipe, parse_json(system$pipe_status('"B"')) as status
)`);
  });

  it("look at the runs of what keeps the events, and at no others", () => {
    const looked = (runBy?: "task" | "dynamic table"): unknown =>
      texts({ runBy }).match(/run_by in .*/g);
    expect(looked("task")).to.deep.equal(["run_by in ('task')"]);
    expect(looked("dynamic table")).to.deep.equal(["run_by in ('dynamic table')"]);
    expect(looked()).to.deep.equal(["run_by in ('')"]);
  });

  it("give CLOUDTRAIL the time of its settings before it is late", () => {
    expect(texts({ lagMinutes: 360 }).match(/'minute', -\d+/g)).to.deep.equal([
      "'minute', -480",
      "'minute', -480",
      "'minute', -480",
    ]);
  });
});
