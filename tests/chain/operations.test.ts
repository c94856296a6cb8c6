import { expect } from "chai";
import { deleteFromState, destroy, refresh, unprotect } from "../../sandbox/pulumi/commands";
import type { Step } from "../../sandbox/pulumi/update";
import { dropDatabase } from "../../sandbox/snowflake/database";
import { fullName } from "../../sandbox/snowflake/identifier";
import { Deployed, stack } from "./deployed";
import { logFile, logKey } from "./events";
import * as settings from "./settings";

/** The recipes of docs/operations.md, each as an operator would follow it. */

const found = ["console_login_without_mfa", "root_activity"];

/** A file that comes later. */
const next = logKey.replace("T1455Z", "T1500Z");

/** What an update does, by logical name. */
function done({ steps }: { steps: readonly Step[] }): string[] {
  return steps.map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1)}`);
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("it was done, and had to be refused");
}

describe("rotating", () => {
  it("the key of the deploying user changes the connections and nothing else", async () => {
    const deployed = await Deployed.as({ config: { "snowflake:privateKey": "old" } });
    const changed = await deployed.up({ config: { "snowflake:privateKey": "new" } });
    expect(done(changed)).to.have.members(["update snowflake", "update snowflake-with-warehouse"]);
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    await deployed.sandbox.close();
  });

  it("the external id is refused while the integration is protected", async () => {
    const deployed = await Deployed.as();
    const urn = deployed.urn("ingest-integration");
    expect(await failureOf(deployed.up({ replace: [urn] }))).to.match(
      /unable to replace resource ".*::ingest-integration"\nas it is currently marked for protection/,
    );
    expect(await deployed.deliver()).to.include({ arrived: true });
    await deployed.sandbox.close();
  });

  it("the external id makes trust, stage and pipe follow, and the chain works again", async () => {
    const deployed = await Deployed.as();
    await deployed.deliver();
    const before = deployed.integration.externalId;
    const urn = deployed.urn("ingest-integration");

    unprotect(deployed.sandbox, stack, urn);
    const changed = done(await deployed.up({ replace: [urn] }));
    expect(changed).to.include.members([
      "delete-replaced ingest-pipe",
      "delete-replaced ingest-stage",
      "delete-replaced ingest-integration",
      "create-replacement ingest-integration",
      "update ingest-role",
      "create-replacement ingest-stage",
      "create-replacement ingest-pipe",
    ]);
    expect(deployed.integration.externalId).not.to.equal(before);
    expect(JSON.stringify(deployed.role.trust)).to.contain(deployed.integration.externalId);

    expect(await deployed.deliver(next)).to.include({ arrived: true, rows: 1 });
    expect(await deployed.findings()).to.deep.equal(found);
    expect((await deployed.up()).steps).to.deep.equal([]);
    await deployed.sandbox.close();
  });
});

describe("a new pipe", () => {
  it("loads what came while there was none when it is refreshed", async () => {
    const deployed = await Deployed.as();
    deployed.sandbox.snowflake.pipes.remove(fullName(deployed.pipe));
    expect(await deployed.deliver()).to.include({ arrived: false, step: "pipe" });

    refresh(deployed.sandbox, stack);
    await deployed.up();
    expect(await deployed.findings()).to.deep.equal([]);
    const loaded = await deployed.sandbox.refreshPipe(deployed.pipe);
    expect(loaded.map(({ arrived }) => arrived)).to.deep.equal([true]);
    expect(await deployed.findings()).to.deep.equal(found);
    await deployed.sandbox.close();
  });

  it("loads again what the old one had loaded, which the findings count once", async () => {
    const deployed = await Deployed.as();
    await deployed.deliver();
    await deployed.up({ replace: [deployed.urn("ingest-pipe")] });
    await deployed.sandbox.refreshPipe(deployed.pipe);
    const { rows } = await deployed.sandbox.query("select count(*) from cloudtrail");
    expect(rows).to.deep.equal([[2]]);
    expect(await deployed.findings()).to.deep.equal(found);
    await deployed.sandbox.close();
  });

  it("loads files of the last 7 days when it is refreshed, and none that are older", async () => {
    const deployed = await Deployed.as();
    const { bucket, sandbox } = deployed;
    const at = (days: number): Date => new Date(sandbox.aws.now.getTime() - days * 86_400_000);
    for (const [key, days] of [
      [logKey, 6],
      [next, 8],
    ] as const) {
      bucket.objects.set(key, { body: logFile, lastModified: at(days), key: undefined });
    }
    const loaded = await sandbox.refreshPipe(deployed.pipe);
    expect(loaded.map(({ key }) => key)).to.deep.equal([logKey]);
    await sandbox.close();
  });

  it("follows another prefix, with everything that names it", async () => {
    const deployed = await Deployed.as();
    const changed = done(await deployed.up({ config: settings.prefix("audit") }));
    expect(changed).to.include.members(["delete-replaced ingest-pipe", "update ingest-stage"]);
    expect(deployed.trail.prefix).to.equal("audit");
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    await deployed.sandbox.close();
  });
});

describe("what was changed by hand", () => {
  it("the role's trust is put back by an update with refresh", async () => {
    const deployed = await Deployed.as();
    const { role } = deployed;
    role.trust = { Version: "2012-10-17", Statement: [] };
    expect(await deployed.deliver()).to.include({ arrived: false, step: "role" });
    expect((await deployed.up()).steps).to.deep.equal([]);

    expect(refresh(deployed.sandbox, stack)).to.deep.equal([]);
    expect(done(await deployed.up())).to.deep.equal(["update ingest-role"]);
    expect(await deployed.deliver(next)).to.include({ arrived: true, rows: 1 });
    await deployed.sandbox.close();
  });

  it("the stage's URL stops the pipe until stage and pipe are made anew", async () => {
    const deployed = await Deployed.as();
    const { url } = deployed.stage;
    deployed.stage.url += "elsewhere/";
    const stopped = await deployed.deliver();
    expect(stopped).to.include({ arrived: false, step: "stage" });
    expect(stopped.reason).to.match(/STOPPED_STAGE_ALTERED/);

    refresh(deployed.sandbox, stack);
    await deployed.up({ replace: [deployed.urn("ingest-pipe")] });
    expect(deployed.stage.url).to.equal(url);
    const loaded = await deployed.sandbox.refreshPipe(deployed.pipe);
    expect(loaded.map(({ arrived }) => arrived)).to.deep.equal([true]);
    expect(await deployed.findings()).to.deep.equal(found);
    await deployed.sandbox.close();
  });

  it("a paused pipe takes nothing until it runs again and is refreshed", async () => {
    const deployed = await Deployed.as();
    deployed.pipe.paused = true;
    expect(await deployed.deliver()).to.include({ arrived: false, step: "pipe" });
    deployed.pipe.paused = false;
    await deployed.sandbox.refreshPipe(deployed.pipe);
    expect(await deployed.findings()).to.deep.equal(found);
    await deployed.sandbox.close();
  });

  it("notifications that somebody replaced are put back by an update with refresh", async () => {
    const deployed = await Deployed.as();
    const rule = { ...deployed.rule, prefix: "Other/" };
    const value = { rules: [rule], eventBridgeSince: undefined };
    deployed.bucket.notification = { value, origin: { finished: 0 } };
    expect(await deployed.deliver()).to.include({ arrived: false, step: "notification" });
    refresh(deployed.sandbox, stack);
    expect(done(await deployed.up())).to.deep.equal(["update ingest-notification"]);
    expect(await deployed.deliver(next)).to.include({ arrived: true, rows: 1 });
    await deployed.sandbox.close();
  });

  it("a dropped integration is made anew by an update with refresh, with all that trusts it", async () => {
    const deployed = await Deployed.as();
    deployed.sandbox.snowflake.integrations.remove('"SNOWTRAIL_DEV"');
    expect(await deployed.deliver()).to.include({ arrived: false, step: "integration" });
    expect(refresh(deployed.sandbox, stack)).to.deep.equal([deployed.urn("ingest-integration")]);
    expect(done(await deployed.up())).to.include.members([
      "create ingest-integration",
      "update ingest-role",
      "create-replacement ingest-stage",
      "create-replacement ingest-pipe",
    ]);
    await deployed.sandbox.refreshPipe(deployed.pipe);
    expect(await deployed.findings()).to.deep.equal(found);
    await deployed.sandbox.close();
  });

  it("a dropped database stops a refresh at the stage, which then has changed nothing", async () => {
    const deployed = await Deployed.as();
    const { snowflake } = deployed.sandbox;
    dropDatabase(snowflake, "SNOWTRAIL_DEV");
    expect(() => refresh(deployed.sandbox, stack)).to.throw(
      /^ingest-stage \(snowflake:index\/stage:Stage\): 002043 .*Object does not exist, or operation cannot be performed/,
    );
    expect((await deployed.up()).steps).to.deep.equal([]);
  });

  it("a dropped stage is forgotten with its pipe and its views of health, which have to be dropped too", async () => {
    const deployed = await Deployed.as();
    const { sandbox, pipe } = deployed;
    sandbox.snowflake.stages.remove(fullName(deployed.stage));
    const forgotten = deleteFromState(sandbox, stack, deployed.urn("ingest-stage"), {
      targetDependents: true,
      force: true,
    });
    expect(forgotten).to.include(deployed.urn("ingest-pipe"));
    expect(await failureOf(deployed.up())).to.match(/^ingest-pipe .*already exists/);

    sandbox.snowflake.pipes.remove(fullName(pipe));
    expect(await failureOf(deployed.up())).to.match(/^views-load-errors .*already exists/);
    for (const name of ["LOAD_ERRORS", "PIPELINE", "PIPELINE_HEALTH"]) {
      sandbox.snowflake.relations.remove(fullName({ ...pipe, name }));
    }
    await deployed.up();
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    expect(await deployed.health()).to.equal("HEALTHY");
    await sandbox.close();
  });

  it("a dropped database is forgotten with what stood in it, and made anew", async () => {
    const deployed = await Deployed.as();
    await deployed.deliver();
    dropDatabase(deployed.sandbox.snowflake, "SNOWTRAIL_DEV");
    const database = deployed.urn("ingest-database");
    expect(() => deleteFromState(deployed.sandbox, stack, database)).to.throw(
      /can't be safely deleted because the following resources depend on it/,
    );
    expect(() =>
      deleteFromState(deployed.sandbox, stack, database, { targetDependents: true }),
    ).to.throw(/because it is protected. Re-run this command with --force/);

    deleteFromState(deployed.sandbox, stack, database, { targetDependents: true, force: true });
    const changed = done(await deployed.up());
    expect(changed).to.include.members(
      ["database", "schema", "stage", "raw-table", "pipe", "notification"].map(
        (name) => `create ingest-${name}`,
      ),
    );
    expect(changed.filter((step) => !step.startsWith("create "))).to.deep.equal([]);
    await deployed.sandbox.refreshPipe(deployed.pipe);
    expect(await deployed.findings()).to.deep.equal(found);
    expect((await deployed.up()).steps).to.deep.equal([]);
    await deployed.sandbox.close();
  });
});

describe("a deployment that fails", () => {
  it("on IAM keeps what was made, and the next one makes the rest", async () => {
    const deployed = await Deployed.as();
    await destroyed(deployed);
    const { aws } = deployed.sandbox;
    const taken = { name: "taken", arn: "", trust: {}, policies: new Map<string, never>() };
    const config = settings.roleName("taken");
    aws.roles.add("taken", taken, { finished: 0 });
    expect(await failureOf(deployed.up({ config }))).to.match(
      /^ingest-role .*EntityAlreadyExists: Role with name taken already exists\.$/,
    );
    expect(deployed.sandbox.snowflake.integrations.names()).to.deep.equal(['"SNOWTRAIL_DEV"']);

    aws.roles.remove("taken");
    const resumed = done(await deployed.up({ config }));
    expect(resumed).to.include.members(["create ingest-role", "create ingest-pipe"]);
    expect(resumed).not.to.include("create ingest-integration");
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    await deployed.sandbox.close();
  });
});

describe("taking it down", () => {
  it("is refused while something is protected, and nothing is deleted", async () => {
    const deployed = await Deployed.as();
    expect(await failureOf(destroy(deployed.sandbox, stack))).to.match(
      /cannot be deleted\nbecause it is protected/,
    );
    expect(await deployed.deliver()).to.include({ arrived: true });
    await deployed.sandbox.close();
  });

  it("takes the protection away first, and leaves nothing", async () => {
    const deployed = await Deployed.as();
    await destroyed(deployed);
    const { aws, snowflake } = deployed.sandbox;
    const left = [aws.buckets, aws.roles, aws.trails, snowflake.databases, snowflake.schemas]
      .concat([snowflake.integrations, snowflake.warehouses, snowflake.stages, snowflake.pipes])
      .concat([snowflake.relations])
      .flatMap((inventory) => inventory.names());
    expect(left).to.deep.equal([]);
  });

  it("stops at a bucket that still holds logs, and goes on when it was emptied", async () => {
    const deployed = await Deployed.as();
    await deployed.deliver();
    const { bucket } = deployed;
    expect(await failureOf(destroyed(deployed))).to.match(
      /^source-bucket .*BucketNotEmpty: The bucket you tried to delete is not empty/,
    );
    expect(bucket.objects.size).to.equal(1);
    bucket.objects.clear();
    await destroy(deployed.sandbox, stack);
    expect(deployed.sandbox.aws.buckets.names()).to.deep.equal([]);
    await deployed.sandbox.close();
  });

  it("leaves the bucket to its owner when it is deleted from the state", async () => {
    const deployed = await Deployed.as();
    await deployed.deliver();
    const { bucket } = deployed;
    await failureOf(destroyed(deployed));
    deleteFromState(deployed.sandbox, stack, deployed.urn("source-bucket"));
    await destroy(deployed.sandbox, stack);
    expect(deployed.sandbox.aws.buckets.names()).to.deep.equal([bucket.name]);
    await deployed.sandbox.close();
  });
});

/** Takes the protection away and destroys the stack. */
async function destroyed(deployed: Deployed): Promise<void> {
  await deployed.up({ config: settings.unprotected });
  await destroy(deployed.sandbox, stack);
}
