import { literal } from "../../sql/catalogue";
import { type QualifiedName, qualified, quoted } from "../names/identifier";

/** The services whose webhooks Snowflake sends to. It refuses every other URL. */
export const WebhookService = {
  Slack: "slack",
  Teams: "teams",
  PagerDuty: "pagerduty",
} as const;
export type WebhookService = (typeof WebhookService)[keyof typeof WebhookService];

/** A webhook in two parts: what may be read by everyone, and the secret. */
export interface Webhook {
  /** The URL, in which SNOWFLAKE_WEBHOOK_SECRET stands for the secret if it is part of it. */
  url: string;
  secret: string;
}

interface Shape {
  /** Finds in what the user gives the URL before the secret, and the secret. */
  pattern: RegExp;
  /** What the user has to give. */
  expected: string;
  url: (before: string) => string;
  /** The body of the request, in which Snowflake puts the message in the place of SNOWFLAKE_WEBHOOK_MESSAGE. */
  body: object;
}

// Source: Snowflake, "CREATE NOTIFICATION INTEGRATION (webhooks)", which URLs there may be, and without a port.
const shapes: Record<WebhookService, Shape> = {
  slack: {
    pattern: /^(?<before>https:\/\/hooks[.]slack[.]com\/services\/)(?<secret>[\w/-]+)$/,
    expected: "the URL of a Slack webhook, which starts with https://hooks.slack.com/services/",
    url: (before) => `${before}SNOWFLAKE_WEBHOOK_SECRET`,
    body: { text: "SNOWFLAKE_WEBHOOK_MESSAGE" },
  },
  teams: {
    pattern:
      /^(?<before>https:\/\/[\w.-]+[.](logic[.]azure|environment[.]api[.]powerplatform)[.]com(:443)?\/([\w-]+\/)*?workflows\/)(?<secret>[\w/?&=%.~-]+)$/,
    expected:
      "the URL of a workflow of Microsoft Teams, at logic.azure.com or environment.api.powerplatform.com, with /workflows/ in it",
    url: (before) => `${before.replace(":443/", "/")}SNOWFLAKE_WEBHOOK_SECRET`,
    body: {
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          content: {
            $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
            type: "AdaptiveCard",
            version: "1.4",
            body: [{ type: "TextBlock", text: "SNOWFLAKE_WEBHOOK_MESSAGE", wrap: true }],
          },
        },
      ],
    },
  },
  pagerduty: {
    pattern: /^(?<before>)(?<secret>[A-Za-z0-9]{32})$/,
    expected: "the integration key of a PagerDuty service, which has 32 letters and digits",
    url: () => "https://events.pagerduty.com/v2/enqueue",
    body: {
      routing_key: "SNOWFLAKE_WEBHOOK_SECRET",
      event_action: "trigger",
      payload: { summary: "SNOWFLAKE_WEBHOOK_MESSAGE", source: "Snowtrail", severity: "error" },
    },
  },
};

/** What is wrong with the secret of a service's webhook, without a word of the secret itself, or undefined. */
export function webhookSecretProblem(service: WebhookService, secret: string): string | undefined {
  const { pattern, expected } = shapes[service];
  return pattern.test(secret)
    ? undefined
    : `is not what ${service} needs. Give ${expected}. It is not repeated here, because it may be a secret.`;
}

/** Parts a webhook. @throws Error, without a word of the secret, if it is not the service's. */
export function webhookOf(service: WebhookService, given: string): Webhook {
  const { pattern, url } = shapes[service];
  const { before, secret } = pattern.exec(given)?.groups ?? {};
  if (before === undefined || secret === undefined) {
    throw new Error(`webhook.secret: ${webhookSecretProblem(service, given)}`);
  }
  return { url: url(before), secret };
}

/** What the statements of a webhook's integration depend on. */
export interface WebhookIntegration {
  /** Name of the integration. */
  name: string;
  service: WebhookService;
  url: string;
  /** Name of the secret. */
  secret: QualifiedName;
}

/** The statements by which an integration comes, is looked at, and goes. None of them holds the secret. */
export interface IntegrationStatements {
  execute: string;
  query: string;
  revert: string;
}

/** A webhook's integration as SQL, for which the provider has no resource. */
export function webhookStatements({
  name,
  service,
  url,
  secret,
}: WebhookIntegration): IntegrationStatements {
  return {
    execute: `CREATE NOTIFICATION INTEGRATION ${quoted(name)}
TYPE = WEBHOOK
ENABLED = TRUE
WEBHOOK_URL = ${literal(url)}
WEBHOOK_SECRET = ${qualified(secret)}
WEBHOOK_BODY_TEMPLATE = ${literal(JSON.stringify(shapes[service].body))}
WEBHOOK_HEADERS = ('Content-Type' = 'application/json')`,
    query: `DESCRIBE NOTIFICATION INTEGRATION ${quoted(name)}`,
    revert: `DROP INTEGRATION IF EXISTS ${quoted(name)}`,
  };
}
