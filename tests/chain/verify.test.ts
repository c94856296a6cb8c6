import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/sandbox";
import { TestFolder } from "../cli/logFiles";
import { Deployed } from "./deployed";
import { noTrail } from "./settings";
import { linksOf, subscriber, those, Verified, wholeStack } from "./verified";

const page = readFileSync(path.join(__dirname, "../../docs/operations.md"), "utf8");

describe("snowtrail verify", () => {
  let deployed: Deployed;
  let verified: Verified;
  let sandbox: Sandbox;
  before(async () => {
    deployed = await wholeStack();
    ({ sandbox } = deployed);
    verified = await Verified.open(() => deployed);
  });
  after(async () => {
    await verified.close();
    await sandbox.close();
  });

  it("finds every link of a stack that works ok", async () => {
    const { status, links } = await verified.told();
    expect(those(links, "ok")).to.have.members([...linksOf.aws, ...linksOf.snowflake]);
    expect(status).to.equal(0);
    const { stdout } = await verified.run([], {}, 100);
    expect(stdout).to.match(/^ok {2}trail {10}it logs\n/);
    expect(stdout).to.match(/\nEverything is ok\.\n$/);
  });

  it("leaves out what a stack does not have", async () => {
    const small = await Deployed.as({ config: noTrail });
    const alone = await Verified.open(() => small);
    const { links } = await alone.told();
    expect([...links.keys()]).to.include.members(["notification", "load"]);
    expect([...links.keys()]).not.to.include.members(["trail", "bucket", "delivery"]);
    expect([...links.keys()]).not.to.include.members(["events", "subscriptions", "alerts"]);
    await alone.close();
    await small.sandbox.close();
  });

  it("prints what docs/operations.md shows", async () => {
    const [, shown = ""] =
      /somebody has replaced the notifications.*?```\n(.*?)```/s.exec(page) ?? [];
    const { bucket } = deployed;
    const { notification } = bucket;
    delete bucket.notification;
    const { stdout, status } = await verified.run([], {}, 110);
    Object.assign(bucket, { notification });
    const timeless = (text: string): string =>
      text.replace(/\d+ (seconds|minutes|hours|days) ago/g, "… ago");
    expect(timeless(stdout)).to.equal(timeless(shown));
    expect(status).to.equal(1);
  });

  // What breaks beside the way of a file, which tests/chain/faults.test.ts goes along; each is put right again.
  const faults: [does: string, fault: () => () => void, link: string][] = [
    [
      "the trail is deleted",
      () => {
        const { trail } = deployed;
        sandbox.aws.trails.remove(trail.arn);
        return () => {
          sandbox.aws.trails.add(trail.arn, trail, { finished: 0 });
        };
      },
      "trail",
    ],
    [
      "the trail delivers into another bucket",
      () => {
        const { trail, bucket } = deployed;
        trail.bucket = "example-other";
        return () => (trail.bucket = bucket.name);
      },
      "trail",
    ],
    [
      "the pipe is paused",
      () => {
        const { pipe } = deployed;
        pipe.paused = true;
        return () => (pipe.paused = false);
      },
      "pipe",
    ],
    [
      "the pipe of Insights is paused",
      () => {
        const { insightsPipe } = deployed;
        insightsPipe.paused = true;
        return () => (insightsPipe.paused = false);
      },
      "insights",
    ],
    [
      "a detection is dropped",
      () => {
        const { relations } = sandbox.snowflake;
        const name = '"SNOWTRAIL_DEV"."CLOUDTRAIL"."ROOT_ACTIVITY"';
        const view = relations.get(name);
        relations.remove(name);
        return () => view && relations.add(name, view, { finished: 0 });
      },
      "detections",
    ],
    [
      "the task is suspended",
      () => {
        const [task] = sandbox.snowflake.tasks.values();
        const started = task?.started;
        if (task) task.started = undefined;
        return () => task && (task.started = started);
      },
      "events",
    ],
    [
      "a subscription is not confirmed",
      () => {
        const { topicArn } = deployed.outputs.notifications as { topicArn: string };
        const subscription = sandbox.aws.topics.get(topicArn)?.subscriptions[0];
        if (subscription) subscription.confirmed = false;
        return () => {
          sandbox.confirmSubscriptions(subscriber);
        };
      },
      "subscriptions",
    ],
    [
      "an alert could not send",
      () => {
        const { runs } = deployed.alert;
        runs.push({ at: sandbox.snowflake.now, state: "ACTION_FAILED", error: "it is disabled" });
        return () => runs.pop();
      },
      "alerts",
    ],
  ];
  for (const [does, fault, link] of faults) {
    it(`names the link "${link}" when ${does}`, async () => {
      const mend = fault();
      const { status, links } = await verified.told();
      mend();
      expect(those(links, "not ok")).to.deep.equal([link]);
      expect(status).to.equal(1);
      expect((await verified.told()).status).to.equal(0);
    });
  }

  it("asks AWS what the policy in docs/operations.md allows, and nothing more", async () => {
    const [, listed = ""] = /a rule of EventBridge:\s+```json\n(.*?)```/s.exec(page) ?? [];
    const identity = JSON.parse(listed) as { Statement: { Action: string | string[] }[] };
    const allowed = await Verified.open(() => deployed, identity);
    const { links } = await allowed.told();
    expect(those(links, "ok")).to.include.members(linksOf.aws);
    await allowed.close();

    // Each of them is needed: without it, something is not known.
    for (const action of identity.Statement.flatMap(({ Action }) => Action)) {
      const Statement = identity.Statement.map(({ Action, ...others }) => ({
        ...others,
        Action: [Action].flat().map((each) => (each === action ? "s3:ListBucket" : each)),
      }));
      const less = await Verified.open(() => deployed, { Version: "2012-10-17", Statement });
      const { status, links } = await less.told();
      expect(status, action).to.equal(3);
      const unknown = [...links.values()].filter(({ state }) => state === "not known");
      expect(unknown.map(({ found }) => found)).to.include(
        `AWS does not permit it: allow ${action}`,
      );
      expect(those(links, "ok")).to.include.members(linksOf.snowflake);
      await less.close();
    }
  });

  it("asks for the trail with the credentials of --trail-profile", async () => {
    const folder = new TestFolder();
    const keys = "aws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = example";
    const variables = {
      AWS_SHARED_CREDENTIALS_FILE: folder.write("credentials", `[management]\n${keys}\n`),
      AWS_CONFIG_FILE: folder.write("config", ""),
    };
    const seen: [of: string, key: string][] = [];
    verified.clouds.aws.interfere = ({ headers }) => {
      const [, key = ""] = /Credential=(\w+)\//.exec(headers.authorization ?? "") ?? [];
      seen.push([headers["x-amz-target"]?.startsWith("CloudTrail") === true ? "trail" : "", key]);
      return undefined;
    };
    const { status } = await verified.told(["--trail-profile", "management"], variables);
    verified.clouds.aws.interfere = () => undefined;
    folder.remove();
    expect(status).to.equal(0);
    for (const [of, key] of seen) {
      expect(key, of).to.equal(of === "" ? "AKIAIOSFODNN7EXAMPLE" : "AKIAI44QH8DHBEXAMPLE");
    }
    expect(seen.filter(([of]) => of === "trail")).to.have.length(2);
  });

  it("asks Snowflake what the access role auditor may, and nothing more", async () => {
    const auditor = { SNOWFLAKE_ROLE: "VERIFIER" };
    expect((await verified.told([], auditor)).status).to.equal(0);
    expect(
      those((await verified.told([], { SNOWFLAKE_ROLE: "NOBODY" })).links, "ok"),
    ).to.have.members(linksOf.aws);

    // Each of its privileges is needed: without it, something is not ok.
    const { snowflake } = sandbox;
    const { grants } = snowflake;
    const kinds = grants.map(({ privilege, on }) => `${privilege} on ${on.type}`);
    for (const kind of new Set(kinds)) {
      snowflake.grants = grants.filter((_, at) => kinds[at] !== kind);
      expect((await verified.told([], auditor)).status, kind).not.to.equal(0);
    }
    snowflake.grants = grants;
  });
});
