import { expect } from "chai";
import { destroy } from "../../sandbox/pulumi/commands";
import { given } from "../../sandbox/resource/order";
import type { Sandbox } from "../../sandbox/sandbox";
import { deploy } from "../../sandbox/pulumi/deploy";
import { leavingToIam } from "../sandbox/keyPolicy";
import { bucketName, region, theirs } from "./adopted";
import { type Arrangement, accountsOf, arrangements } from "./arrangements";
import { wrongDecisions } from "./decisions";
import { Deployed, stack } from "./deployed";
import { logKey } from "./events";
import { statementsOf } from "./policies";
import * as settings from "./settings";
import type { Settings } from "./settings";

const keyArn = (id: string): string =>
  `arn:aws:kms:${region}:111122223333:key/${id}1111111-2222-3333-4444-555555555555`;

/** One world for each cell: what is there before the stack is. */
function world(arrangement: Arrangement): Sandbox {
  const sandbox = accountsOf(arrangement);
  sandbox.given.notification(bucketName, theirs);
  sandbox.given.key(keyArn("a"), leavingToIam(), "alias/logs");
  sandbox.given.key(keyArn("b"), leavingToIam());
  return sandbox;
}

const buckets = {
  // A name, so that the preview can tell the owner of a key what that bucket needs.
  "a bucket that is created": { "snowtrail:bucket": JSON.stringify({ name: "new-logs" }) },
  "a bucket that exists": settings.adoptBucket(bucketName),
};
const keys = { "no key": {}, "keys of one's own": settings.kmsKey("alias/logs") };

/** The rows of the matrix: all of one account, and of the others one each. */
const rows: [keyof typeof arrangements, keyof typeof buckets, keyof typeof keys][] = [
  ["one account", "a bucket that is created", "no key"],
  ["one account", "a bucket that is created", "keys of one's own"],
  ["one account", "a bucket that exists", "no key"],
  ["one account", "a bucket that exists", "keys of one's own"],
  ["an organization", "a bucket that is created", "no key"],
  ["a log archive", "a bucket that exists", "keys of one's own"],
];
const modes = ["bucket", "sns", "eventbridge", "none"] as const;

/** What the owners of bucket and keys do with what the outputs tell, as far as they do. */
function doWhatIsToDo(sandbox: Sandbox, outputs: Record<string, unknown>): void {
  const toDo = outputs.toDo as Record<string, string>;
  const { buckets, keys } = sandbox.aws;
  const merge = (id: string, text = '{"Statement":[]}'): void => {
    const key = keys.get(keyArn(id));
    const { Statement } = JSON.parse(text) as { Statement: Record<string, unknown>[] };
    if (key) statementsOf(key.policy).push(...Statement);
  };
  merge("a", toDo.trailKeyPolicyToMerge);
  merge("a", toDo.snowflakeKeyPolicyToMerge);
  merge("b", toDo.eventTopicKeyPolicyToMerge);
  const bucket = buckets.get(bucketName);
  if (bucket && toDo.bucketPolicyToMerge !== undefined) {
    bucket.policy = { value: JSON.parse(toDo.bucketPolicyToMerge) as object, origin: given };
  }
}

describe("the ways from a bucket to Snowflake", () => {
  for (const [where, bucket, key] of rows) {
    for (const mode of modes) {
      it(`${where}, ${bucket}, ${key}, mode ${mode}`, async () => {
        const arrangement = arrangements[where];
        const sandbox = world(arrangement);
        const isExisting = bucket === "a bucket that exists";
        const isEncrypted = key === "keys of one's own";
        const hasTopic = mode === "sns" || mode === "eventbridge";
        const topic = hasTopic && isEncrypted ? { topic: { kmsKeyArn: keyArn("b") } } : {};
        const choice = (configuration?: string): Settings => ({
          ...settings.disabledDetections(...settings.detectionsOn),
          ...arrangement.config,
          ...buckets[bucket],
          ...keys[key],
          ...settings.eventNotifications({
            mode,
            ...(configuration !== undefined && { configuration }),
            ...topic,
          }),
        });
        const isWritten = isExisting && mode !== "none";
        // What does not depend on the keys is asked without them.
        if (isWritten && !isEncrypted) {
          const options = { stack, sandbox, preview: true, config: choice() };
          const refusal = await deploy(options).catch(String);
          expect(refusal).to.match(/notifies of objects already, .*\n {2}"theirs": /);
        }
        const config = choice(isWritten ? "merge" : undefined);
        const previewed = await deploy({ stack, sandbox, preview: true, config });
        expect(JSON.stringify(previewed.outputs)).not.to.include("undefined");
        doWhatIsToDo(sandbox, previewed.outputs);

        const deployed = await Deployed.as({ sandbox, config });
        if (where === "one account" && !isEncrypted) {
          expect((await deployed.up()).steps, "once more").to.deep.equal([]);
        }
        expect(await wrongDecisions(deployed)).to.deep.equal([]);

        // EventBridge hears of a bucket only then.
        await sandbox.advance(300);
        const { notificationToAdd } = deployed.outputs.toDo as Record<string, string>;
        const file = logKey.replace("AWSLogs/", arrangement.root);
        expect(notificationToAdd !== undefined).to.equal(mode === "none");
        if (mode === "none") {
          expect(await deployed.deliver(file)).to.include({ step: "notification" });
          add(deployed, notificationToAdd ?? "");
        }
        expect(await deployed.deliver(file)).to.include({ arrived: true, rows: 1 });

        if (isExisting && !isEncrypted) {
          await deployed.up({ config: settings.unprotected });
          await destroy(sandbox, stack);
          const left = sandbox.aws.buckets.get(bucketName)?.notification?.value.rules ?? [];
          expect(left.map(({ id }) => id)).to.include("theirs");
        }
        await sandbox.close();
      });
    }
  }
});

/** The bucket's owner adds a queue as the output tells, and keeps the rest. */
function add({ bucket }: Deployed, notificationToAdd: string): void {
  const { QueueConfigurations: [entry] = [] } = JSON.parse(notificationToAdd) as {
    QueueConfigurations?: { Id: string; QueueArn: string; Events: string[] }[];
  };
  if (!entry) throw new Error("there is no queue to add");
  const rules = bucket.notification?.value.rules ?? [];
  const { Id: id, QueueArn: destination, Events: events } = entry;
  const added = { id, destination, events, prefix: "AWSLogs/", suffix: "" };
  const value = { rules: [...rules, added], eventBridgeSince: undefined };
  bucket.notification = { value, origin: given };
}
