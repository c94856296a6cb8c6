import { expect } from "chai";
import { Engine, type CopyRecord } from "../../engine";

const at = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
const copy = (file: string, hours: number, more: Partial<CopyRecord> = {}): CopyRecord => ({
  table: "RAW",
  pipe: "LOGS_PIPE",
  file,
  size: 12,
  at: at(hours),
  rows: 1,
  ...more,
});
const lastDay = "start_time => dateadd('day', -1, current_timestamp())";

describe("What a host tells of its loading", () => {
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
        ],
        pipes: new Map([["LOGS_PIPE", { executionState: "RUNNING", pendingFileCount: 2 }]]),
        runs: [],
        refreshes: [],
      }),
    );

    const history = (options: string): string =>
      `table(information_schema.copy_history(table_name => 'D.S.RAW', ${options})) order by 1`;

    it("is in COPY_HISTORY by table and time, with the columns that are told", async () => {
      expect(
        await rows(
          `select file_name, row_count, file_size, first_error_message, error_count, status, pipe_name from ${history(lastDay)}`,
        ),
      ).to.deep.equal([
        ["a", 1, 12, null, 0, "Loaded", "LOGS_PIPE"],
        ["it's", 0, 12, "Error parsing JSON", 1, "Load failed", "LOGS_PIPE"],
      ]);
      const end = "end_time => dateadd('minute', -90, current_timestamp())";
      expect(await rows(`select file_name from ${history(`${lastDay}, ${end}`)}`)).to.deep.equal([
        ["it's"],
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
