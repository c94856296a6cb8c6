import * as snowflake from "@pulumi/snowflake";
import { expect } from "chai";
import { deployProgram } from "../../../sandbox/pulumi/deploy";
import { Sandbox } from "../../../sandbox/sandbox";
import { database, integration, provider, schema } from "../pieces";
import { refusalOf } from "../refusal";

const topicArn = "arn:aws:sns:us-east-1:111122223333:alerts";
const roleArn = "arn:aws:iam::111122223333:role/publisher";
const url = "https://hooks.slack.com/services/SNOWFLAKE_WEBHOOK_SECRET";
const name = "ALERTS";

function withFeatures(): { provider: snowflake.Provider } {
  const previewFeaturesEnabled = [
    "snowflake_storage_integration_resource",
    "snowflake_notification_integration_resource",
    "snowflake_email_notification_integration_resource",
  ];
  return { provider: provider({ previewFeaturesEnabled }) };
}

function topicIntegration(
  args: Partial<snowflake.NotificationIntegrationArgs> = {},
  opts = withFeatures(),
): snowflake.NotificationIntegration {
  return new snowflake.NotificationIntegration(
    "topic",
    {
      name,
      notificationProvider: "AWS_SNS",
      awsSnsTopicArn: topicArn,
      awsSnsRoleArn: roleArn,
      ...args,
    },
    opts,
  );
}

function emailIntegration(allowedRecipients: string[], opts = withFeatures()): void {
  new snowflake.EmailNotificationIntegration(
    "email",
    { name, enabled: true, allowedRecipients },
    opts,
  );
}

const creation = (ofUrl = url, secret = "HOOK"): string =>
  `CREATE NOTIFICATION INTEGRATION "${name}"
TYPE = WEBHOOK
ENABLED = TRUE
WEBHOOK_URL = '${ofUrl}'
WEBHOOK_SECRET = "${database}"."${schema}"."${secret}"
WEBHOOK_BODY_TEMPLATE = '{"text":"SNOWFLAKE_WEBHOOK_MESSAGE"}'
WEBHOOK_HEADERS = ('Content-Type' = 'application/json')`;

function webhook(execute: string, secretString = "hunter2", query?: string): snowflake.Execute {
  const opts = { provider: provider() };
  const secret = new snowflake.SecretWithGenericString(
    "secret",
    { database, schema, name: "HOOK", secretString },
    opts,
  );
  const revert = `DROP INTEGRATION IF EXISTS "${name}"`;
  const args = query === undefined ? { execute, revert } : { execute, revert, query };
  return new snowflake.Execute("webhook", args, { ...opts, dependsOn: [secret] });
}

function accounts(): Sandbox {
  const sandbox = new Sandbox();
  sandbox.given.database(database);
  sandbox.given.user("ops@example.com");
  return sandbox;
}

const refusal = async (program: () => void): Promise<string> =>
  (await refusalOf(program, { sandbox: accounts() })).reason;

describe("a notification integration in the sandbox", () => {
  it("needs its preview feature", async () => {
    const opts = { provider: provider };
    expect(await refusal(() => void topicIntegration({}, { provider: opts.provider() }))).to.match(
      /snowflake_notification_integration_resource/,
    );
    expect(
      await refusal(() => emailIntegration(["ops@example.com"], { provider: provider() })),
    ).to.match(/snowflake_email_notification_integration_resource/);
  });

  it("of a topic acts as the account's user, with an external id of its own", async () => {
    const sandbox = accounts();
    const program = (): Record<string, unknown> => {
      const opts = withFeatures();
      const one = topicIntegration({}, opts);
      const other = integration({}, opts);
      return {
        users: [one.awsSnsIamUserArn, other.storageAwsIamUserArn],
        ids: [one.awsSnsExternalId, other.storageAwsExternalId],
      };
    };
    const { outputs } = await deployProgram(program, { stack: "test", sandbox });
    expect(new Set(outputs.users as string[]).size).to.equal(1);
    expect(new Set(outputs.ids as string[]).size).to.equal(2);
  });

  it("keeps its external id when its topic changes", async () => {
    const sandbox = accounts();
    const at = (awsSnsTopicArn: string): Promise<unknown> =>
      deployProgram(() => void topicIntegration({ awsSnsTopicArn }), { stack: "test", sandbox });
    await at(topicArn);
    const [before] = sandbox.snowflake.notifiers.values().map((each) => ({ ...each }));
    await at(`${topicArn}2`);
    expect(sandbox.snowflake.notifiers.values()).to.deep.equal([
      { ...before, topicArn: `${topicArn}2` },
    ]);
  });

  it("of a topic is refused a FIFO topic, and a queue", async () => {
    const fifo = `${topicArn}.fifo`;
    expect(await refusal(() => void topicIntegration({ awsSnsTopicArn: fifo }))).to.match(
      /no standard topic/,
    );
    const notificationProvider = "AWS_SQS";
    expect(await refusal(() => void topicIntegration({ notificationProvider }))).to.match(
      /topics of SNS only/,
    );
  });

  it("shares one name space with storage integrations", async () => {
    const reason = await refusal(() => {
      const opts = withFeatures();
      const storage = integration({ name }, opts);
      topicIntegration({ name: storage.name }, opts);
    });
    expect(reason).to.match(/'ALERTS' already exists/);
  });

  it("of e-mail writes to users who have verified their addresses, and to nobody else", async () => {
    expect(await refusal(() => emailIntegration(["ops@example.com", "x@example.com"]))).to.match(
      /indexes \[2\] are not allowed/,
    );
  });

  it("of a webhook is looked at without its secret", async () => {
    const sandbox = accounts();
    const query = `DESCRIBE NOTIFICATION INTEGRATION "${name}"`;
    const program = (): Record<string, unknown> => ({
      rows: webhook(creation(), "hunter2", query).queryResults,
    });
    const { outputs } = await deployProgram(program, { stack: "test", sandbox });
    expect(outputs.rows).to.deep.include({ property: "WEBHOOK_URL", property_value: url });
    expect(JSON.stringify(outputs)).not.to.include("hunter2");
  });

  it("of a webhook goes to the services that Snowflake knows, with a secret that exists", async () => {
    const elsewhere = "https://hooks.example.com/SNOWFLAKE_WEBHOOK_SECRET";
    expect(await refusal(() => void webhook(creation(elsewhere)))).to.match(/'WEBHOOK_URL'/);
    expect(await refusal(() => void webhook(creation(url, "NONE")))).to.match(
      /"NONE"' does not exist/,
    );
  });

  it("of a webhook is dropped in the end, and not before: created first, a changed one finds its name taken", async () => {
    const sandbox = accounts();
    await deployProgram(() => void webhook(creation()), { stack: "test", sandbox });
    const changed = creation().replace('"text"', '"texts"');
    const { reason } = await refusalOf(() => void webhook(changed), { stack: "test", sandbox });
    expect(reason).to.match(/'ALERTS' already exists/);
    await deployProgram(() => undefined, { stack: "test", sandbox });
    expect(sandbox.snowflake.notifiers.names()).to.be.empty;
  });

  it("is not made by a statement that the sandbox does not know", async () => {
    expect(await refusal(() => void webhook("CREATE ROLE ANALYST"))).to.match(
      /does not run this statement: CREATE ROLE ANALYST/,
    );
  });
});
