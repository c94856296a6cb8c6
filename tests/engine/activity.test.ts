import { expect } from "chai";
import { Engine, type CopyRecord, type RunRecord } from "../../engine";

const at = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
const copy = (file: string, hours: number, more: Partial<CopyRecord> = {}): CopyRecord => ({
  table: "RAW",
  pipe: { database: "D", schema: "S", name: "LOGS_PIPE" },
  file,
  size: 12,
  at: at(hours),
  rows: 1,
  ...more,
});
const run = (name: string, state: string, hours: number, error?: string): RunRecord => {
  const of = { database: "D", schema: "S", name, state, at: at(hours) };
  return error === undefined ? of : { ...of, error };
};
const lastDay = "start_time => dateadd('day', -1, current_timestamp())";

describe("What a host tells of its activity", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open();
  });
  after(() => engine.close());

  const rows = async (sql: string): Promise<unknown[][]> => (await engine.query(sql)).rows;
  const failure = async (sql: string): Promise<string> =>
    engine.query(sql).then(
      () => "it was answered",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );

  it("is refused before it is told", async () => {
    expect(
      await failure(
        `select 1 from table(information_schema.copy_history(table_name => 'raw', ${lastDay}))`,
      ),
    ).to.include("COPY_HISTORY is known only where files are loaded.");
    expect(await failure("select system$pipe_status('logs_pipe')")).to.include(
      "SYSTEM$PIPE_STATUS is known only where files are loaded.",
    );
  });

  describe("once told", () => {
    before(() =>
      engine.tellActivity({
        copies: [
          copy("a", 1),
          copy("it's", 2, { rows: 0, error: "Error parsing JSON" }),
          copy("old", 30),
          copy("other", 1, { table: "OTHER" }),
          { table: "RAW", file: "by hand", size: 12, at: at(3), rows: 1 },
        ],
        pipes: new Map([["LOGS_PIPE", { executionState: "RUNNING", pendingFileCount: 2 }]]),
        runs: [
          run("LOAD", "SUCCEEDED", 3),
          run("LOAD", "FAILED", 2, "no warehouse"),
          run("OTHER", "SUCCEEDED", 1),
        ],
        refreshes: [
          run("EVENTS", "FAILED", 30, "long ago"),
          run("EVENTS", "SUCCEEDED", 2),
          run("OTHER", "UPSTREAM_FAILED", 1),
        ],
      }),
    );

    const history = (options: string): string =>
      `table(information_schema.copy_history(table_name => 'D.S.RAW', ${options})) order by 1`;

    it("is in COPY_HISTORY by table and time, with the columns that are told", async () => {
      expect(
        await rows(
          `select file_name, row_count, file_size, first_error_message, error_count, status from ${history(lastDay)}`,
        ),
      ).to.deep.equal([
        ["a", 1, 12, null, 0, "Loaded"],
        ["by hand", 1, 12, null, 0, "Loaded"],
        ["it's", 0, 12, "Error parsing JSON", 1, "Load failed"],
      ]);
      const end = "end_time => dateadd('minute', -90, current_timestamp())";
      expect(await rows(`select file_name from ${history(`${lastDay}, ${end}`)}`)).to.deep.equal([
        ["by hand"],
        ["it's"],
      ]);
    });

    it("is in COPY_HISTORY with the names of the pipe, and with none for a COPY", async () => {
      expect(
        await rows(
          `select file_name, pipe_catalog_name, pipe_schema_name, pipe_name from ${history(lastDay)}`,
        ),
      ).to.deep.equal([
        ["a", "D", "S", "LOGS_PIPE"],
        ["by hand", null, null, null],
        ["it's", "D", "S", "LOGS_PIPE"],
      ]);
    });

    it("is reached by the database's name, too, and counted without a column", async () => {
      expect(
        await rows(
          `select count(*) from table("D".information_schema.copy_history(table_name => '"D"."S"."OTHER"', ${lastDay}))`,
        ),
      ).to.deep.equal([[1]]);
    });

    it("is in no other schema than INFORMATION_SCHEMA", async () => {
      for (const name of ["copy_history", "public.copy_history"]) {
        expect(
          await failure(`select 1 from table(${name}(table_name => 'raw', ${lastDay}))`),
        ).to.include(`the table function ${name.toUpperCase()} is not supported here.`);
      }
    });

    it("is in TASK_HISTORY by name in any letter case, time and failure", async () => {
      const history = (options: string): string =>
        `table(information_schema.task_history(${options})) order by scheduled_time`;
      expect(
        await rows(
          `select name, database_name, schema_name, state, error_message from ${history("task_name => 'load'")}`,
        ),
      ).to.deep.equal([
        ["LOAD", "D", "S", "SUCCEEDED", null],
        ["LOAD", "D", "S", "FAILED", "no warehouse"],
      ]);
      const since = "scheduled_time_range_start => dateadd('minute', -90, current_timestamp())";
      expect(await rows(`select name from ${history(since)}`)).to.deep.equal([["OTHER"]]);
      expect(await rows(`select state from ${history("error_only => true")}`)).to.deep.equal([
        ["FAILED"],
      ]);
    });

    it("is in DYNAMIC_TABLE_REFRESH_HISTORY of the last day, by name, by prefix and by failure", async () => {
      const names = async (options: string): Promise<unknown[]> =>
        (
          await rows(
            `select name, state from table(information_schema.dynamic_table_refresh_history(${options})) order by 1, 2`,
          )
        ).map((row) => row.join(" "));
      expect(await names("")).to.deep.equal(["EVENTS SUCCEEDED", "OTHER UPSTREAM_FAILED"]);
      expect(await names("name => 'd.s.events'")).to.deep.equal(["EVENTS SUCCEEDED"]);
      expect(await names("name => 'x.events'")).to.deep.equal([]);
      expect(await names("name_prefix => 'd.s.o'")).to.deep.equal(["OTHER UPSTREAM_FAILED"]);
      expect(await names("error_only => true")).to.deep.equal(["OTHER UPSTREAM_FAILED"]);
      const week = "data_timestamp_start => dateadd('day', -7, current_timestamp())";
      expect(await names(`${week}, name => 'events'`)).to.deep.equal([
        "EVENTS FAILED",
        "EVENTS SUCCEEDED",
      ]);
    });

    it("is told of the newest where there is more than RESULT_LIMIT lets through", async () => {
      const limited = (limit: string): string =>
        `select name from table(information_schema.task_history(result_limit => ${limit}))`;
      expect(await rows(limited("1"))).to.deep.equal([["OTHER"]]);
      expect(await failure(limited("10001"))).to.include(
        "RESULT_LIMIT is a number from 1 to 10000.",
      );
    });

    it("is needed by table and start", async () => {
      expect(
        await failure("select 1 from table(information_schema.copy_history(table_name => 'raw'))"),
      ).to.include("COPY_HISTORY needs table_name => a name, and start_time.");
    });

    it("is the JSON of SYSTEM$PIPE_STATUS, as text", async () => {
      expect(
        await rows(
          "select parse_json(system$pipe_status('d.s.logs_pipe')):pendingFileCount::int, typeof(to_variant(system$pipe_status('logs_pipe')))",
        ),
      ).to.deep.equal([[2, "VARCHAR"]]);
    });

    it("fails for a pipe that does not exist", async () => {
      expect(await failure("select system$pipe_status('none')")).to.include(
        "Pipe 'none' does not exist or not authorized.",
      );
    });

    it("is told anew in the place of what was told before", async () => {
      await engine.tellActivity({
        copies: [copy("b", 1)],
        pipes: new Map(),
        runs: [],
        refreshes: [],
      });
      expect(await rows(`select file_name from ${history(lastDay)}`)).to.deep.equal([["b"]]);
    });
  });
});

describe("The time of an engine", () => {
  it("is what its host says, in views that stand already, too", async () => {
    const engine = await Engine.open();
    const times = async (): Promise<unknown> =>
      (await engine.query("select v.*, sysdate(), current_date()::string from v")).rows[0];
    await engine.createView("V", "select current_timestamp()::timestamp_ntz as t");
    await engine.setTime(new Date("2026-03-18T01:00:00Z"));
    expect(await times()).to.deep.equal([
      "2026-03-18 01:00:00.000",
      "2026-03-18 01:00:00.000",
      "2026-03-18",
    ]);
    await engine.setTime(new Date("2026-03-19T02:00:00.250Z"));
    expect(await times()).to.deep.equal([
      "2026-03-19 02:00:00.250",
      "2026-03-19 02:00:00.250",
      "2026-03-19",
    ]);
    await engine.close();
  });
});

describe("The namespace of an engine", () => {
  it("is its present database and schema", async () => {
    const engine = await Engine.open({ namespace: ["SEC", "LOGS"] });
    const { rows } = await engine.query("select current_database(), current_schema()");
    expect(rows).to.deep.equal([["SEC", "LOGS"]]);
    await engine.close();
  });
});
