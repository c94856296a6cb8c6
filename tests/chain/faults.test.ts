import { expect } from "chai";
import type { Delivery, Writer } from "../../sandbox/crossing/delivery";
import type { Step } from "../../sandbox/crossing/way";
import { fullName, quoted } from "../../sandbox/snowflake/identifier";
import type { Step as Link } from "../../cli/verify/finding";
import { statementsOf } from "./policies";
import { reconciled } from "./reconciled";
import { Verified } from "./verified";
import { Deployed } from "./deployed";

interface Fault {
  does: string;
  fault: (deployed: Deployed) => void;
  /** Where the chain ends, and why. */
  step: Step;
  reason: RegExp;
  /** The link that `snowtrail verify` names. */
  link: Link;
  /** What PIPELINE_HEALTH tells once the pipe was refreshed; none where the view cannot be asked any more. */
  health?: string;
}

const faults: Fault[] = [
  {
    does: "the bucket's policy is deleted",
    fault: ({ bucket }) => delete bucket.policy,
    step: "put",
    reason: /cloudtrail\.amazonaws\.com is not authorized to perform s3:PutObject/,
    link: "bucket",
    health: "TRAIL_STOPPED",
  },
  {
    does: "the bucket's policy admits another trail",
    fault: ({ bucket, trail }) => {
      for (const statement of statementsOf(bucket.policy?.value)) {
        const condition = JSON.stringify(statement.Condition ?? {});
        statement.Condition = JSON.parse(
          condition.replaceAll(trail.arn, `${trail.arn}-2`),
        ) as object;
      }
    },
    step: "put",
    reason: /not authorized to perform s3:PutObject/,
    link: "bucket",
    health: "TRAIL_STOPPED",
  },
  {
    does: "the trail is stopped",
    fault: ({ trail }) => (trail.logging = false),
    step: "put",
    reason: /does not log/,
    link: "trail",
    health: "TRAIL_STOPPED",
  },
  {
    does: "the bucket's notification is deleted",
    fault: ({ bucket }) => delete bucket.notification,
    step: "notification",
    reason: /the bucket has no notification/,
    link: "notification",
    health: "NOTIFICATIONS_MISSING",
  },
  {
    does: "the notification's prefix is off by one",
    fault: ({ rule }) => (rule.prefix = rule.prefix.replace("AWSLogs", "AWSLog")),
    step: "notification",
    reason: /no notification covers s3:ObjectCreated:Put of this key/,
    link: "notification",
    health: "NOTIFICATIONS_MISSING",
  },
  {
    does: "the notification is for removed objects",
    fault: ({ rule }) => (rule.events = ["s3:ObjectRemoved:*"]),
    step: "notification",
    reason: /s3:ObjectRemoved/,
    link: "notification",
    health: "NOTIFICATIONS_MISSING",
  },
  {
    does: "the notification goes to a queue that does not exist",
    fault: ({ rule }) => (rule.destination += "x"),
    step: "queue",
    reason: /does not exist/,
    link: "notification",
    health: "NOTIFICATIONS_MISSING",
  },
  {
    does: "the notification goes to another queue, which nobody reads",
    fault: ({ rule, sandbox, bucket }) => {
      rule.destination = "arn:aws:sqs:eu-west-1:111122223333:other";
      const queue = { arn: rule.destination, admits: bucket.arn };
      sandbox.aws.queues.add(rule.destination, queue, { finished: 0 });
    },
    step: "pipe",
    reason: /no pipe listens on arn:aws:sqs:eu-west-1:111122223333:other/,
    link: "notification",
    health: "NOTIFICATIONS_MISSING",
  },
  {
    does: "the pipe is dropped",
    fault: ({ sandbox, pipe }) => sandbox.snowflake.pipes.remove(fullName(pipe)),
    step: "pipe",
    reason: /no pipe listens/,
    link: "pipe",
  },
  {
    does: "the stage is dropped",
    fault: ({ sandbox, stage }) => sandbox.snowflake.stages.remove(fullName(stage)),
    step: "stage",
    reason: /does not exist/,
    link: "stage",
    health: "PIPE_STOPPED",
  },
  {
    does: "the stage's URL is changed under the pipe",
    fault: ({ stage }) => (stage.url += "elsewhere/"),
    step: "stage",
    reason: /STOPPED_STAGE_ALTERED/,
    link: "stage",
    health: "PIPE_STOPPED",
  },
  {
    does: "the stage covers another folder",
    fault: ({ stage, pipe }) => {
      stage.url += "444455556666/";
      pipe.stage.url = stage.url;
    },
    step: "stage",
    reason: /does not cover the key/,
    link: "stage",
    health: "PATH_MISMATCH",
  },
  {
    does: "the integration allows another location",
    fault: ({ integration }) => (integration.allowed = ["s3://example-other/"]),
    step: "integration",
    reason: /is not allowed by integration/,
    link: "integration",
    health: "ROLE_BROKEN",
  },
  {
    does: "the integration is disabled",
    fault: ({ integration }) => (integration.enabled = false),
    step: "integration",
    reason: /is disabled/,
    link: "integration",
    health: "ROLE_BROKEN",
  },
  {
    does: "the integration is made anew, and the stage still means the old one",
    fault: ({ integration, sandbox }) => {
      const { integrations } = sandbox.snowflake;
      integrations.remove(quoted(integration.name));
      integrations.add(quoted(integration.name), { ...integration }, { finished: 0 });
    },
    step: "integration",
    reason: /bound to an integration '.*' that is gone/,
    link: "stage",
    health: "ROLE_BROKEN",
  },
  {
    does: "the role is deleted",
    fault: ({ sandbox, role }) => sandbox.aws.roles.remove(role.name),
    step: "role",
    reason: /does not exist/,
    link: "role",
    health: "ROLE_BROKEN",
  },
  {
    does: "the integration gets another external id",
    fault: ({ integration, sandbox }) => {
      integration.externalId = sandbox.snowflake.newExternalId();
    },
    step: "role",
    reason: /not authorized to perform sts:AssumeRole/,
    link: "role",
    health: "ROLE_BROKEN",
  },
  {
    does: "the role trusts another user",
    fault: ({ role }) => {
      for (const statement of statementsOf(role.trust)) {
        statement.Principal = { AWS: "arn:aws:iam::444455556666:user/other" };
      }
    },
    step: "role",
    reason: /not authorized to perform sts:AssumeRole/,
    link: "role",
    health: "ROLE_BROKEN",
  },
  {
    does: "the role's policy is deleted",
    fault: ({ role }) => role.policies.clear(),
    step: "read",
    reason: /not authorized to perform s3:GetObject .* because no policy allows it/,
    link: "read",
    health: "ROLE_BROKEN",
  },
  {
    does: "the role's policy is for another prefix",
    fault: ({ role, bucket }) => {
      for (const { value } of role.policies.values()) {
        for (const statement of statementsOf(value)) statement.Resource = `${bucket.arn}/Other/*`;
      }
    },
    step: "read",
    reason: /not authorized to perform s3:GetObject/,
    link: "read",
    health: "ROLE_BROKEN",
  },
  {
    does: "the bucket's policy denies everybody but the trail",
    fault: ({ bucket }) =>
      statementsOf(bucket.policy?.value).push({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `${bucket.arn}/*`,
      }),
    step: "read",
    reason: /with an explicit deny/,
    link: "read",
    health: "ROLE_BROKEN",
  },
  {
    does: "the pipe's pattern takes other files",
    fault: ({ pipe }) => (pipe.copy.pattern = ".*[.]csv"),
    step: "pattern",
    reason: /pattern does not match/,
    link: "pipe",
    health: "PATH_MISMATCH",
  },
  {
    does: "the raw table is dropped",
    fault: ({ sandbox, rawTable }) => sandbox.snowflake.relations.remove(rawTable),
    step: "table",
    reason: /table .* does not exist/,
    link: "raw table",
  },
];

describe("a fault in the chain", () => {
  let deployed: Deployed;
  let verified: Verified;
  before(async () => {
    verified = await Verified.open(() => deployed);
  });
  after(() => verified.close());

  for (const { does, fault, step, reason, link, health } of faults) {
    it(`is noticed at "${step}" when ${does}`, async () => {
      const deployed = await Deployed.as();
      fault(deployed);
      const delivery = await deployed.deliver();
      expect(delivery).to.include({ arrived: false, step, rows: 0 });
      expect(delivery.reason).to.match(reason);
    });

    const tells = health === undefined ? "cannot be told by PIPELINE_HEALTH" : `is ${health}`;
    it(`${tells}, verify names the link "${link}", and reconcile what is missing, when ${does}`, async () => {
      deployed = await Deployed.as();
      const { pipe, sandbox } = deployed;
      fault(deployed);
      await deployed.deliver();
      // What the trail could not deliver is in no digest, and there are none any more.
      expect(await reconciled(deployed)).to.deep.equal([step === "put" ? "gap" : "not loaded"]);
      await sandbox.refreshPipe(pipe);
      expect(await deployed.health().catch(() => undefined)).to.equal(health);
      const { status, links } = await verified.told();
      expect(status).to.equal(1);
      const named = [...links.values()].filter(({ state }) => state === "not ok");
      expect(named.map((each) => each.link)).to.deep.equal([link]);
      await sandbox.close();
    });
  }

  it("is no fault when plain HTTP is refused: the bucket takes TLS only", async () => {
    const { sandbox, bucket } = await Deployed.as();
    const put = (as: Writer): Promise<Delivery> =>
      sandbox.putObject(bucket.name, "note.txt", Buffer.from("hello"), as);
    expect(await put("administrator")).to.include({ step: "notification" });
    const plain = await put("administrator without TLS");
    expect(plain).to.include({ step: "put" });
    expect(plain.reason).to.match(/with an explicit deny/);
  });

  it("does not outlast its repair", async () => {
    const deployed = await Deployed.as();
    const { rule } = deployed;
    const prefix = rule.prefix;
    rule.prefix = "Other/";
    expect(await deployed.deliver()).to.include({ step: "notification" });
    rule.prefix = prefix;
    expect(await deployed.deliver()).to.include({ arrived: true });
    await deployed.sandbox.close();
  });
});
