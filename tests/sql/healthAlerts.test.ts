import { expect } from "chai";
import { Engine } from "../../engine";
import { healthAlert, healthViews, isDue, readCatalogue, tell } from "../../sql/catalogue";

describe("sql: what alerts tell of health", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open({ namespace: ["D", "S"] });
    const columns = ["STATE", "TO_DO", "PIPE_ERROR", "RUN_ERROR", "PIPE"];
    await engine.createTable(
      "PIPELINE_HEALTH",
      columns.map((name) => ({ name, label: name, type: "VARCHAR" as const })),
    );
    await engine.createTable(
      healthAlert.table.name,
      healthAlert.table.columns.map(({ name, type }) => ({ name, label: name, type })),
    );
    for (const { statement } of readCatalogue().functions) await engine.createFunction(statement);
    const { news, message } = healthViews("D.S.PIPELINE_HEALTH");
    await engine.createView("NEW_HEALTH", news);
    await engine.createView("HEALTH_MESSAGE", message);
  });
  afterEach(() => engine.close());

  const is = async (state: string, reason = "null", pipe = '"D"."S"."P"'): Promise<void> => {
    await engine.insert(
      `insert overwrite into pipeline_health select '${state}', 'Do it.', null, ${reason}, '${pipe}'`,
    );
  };
  const due = async (): Promise<boolean> =>
    (await engine.query(isDue(healthAlert))).rows.length > 0;
  const statements = (): string[] => tell(healthAlert, "call x()").split(";\n");
  const note = (): Promise<number> => engine.insert(statements()[0]!.replace("begin", ""));
  const mark = (): Promise<number> => engine.update(statements().at(-2)!);
  const plain = async (): Promise<unknown> =>
    (await engine.query("select plain from health_message")).rows[0]?.[0];

  it("is nothing while the pipeline is HEALTHY, as it was before anybody looked", async () => {
    await is("HEALTHY");
    expect(await due()).to.be.false;
    expect(await plain()).to.be.undefined;
  });

  it("is each change once: what it is, what it was, what to do and why", async () => {
    await is("ROLE_BROKEN", "'Access denied'");
    expect(await due()).to.be.true;
    expect(await note()).to.equal(1);
    expect(String(await plain()).replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, "NOW")).to
      .equal(`The pipeline is ROLE_BROKEN, and was HEALTHY
   what to do: Do it.
   why: Access denied
   pipe: D.S.P
   seen: NOW UTC

More: select * from D.S.PIPELINE_HEALTH`);
    expect(await mark()).to.equal(1);
    expect(await due(), "the same state").to.be.false;
    await is("HEALTHY");
    await note();
    expect(await plain()).to.match(/^The pipeline is HEALTHY, and was ROLE_BROKEN\n.*\n {3}seen: /);
  });

  it("is the same fault of another pipe as well, unless it is none or no pipe's", async () => {
    for (const [state, pipe, isNew] of [
      ["PIPE_PAUSED", "first", true],
      ["PIPE_PAUSED", "second", true],
      ["PIPE_PAUSED", "second", false],
      ["QUIET", "first", true],
      ["QUIET", "second", false],
      ["HEALTHY", "second", true],
      ["HEALTHY", "first", false],
      ["TASK_FAILING", "first", true],
      ["TASK_FAILING", "second", false],
    ] as const) {
      await is(state, "null", pipe);
      expect(await due(), `${state} ${pipe}`).to.equal(isNew);
      await note();
      await mark();
    }
  });

  it("is all changes that could not be told, in one message", async () => {
    for (const state of ["QUIET", "PIPE_PAUSED", "HEALTHY"]) {
      await is(state);
      expect(await note(), state).to.equal(1);
      expect(await note(), `${state} again`).to.equal(0);
    }
    expect(await plain()).to.match(
      /^The pipeline is HEALTHY, and was HEALTHY, then QUIET, then PIPE_PAUSED\n/,
    );
    expect(await due()).to.be.true;
    expect(await mark()).to.equal(3);
    expect(await due()).to.be.false;
  });

  it("is told in the form of each way, which a reason does not break out of", async () => {
    await is("TASK_FAILING", `'"}\\\\<!channel>\\n\\n2. x https://example.com' || char(27)`);
    await note();
    const { columns, rows } = await engine.query("select * from health_message");
    const message = Object.fromEntries(
      columns.map(({ name }, at) => [name.toLowerCase(), String(rows[0]?.[at])]),
    );
    expect(message.subject).to.equal("Snowtrail: the pipeline is TASK_FAILING");
    expect(message.plain?.split("\n")).to.have.lengthOf(6);
    expect(message.plain).to.include("why: '}/<!channel> 2. x https: //example.com\n");
    expect(JSON.parse(message.json ?? "")).to.include({ state: "TASK_FAILING", before: "HEALTHY" });
    for (const kind of ["slack", "teams", "pagerduty"]) {
      const { text } = JSON.parse(`{"text":"${message[kind]}"}`) as { text: string };
      expect(text.replaceAll("\n", ""), kind).not.to.match(/[\p{Cc}"\\]/u);
    }
    expect(message.slack).to.include("&lt;!channel&gt;").and.not.include("<");
  });
});
