import { expect } from "chai";
import { deleteFromState, destroy, refresh, unprotect } from "../../sandbox/pulumi/commands";
import { fullName } from "../../sandbox/snowflake/identifier";
import { stepsOf } from "../sandbox/steps";
import { Deployed, stack } from "./deployed";
import { logFile, logKey } from "./events";
import { destroyed, failureOf, found, next } from "./operating";
import * as settings from "./settings";

/** The recipes of docs/operations.md, each as an operator would follow it: what is deployed, anew, and taken down. */

describe("rotating", () => {
  it("the key of the deploying user changes the connections and nothing else", async () => {
    const deployed = await Deployed.as({ config: { "snowflake:privateKey": "old" } });
    const changed = await deployed.up({ config: { "snowflake:privateKey": "new" } });
    expect(stepsOf(changed)).to.have.members([
      "update snowflake",
      "update snowflake-with-warehouse",
    ]);
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
    const changed = stepsOf(await deployed.up({ replace: [urn] }));
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
    const changed = stepsOf(await deployed.up({ config: settings.prefix("audit") }));
    expect(changed).to.include.members(["delete-replaced ingest-pipe", "update ingest-stage"]);
    expect(deployed.trail.prefix).to.equal("audit");
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
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
    const resumed = stepsOf(await deployed.up({ config }));
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
