import { expect } from "chai";
import { deleteFromState, refresh } from "../../sandbox/pulumi/commands";
import { dropDatabase } from "../../sandbox/snowflake/database";
import { fullName } from "../../sandbox/snowflake/identifier";
import { stepsOf } from "../sandbox/steps";
import { Deployed, stack } from "./deployed";
import { failureOf, found, next } from "./operating";

/** The recipes of docs/operations.md for what somebody changed by hand, each as an operator would follow it. */

describe("what was changed by hand", () => {
  it("the role's trust is put back by an update with refresh", async () => {
    const deployed = await Deployed.as();
    const { role } = deployed;
    role.trust = { Version: "2012-10-17", Statement: [] };
    expect(await deployed.deliver()).to.include({ arrived: false, step: "role" });
    expect((await deployed.up()).steps).to.deep.equal([]);

    expect(refresh(deployed.sandbox, stack)).to.deep.equal([]);
    expect(stepsOf(await deployed.up())).to.deep.equal(["update ingest-role"]);
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
    expect(stepsOf(await deployed.up())).to.deep.equal(["update ingest-notification"]);
    expect(await deployed.deliver(next)).to.include({ arrived: true, rows: 1 });
    await deployed.sandbox.close();
  });

  it("a dropped integration is made anew by an update with refresh, with all that trusts it", async () => {
    const deployed = await Deployed.as();
    deployed.sandbox.snowflake.integrations.remove('"SNOWTRAIL_DEV"');
    expect(await deployed.deliver()).to.include({ arrived: false, step: "integration" });
    expect(refresh(deployed.sandbox, stack)).to.deep.equal([deployed.urn("ingest-integration")]);
    expect(stepsOf(await deployed.up())).to.include.members([
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
    const changed = stepsOf(await deployed.up());
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
