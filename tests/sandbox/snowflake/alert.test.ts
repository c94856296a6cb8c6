import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { refresh } from "../../../sandbox/pulumi/commands";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import type { Alert } from "../../../sandbox/snowflake/alertState";
import { dropDatabase } from "../../../sandbox/snowflake/database";
import { database, provider, schema } from "../pieces";
import { refusalOf } from "../refusal";

const place = { database, schema };
const start = new Date("2026-03-17T00:00:00Z");
const address = "ops@example.com";
const news = "select id from news where sent_at is null";
const call = (integration = "MAIL", id = "id"): string =>
  `call system$send_snowflake_notification(
    (select snowflake.notification.text_plain(max(${id})) from news),
    snowflake.notification.email_integration_config('${integration}', 'News', array_construct('${address}')))`;
const block = `begin
    insert into news select 'noted', null;
    ${call()};
    update news set sent_at = '2026-03-17'::timestamp_ntz;
end;`;

function accounts(): Sandbox {
  const sandbox = new Sandbox({ now: start });
  sandbox.given.database(database);
  sandbox.given.warehouse("WH");
  sandbox.given.user(address);
  return sandbox;
}

const features = ["table", "alert", "email_notification_integration"];

/** A table of news, a way for messages, and an alert of it. */
const program =
  (args: Partial<snowflake.AlertArgs> = {}, allowed = features) =>
  (): void => {
    const opts: pulumi.CustomResourceOptions = {
      provider: provider({
        previewFeaturesEnabled: allowed.map((feature) => `snowflake_${feature}_resource`),
      }),
    };
    const table = new snowflake.Table(
      "news",
      {
        ...place,
        name: "NEWS",
        columns: [
          { name: "ID", type: "VARCHAR(20)" },
          { name: "SENT_AT", type: "TIMESTAMP_NTZ(9)" },
        ],
      },
      opts,
    );
    const way = new snowflake.EmailNotificationIntegration(
      "mail",
      { name: "MAIL", enabled: true, allowedRecipients: [address] },
      opts,
    );
    new snowflake.Alert(
      "alert",
      {
        ...place,
        name: "NEWS_ALERT",
        warehouse: "WH",
        alertSchedule: { interval: 5 },
        condition: news,
        action: block,
        enabled: true,
        ...args,
      },
      { ...opts, dependsOn: [table, way] },
    );
  };

async function up(args: Partial<snowflake.AlertArgs> = {}, sandbox = accounts()): Promise<Sandbox> {
  await deployProgram(program(args), { stack: "test", sandbox });
  return sandbox;
}

const alertIn = ({ snowflake: account }: Sandbox): Alert => account.alerts.values()[0]!;
const add = (sandbox: Sandbox): Promise<void> =>
  sandbox.snowflake.runner.insert(`insert into "EXAMPLE"."PUBLIC"."NEWS" select 'a', null`, {});
const states = (sandbox: Sandbox): string[] =>
  alertIn(sandbox).runs.map(
    ({ at, state }) => `${(at.getTime() - start.getTime()) / 60_000} ${state}`,
  );

const reasonFor = async (args: Partial<snowflake.AlertArgs>, allowed?: string[]): Promise<string> =>
  (await refusalOf(program(args, allowed), { sandbox: accounts() })).reason;

describe("an alert in the sandbox", () => {
  it("goes with its database", async () => {
    const sandbox = await up();
    dropDatabase(sandbox.snowflake, database);
    expect(sandbox.snowflake.alerts.names()).to.deep.equal([]);
  });

  it("looks every so many minutes, and acts when its condition has a row", async () => {
    const sandbox = await up();
    await sandbox.advance(600);
    await add(sandbox);
    await sandbox.advance(600);
    expect(states(sandbox)).to.deep.equal([
      "5 CONDITION_FALSE",
      "10 CONDITION_FALSE",
      "15 TRIGGERED",
      "20 CONDITION_FALSE",
    ]);
    expect(sandbox.outbox.delivered).to.deep.equal([
      { to: address, subject: "News", body: "noted" },
    ]);
    await sandbox.close();
  });

  it("runs a statement alone, too", async () => {
    const sandbox = await up({ action: `update news set sent_at = '2026-03-17'::timestamp_ntz` });
    await add(sandbox);
    await sandbox.advance(600);
    expect(states(sandbox)).to.deep.equal(["5 TRIGGERED", "10 CONDITION_FALSE"]);
    await sandbox.close();
  });

  it("keeps what the statements did that came before the one that fails", async () => {
    const sandbox = await up();
    await add(sandbox);
    sandbox.snowflake.verified.clear();
    await sandbox.advance(300);
    expect(alertIn(sandbox).runs[0]).to.deep.include({
      state: "ACTION_FAILED",
      error: `integration 'MAIL' does not send to ${address}`,
    });
    expect((await sandbox.query("select id, sent_at from news order by 1")).rows).to.deep.equal([
      ["a", null],
      ["noted", null],
    ]);
    await sandbox.close();
  });

  const failing: [what: string, action: string, error: RegExp][] = [
    ["an integration that does not exist", call("OTHER"), /integration 'OTHER' does not exist/],
    ["a message that is NULL", call("MAIL", "nullif(id, 'a')"), /one is NULL or missing/],
    [
      "a message that is no JSON",
      "call system$send_snowflake_notification('News', '{}')",
      /an argument is not JSON/,
    ],
    ["a table that does not exist", "update olds set a = 1", /there is no table or view olds/],
  ];
  for (const [what, action, error] of failing) {
    it(`fails at ${what} when it acts, not before`, async () => {
      const sandbox = await up({ action });
      await sandbox.advance(300);
      await add(sandbox);
      await sandbox.advance(300);
      expect(states(sandbox)).to.deep.equal(["5 CONDITION_FALSE", "10 ACTION_FAILED"]);
      expect(alertIn(sandbox).runs[1]?.error).to.match(error);
      await sandbox.close();
    });
  }

  it("cannot look when its warehouse or its table is gone", async () => {
    const sandbox = await up();
    sandbox.snowflake.warehouses.remove('"WH"');
    await sandbox.advance(300);
    sandbox.given.warehouse("WH");
    sandbox.snowflake.relations.remove('"EXAMPLE"."PUBLIC"."NEWS"');
    await sandbox.advance(300);
    expect(
      alertIn(sandbox).runs.map(({ state, error }) => [state, error?.slice(0, 60)]),
    ).to.deep.equal([
      ["CONDITION_FAILED", "090073 (22000): Warehouse 'WH' cannot be used: it is gone"],
      ["CONDITION_FAILED", "line 1, column 16: there is no table or view news. There is "],
    ]);
    await sandbox.close();
  });

  it("does nothing unless it is enabled, and goes on from an update as it was", async () => {
    const sandbox = await up({ enabled: false });
    await sandbox.advance(600);
    expect(states(sandbox)).to.deep.equal([]);
    await up({ enabled: true }, sandbox);
    await sandbox.advance(300);
    await up({ alertSchedule: { interval: 10 } }, sandbox);
    await sandbox.advance(600);
    expect(states(sandbox)).to.deep.equal(["15 CONDITION_FALSE", "25 CONDITION_FALSE"]);
    await sandbox.close();
  });

  it("does not see an edit of letter case, as the provider does not", async () => {
    const sandbox = await up();
    const { steps } = await deployProgram(
      program({ action: block.replace("'noted'", "'NOTED'") }),
      {
        stack: "test",
        sandbox,
      },
    );
    expect(steps.filter(({ urn }) => urn.endsWith("alert"))).to.deep.equal([]);
    await sandbox.close();
  });

  it("is seen suspended by a refresh, and is made again when it is gone", async () => {
    const sandbox = await up();
    const { alerts } = sandbox.snowflake;
    Object.assign(alertIn(sandbox), { started: undefined });
    refresh(sandbox, "test");
    await up({}, sandbox);
    expect(alertIn(sandbox).started).to.deep.equal(start);
    alerts.remove('"EXAMPLE"."PUBLIC"."NEWS_ALERT"');
    refresh(sandbox, "test");
    await up({}, sandbox);
    expect(alerts.names()).to.deep.equal(['"EXAMPLE"."PUBLIC"."NEWS_ALERT"']);
    await deployProgram(() => undefined, { stack: "test", sandbox });
    expect(alerts.names()).to.be.empty;
    await sandbox.close();
  });

  const refused: [what: string, args: Partial<snowflake.AlertArgs>, words: RegExp][] = [
    ["a warehouse that does not exist", { warehouse: "OTHER" }, /Warehouse 'OTHER' does not exist/],
    ["a schema that does not exist", { schema: "OTHER" }, /Schema '.*OTHER.*' does not exist/],
    [
      "a condition that does not compile",
      { condition: "select id from olds" },
      /SQL compilation error: .*no table or view olds/,
    ],
    ["a condition that is no query", { condition: "call x()" }, /expected a SELECT, found CALL/],
    ["a block that is not closed", { action: "begin call x();" }, /the block is never closed/],
    [
      "an action of another kind",
      { action: "drop table news" },
      /expected INSERT, UPDATE or CALL, found DROP/,
    ],
    ["no time between two runs", { alertSchedule: { interval: 0 } }, /alertSchedule/],
    [
      "a schedule of another kind",
      { alertSchedule: { cron: { expression: "0 0 * * *", timeZone: "UTC" } } },
      /alertSchedule/,
    ],
  ];
  for (const [what, args, words] of refused) {
    it(`is refused with ${what}`, async () => {
      expect(await reasonFor(args)).to.match(words);
    });
  }

  it("is refused without the provider's preview feature, and under a name that is taken", async () => {
    expect(await reasonFor({}, ["table", "email_notification_integration"])).to.match(
      /snowflake_alert_resource/,
    );
    const sandbox = await up();
    const { reason } = await refusalOf(program(), { sandbox, stack: "other" }).catch(
      (error: unknown) => ({ reason: String(error) }),
    );
    expect(reason).to.match(/already exists/);
    await sandbox.close();
  });
});
