import { expect } from "chai";

import {
  WebhookService,
  webhookOf,
  webhookSecretProblem,
  webhookStatements,
} from "../../../components/notifications/webhook";

const secret = { database: "SNOWTRAIL_DEV", schema: "CLOUDTRAIL", name: "NOTIFICATIONS_WEBHOOK" };
const teams = "powerautomate/automations/direct/workflows";
const flow = "0a1b2c/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers&sv=1.0&sig=aB_3-x";

describe("components: a webhook", () => {
  it("of Slack is secret behind the address of all of them", () => {
    expect(
      webhookOf("slack", "https://hooks.slack.com/services/T0000/B0000/examplesecret"),
    ).to.deep.equal({
      url: "https://hooks.slack.com/services/SNOWFLAKE_WEBHOOK_SECRET",
      secret: "T0000/B0000/examplesecret",
    });
  });

  it("of Teams is secret behind its workflows, and has no port in Snowflake", () => {
    expect(
      webhookOf(
        "teams",
        `https://default0a.b1.environment.api.powerplatform.com:443/${teams}/${flow}`,
      ),
    ).to.deep.equal({
      url: `https://default0a.b1.environment.api.powerplatform.com/${teams}/SNOWFLAKE_WEBHOOK_SECRET`,
      secret: flow,
    });
    expect(
      webhookOf("teams", `https://prod-1.westeurope.logic.azure.com:443/workflows/${flow}`),
    ).to.deep.equal({
      url: "https://prod-1.westeurope.logic.azure.com/workflows/SNOWFLAKE_WEBHOOK_SECRET",
      secret: flow,
    });
  });

  it("of PagerDuty is one for all services, whose key stands in the message", () => {
    expect(webhookOf("pagerduty", "0123456789abcdef0123456789abcdef")).to.deep.equal({
      url: "https://events.pagerduty.com/v2/enqueue",
      secret: "0123456789abcdef0123456789abcdef",
    });
  });

  it("is refused when it is another's, without a word of it", () => {
    const others = [
      "https://hunter2.example.com/services/T0/B0/x",
      "http://hooks.slack.com/services/hunter2",
      "https://hooks.slack.com/services/hunter2' OR",
      "https://hooks.slack.com.example.com/services/hunter2",
      "https://user@hooks.slack.com/services/hunter2",
      "https://evil.example.com/logic.azure.com/workflows/hunter2",
      "https://logic.azure.com.example.com/workflows/hunter2",
      "hunter2",
      "",
    ];
    for (const service of Object.values(WebhookService)) {
      for (const other of others) {
        const problem = webhookSecretProblem(service, other);
        expect(problem, `${service} ${other}`).to.match(/^is not what .* needs[.] Give /);
        expect(problem).not.to.include("hunter2");
        expect(() => webhookOf(service, other))
          .to.throw(/^webhook[.]secret: is not what/)
          .and.not.match(/hunter2/);
      }
    }
  });

  it("has an integration that names the secret and does not hold it", () => {
    expect(
      webhookStatements({
        name: "SNOWTRAIL_DEV_NOTIFICATIONS",
        service: "slack",
        url: "https://hooks.slack.com/services/SNOWFLAKE_WEBHOOK_SECRET",
        secret,
      }),
    ).to.deep.equal({
      execute: `CREATE NOTIFICATION INTEGRATION "SNOWTRAIL_DEV_NOTIFICATIONS"
TYPE = WEBHOOK
ENABLED = TRUE
WEBHOOK_URL = 'https://hooks.slack.com/services/SNOWFLAKE_WEBHOOK_SECRET'
WEBHOOK_SECRET = "SNOWTRAIL_DEV"."CLOUDTRAIL"."NOTIFICATIONS_WEBHOOK"
WEBHOOK_BODY_TEMPLATE = '{"text":"SNOWFLAKE_WEBHOOK_MESSAGE"}'
WEBHOOK_HEADERS = ('Content-Type' = 'application/json')`,
      query: 'DESCRIBE NOTIFICATION INTEGRATION "SNOWTRAIL_DEV_NOTIFICATIONS"',
      revert: 'DROP INTEGRATION IF EXISTS "SNOWTRAIL_DEV_NOTIFICATIONS"',
    });
  });

  const templates: Record<WebhookService, string> = {
    slack: '{"text":"SNOWFLAKE_WEBHOOK_MESSAGE"}',
    teams:
      '{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":' +
      '{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.4",' +
      '"body":[{"type":"TextBlock","text":"SNOWFLAKE_WEBHOOK_MESSAGE","wrap":true}]}}]}',
    pagerduty:
      '{"routing_key":"SNOWFLAKE_WEBHOOK_SECRET","event_action":"trigger","payload":' +
      '{"summary":"SNOWFLAKE_WEBHOOK_MESSAGE","source":"Snowtrail","severity":"error"}}',
  };
  for (const service of Object.values(WebhookService)) {
    it(`sends to ${service} what it takes`, () => {
      const { execute } = webhookStatements({ name: "N", service, url: "https://x", secret });
      expect(execute).to.include(`WEBHOOK_BODY_TEMPLATE = '${templates[service]}'\n`);
    });
  }
});
