import { expect } from "chai";
import type * as snowflake from "@pulumi/snowflake";
import { Sandbox } from "../../../sandbox/sandbox";
import {
  bucketName,
  copyStatement,
  database,
  integration,
  pipe,
  provider,
  stage,
  table,
} from "../pieces";
import { refusalOf } from "../refusal";

/** A pipe on a stage, without the role that it would need: what is refused is refused before that. */
function pipeWith(args: Partial<snowflake.PipeArgs>) {
  return (): void => {
    const opts = { provider: provider() };
    const logs = stage({ storageIntegration: integration({}, opts).name }, opts);
    pipe(args, { ...opts, dependsOn: [logs, table(opts)] });
  };
}

async function refusal(args: Partial<snowflake.PipeArgs>): Promise<string> {
  const sandbox = new Sandbox();
  sandbox.given.bucket(bucketName);
  sandbox.given.database(database);
  return (await refusalOf(pipeWith(args), { sandbox })).reason;
}

describe("a pipe's COPY in the sandbox", () => {
  it("names everything fully: a pipe runs in no schema", async () => {
    const unqualified = copyStatement.replace('"EXAMPLE"."PUBLIC"."RAW"', "raw");
    expect(await refusal({ copyStatement: unqualified })).to.match(/raw/i);
  });

  it("names a table and a stage that exist", async () => {
    const noTable = copyStatement.replace('"RAW"', '"RAWS"');
    expect(await refusal({ copyStatement: noTable })).to.match(/RAWS/);
    const noStage = copyStatement.replace('"LOGS"', '"LOG"');
    expect(await refusal({ copyStatement: noStage })).to.match(/"LOG"' does not exist/);
  });

  it("takes unquoted names in upper case, whatever case they are written in", async () => {
    const folded = copyStatement.replaceAll('"', "").toLowerCase();
    // It comes as far as the role that is missing.
    expect(await refusal({ copyStatement: folded })).to.match(/Error assuming AWS_ROLE/);
  });

  for (const option of [
    "purge = true",
    "force = true",
    "size_limit = 10",
    "on_error = abort_statement",
  ]) {
    it(`has no ${option}`, async () => {
      const reason = await refusal({ copyStatement: `${copyStatement}\n${option}` });
      expect(reason).to.match(/^SQL compilation error/);
    });
  }

  it("is refused a pattern that is no regular expression", async () => {
    const pattern = `${copyStatement}\npattern = '.*[.json'`;
    expect(await refusal({ copyStatement: pattern })).to.match(/Invalid regular expression/);
  });

  it("does not filter rows", async () => {
    const filtered = copyStatement.replace('"LOGS")', '"LOGS" where $1 is not null)');
    expect(await refusal({ copyStatement: filtered })).to.match(/^SQL compilation error/);
  });
});

describe("a pipe's error integration in the sandbox", () => {
  it("has to exist, under the name in upper case that no quotes mean", async () => {
    expect(await refusal({ errorIntegration: "alerts" })).to.match(/'ALERTS' does not exist/);
  });

  it("leads to a topic, and to nothing else", async () => {
    const sandbox = new Sandbox();
    sandbox.given.bucket(bucketName);
    sandbox.given.database(database);
    const mail = { name: "ALERTS", kind: "email", enabled: true, allowed: [] } as const;
    sandbox.snowflake.notifiers.add('"ALERTS"', { ...mail, allowed: [] }, { finished: 0 });
    const { reason } = await refusalOf(pipeWith({ errorIntegration: "ALERTS" }), { sandbox });
    expect(reason).to.match(/cannot take errors/);
  });
});
