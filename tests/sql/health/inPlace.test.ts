import { expect } from "chai";
import { healthInPlace, readCatalogue } from "../../../sql/catalogue";

describe("sql: the views of health in their place", () => {
  const place = {
    database: "SEC",
    schema: "L",
    rawTables: ['"SEC"."L"."CLOUDTRAIL_RAW"'],
    pipes: [{ name: `"SEC"."L"."IT'S"`, loads: "events" as const }],
    lagMinutes: 0,
  };
  const texts = (of: Partial<Parameters<typeof healthInPlace>[1]> = {}): string =>
    readCatalogue()
      .health.map(({ statement }) => healthInPlace(statement, { ...place, ...of }))
      .join("\n");

  it("name in full what resolves in the session of whoever asks", () => {
    const names = /(\S*information_schema\S*|table_name => .*|system\S*|\w+_name = '.*)/g;
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

  it("ask for the files of each raw table that they are told, in LOAD_ERRORS and in PIPELINE", () => {
    const asked = texts({ rawTables: ['"D"."S"."A"', '"D"."S"."B"'] });
    const tables = asked.match(/table_name => .*/g);
    const both = [`table_name => '"D"."S"."A"',`, `table_name => '"D"."S"."B"',`];
    expect(tables).to.deep.equal([...both, ...both]);
  });

  it("ask for the status of each pipe that they are told, and match its names to its files", () => {
    const pipes = [
      { name: '"D"."S"."CLOUDTRAIL_PIPE"', loads: "events" as const },
      { name: `"D"."O"."I""T'S"`, loads: "insights" as const },
    ];
    const [asked] = /(?<=\npipes as [(]\n)[^]*?(?=\n[)])/.exec(texts({ pipes })) ?? [];
    expect(asked).to.equal(`    select
        '"D"."S"."CLOUDTRAIL_PIPE"' as pipe,
        'D' as database_name,
        'S' as schema_name,
        'CLOUDTRAIL_PIPE' as name,
        'events' as loads,
        parse_json(system$pipe_status('"D"."S"."CLOUDTRAIL_PIPE"')) as status
    union all
    select
        '"D"."O"."I""T''S"' as pipe,
        'D' as database_name,
        'O' as schema_name,
        'I"T''S' as name,
        'insights' as loads,
        parse_json(system$pipe_status('"D"."O"."I""T''S"')) as status`);
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
