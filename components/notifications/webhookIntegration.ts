import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import type { WebhookArgs } from "./args";
import { webhookOf, webhookStatements } from "./webhook";

/** Makes the integration of a webhook, with the secret. @returns the integration's name, once the integration is there. */
export function makeWebhookIntegration(
  name: string,
  inputs: WebhookArgs & { integrationName: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const webhook = pulumi
    .all([inputs.service, pulumi.secret(inputs.secret)])
    .apply(([service, secret]) => webhookOf(service, secret));

  // The secret: nothing else in the state or in Snowflake's statements holds it.
  const secret = new snowflake.SecretWithGenericString(
    `${name}-secret`,
    {
      name: "NOTIFICATIONS_WEBHOOK",
      database: inputs.database,
      schema: inputs.schema,
      secretString: webhook.secret,
      comment: "Secret of the webhook that Snowtrail sends messages to",
    },
    opts,
  );

  // The integration: the provider has no resource for it. Its URL is what is left without the secret.
  const statements = pulumi
    .all([
      inputs.integrationName,
      inputs.service,
      pulumi.unsecret(webhook.url),
      secret.database,
      secret.schema,
      secret.name,
    ])
    .apply(([name, service, url, database, schema, secret]) =>
      webhookStatements({ name, service, url, secret: { database, schema, name: secret } }),
    );
  const integration = new snowflake.Execute(
    `${name}-integration`,
    { execute: statements.execute, query: statements.query, revert: statements.revert },
    opts,
  );
  return pulumi.all([inputs.integrationName, integration.id]).apply(([name]) => name);
}
