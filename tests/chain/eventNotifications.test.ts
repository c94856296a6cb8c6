import { expect } from "chai";
import type { Bucket } from "../../sandbox/aws/account";
import { destroy, unprotect } from "../../sandbox/pulumi/commands";
import { given } from "../../sandbox/resource/order";
import { Sandbox } from "../../sandbox/sandbox";
import { adopting, another, bucketName, region, theirs } from "./adopted";
import { Deployed, stack } from "./deployed";
import * as settings from "./settings";

/** The ways in docs/operations.md by which a pipe hears of files, while files arrive. */

const ids = (bucket: Bucket): string[] =>
  (bucket.notification?.value.rules ?? []).map(({ id }) => id).sort();

/** The bucket's owner puts an entry of the output there, in place of one of the same id, and keeps the others. */
function add({ bucket, outputs }: Deployed): void {
  const { notificationToAdd = "{}" } = outputs.toDo as Record<string, string>;
  interface Entry {
    Id: string;
    QueueArn?: string;
    TopicArn?: string;
    Events: string[];
  }
  const { QueueConfigurations = [], TopicConfigurations = [] } = JSON.parse(notificationToAdd) as {
    QueueConfigurations?: Entry[];
    TopicConfigurations?: Entry[];
  };
  const value = bucket.notification?.value ?? { rules: [], eventBridgeSince: undefined };
  for (const { Id: id, QueueArn, TopicArn, Events: events } of [
    ...QueueConfigurations,
    ...TopicConfigurations,
  ]) {
    const entry = { id, destination: QueueArn ?? TopicArn ?? "", events, prefix: "AWSLogs/" };
    value.rules = [...value.rules.filter((rule) => rule.id !== id), { ...entry, suffix: "" }];
  }
  bucket.notification = { value, origin: given };
}

describe("from one way to another", () => {
  const { eventNotifications, unprotected } = settings;
  // Every mode after every other.
  const tour =
    "bucket sns bucket eventbridge bucket none sns eventbridge sns none eventbridge none bucket".split(
      " ",
    );

  it("loses no file and doubles none, in either direction between any two modes", async () => {
    const deployed = await adopting({ mode: tour[0] ?? "" }, unprotected);
    const { sandbox, bucket } = deployed;
    let expected = 0;
    for (const [index, mode] of tour.entries()) {
      const before = tour[index - 1];
      if (before === undefined) continue;
      const between = `${before} to ${mode}`;
      const hasTopic = (each: string): boolean => ["sns", "eventbridge"].includes(each);
      // A topic that is made anew under its name would get no subscription for 72 hours.
      const number = hasTopic(before) ? index - 1 : index;
      const topic = hasTopic(mode) && { topic: { name: `events-${number}` } };
      const configuration = mode === "none" ? "leave" : "merge";

      expect(await deployed.deliver(...another()), `${between}: before`).to.include({ rows: 1 });
      await sandbox.advance(60);
      const changed = sandbox.aws.now;
      await deployed.up({ config: eventNotifications({ mode, configuration, ...topic }) });
      // Nobody tells of what comes now.
      const [key, body] = another();
      bucket.objects.set(key, { body, lastModified: sandbox.aws.now, key: undefined });
      if (mode === "none") add(deployed);
      await sandbox.advance(300);
      expect(await deployed.deliver(...another()), `${between}: after`).to.include({ rows: 1 });

      await sandbox.refreshPipe(deployed.pipe, changed);
      expected += 3;
      const { rows } = await sandbox.query(
        "select count(*), count(distinct file_name) from cloudtrail",
      );
      expect(rows, between).to.deep.equal([[expected, expected]]);
      expect(ids(bucket), between).to.include("theirs");
    }
    await sandbox.close();
  });

  it("is refused while the topic is protected, and done once it is not", async () => {
    const deployed = await adopting({ mode: "sns" });
    const config = eventNotifications({ mode: "bucket", configuration: "merge" });
    const refusal = await deployed.up({ config }).catch(String);
    expect(refusal).to.match(/ingest-event-topic.*\n?.*because it is protected/);
    await deployed.up({ config: eventNotifications({ mode: "sns", configuration: "merge" }) });

    await deployed.up({ config: unprotected });
    await deployed.up({ config });
    await deployed.up({ config: { "snowtrail:protect": "true" } });
    expect(await deployed.deliver()).to.include({ arrived: true });
    expect(deployed.sandbox.aws.topics.names()).to.deep.equal([]);
    await deployed.sandbox.close();
  });

  it("keeps a pipe with a topic from being replaced until it is unprotected, and the subscription stays", async () => {
    const deployed = await adopting({ mode: "sns" });
    const config = settings.eventKinds("events", "aggregated");
    expect(await deployed.up({ config }).catch(String)).to.match(
      /unable to replace resource ".*::ingest-pipe"\nas it is currently marked for protection/,
    );
    unprotect(deployed.sandbox, stack, deployed.urn("ingest-pipe"));
    await deployed.up({ config });
    expect(await deployed.deliver()).to.include({ arrived: true });
    expect(deployed.topic.subscriptions).to.have.length(1);
    await deployed.sandbox.close();
  });
});

describe("what others have among the notifications of a bucket", () => {
  it("that comes later is refused, or kept", async () => {
    const sandbox = new Sandbox({ region });
    sandbox.given.bucket(bucketName);
    const config = {
      ...settings.disabledDetections(...settings.detectionsOn),
      ...settings.ownBucket(bucketName),
      ...settings.eventNotifications({ mode: "bucket" }),
    };
    const deployed = await Deployed.as({ sandbox, config });
    sandbox.given.notification(bucketName, theirs);
    const refusal = await deployed.up({ preview: true }).catch(String);
    expect(refusal).to.match(/notifies of objects already.*\n {2}"theirs": /);
    expect(ids(deployed.bucket)).to.deep.equal(["snowtrail-dev", "theirs"]);

    const merged = settings.eventNotifications({ mode: "bucket", configuration: "merge" });
    await deployed.up({ config: merged });
    expect(ids(deployed.bucket)).to.deep.equal(["snowtrail-dev", "theirs"]);
    expect((await deployed.up()).steps).to.deep.equal([]);
    expect(await deployed.deliver()).to.include({ arrived: true });
    await sandbox.close();
  });

  it("outlives the stack, and Snowtrail's entry goes first by mode none", async () => {
    const deployed = await adopting({ mode: "bucket" }, settings.unprotected);
    const { sandbox, bucket } = deployed;
    for (const configuration of ["merge", "leave"]) {
      await deployed.up({ config: settings.eventNotifications({ mode: "none", configuration }) });
      expect(ids(bucket)).to.deep.equal(["theirs"]);
      // What the owner added before would be taken out again.
      const isTold = "notificationToAdd" in (deployed.outputs.toDo as object);
      expect(isTold, configuration).to.equal(configuration === "leave");
    }
    await destroy(sandbox, stack);
    expect(ids(bucket)).to.deep.equal(["theirs"]);
  });
});

describe("a topic that exists", () => {
  const existing = `arn:aws:sns:${region}:111122223333:log-files`;
  const config = settings.eventNotifications({
    mode: "sns",
    configuration: "leave",
    topic: { existing },
  });

  it("feeds the chain once its owner and the bucket's did what the outputs tell", async () => {
    const sandbox = new Sandbox({ region });
    sandbox.given.bucket(bucketName);
    const topic = sandbox.given.topic(existing);
    const all = {
      ...settings.disabledDetections(...settings.detectionsOn),
      ...settings.ownBucket(bucketName),
      ...config,
    };
    const refusal = await Deployed.as({ sandbox, config: all }).catch(String);
    expect(refusal).to.match(/ingest-pipe .*Error subscribing to the SNS topic/);

    const { outputs } = await Deployed.as({ sandbox, config: all, preview: true });
    const { eventTopicPolicyToMerge } = outputs.toDo as Record<string, string>;
    topic.policy = { value: JSON.parse(eventTopicPolicyToMerge ?? "") as object, origin: given };
    const deployed = await Deployed.as({ sandbox, config: all });
    expect(await deployed.deliver()).to.include({ arrived: false, step: "notification" });
    add(deployed);
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    await sandbox.close();
  });
});
