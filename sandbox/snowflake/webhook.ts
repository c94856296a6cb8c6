import type { Snowflake } from "./account";
import { doesNotExist, SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { requireFreeName } from "./integration";
import type { SnowflakeRequest } from "./type";

/** Webhooks: integrations that come and go by statements, because the provider has no resource for them. */

/** The URLs that Snowflake sends to; each with its secret or a placeholder at its end. */
const urls =
  /^https:\/\/(hooks\.slack\.com\/services\/.|[\w.-]+\.(logic\.azure|environment\.api\.powerplatform)\.com\/[\w/-]*workflows\/.|events\.pagerduty\.com\/v2\/enqueue$)/;

const creation =
  /^CREATE NOTIFICATION INTEGRATION "([^"]+)"\s+TYPE = WEBHOOK\s+ENABLED = TRUE\s+WEBHOOK_URL = '([^']*)'\s+WEBHOOK_SECRET = ("[^"]+"\."[^"]+"\."[^"]+")\s+WEBHOOK_BODY_TEMPLATE = '((?:[^'\\]|''|\\.)*)'\s+WEBHOOK_HEADERS = \('Content-Type' = 'application\/json'\)$/;
const description = /^DESCRIBE NOTIFICATION INTEGRATION "([^"]+)"$/;
const removal = /^DROP INTEGRATION IF EXISTS "([^"]+)"$/;

type Row = Record<string, string>;

/** A statement that is run: what it looks like, and what it does with its parts and answers. */
interface Statement {
  form: RegExp;
  run: (parts: string[], request: SnowflakeRequest) => Row[];
}

/** The statements of a webhook's integration. */
export const webhookStatements: readonly Statement[] = [
  { form: creation, run: create },
  { form: description, run: describe },
  { form: removal, run: remove },
];

function create(
  [name = "", url = "", secret = "", template = ""]: string[],
  { account, at, origin }: SnowflakeRequest,
): Row[] {
  requireFreeName(account, name);
  if (!urls.test(url)) {
    throw new SnowflakeError(
      `001011 (42601): SQL compilation error: invalid value [${url}] for parameter 'WEBHOOK_URL'`,
    );
  }
  if (!account.secrets.get(secret, at)) throw doesNotExist("Secret", secret);
  const body = template.replaceAll("''", "'").replace(/\\(.)/g, "$1");
  const made = { name, enabled: true, kind: "webhook" as const, url, secret, body };
  account.notifiers.add(quoted(name), made, origin);
  return [{ status: `Integration ${name} successfully created.` }];
}

function describe([name = ""]: string[], { account }: SnowflakeRequest): Row[] {
  const found = account.notifiers.get(quoted(name));
  if (found?.kind !== "webhook") throw doesNotExist("Integration", name);
  return Object.entries({
    ENABLED: String(found.enabled),
    WEBHOOK_URL: found.url,
    WEBHOOK_SECRET: found.secret,
    WEBHOOK_BODY_TEMPLATE: found.body,
  }).map(([property, property_value]) => ({ property, property_value }));
}

function remove([name = ""]: string[], { account }: SnowflakeRequest): Row[] {
  account.notifiers.remove(quoted(name));
  return [{ status: `${name} successfully dropped.` }];
}

/** A webhook's request as it goes out, or why it does not. */
export function webhookRequest(
  { secrets }: Snowflake,
  { url, secret, body }: { url: string; secret: string; body: string },
  message: string,
): { url: string; body: string } | string {
  const value = secrets.get(secret)?.value;
  if (value === undefined) return `secret ${secret} does not exist`;
  // The message first: what stands in it for a secret is replaced as well, as Snowflake warns.
  const filled = (text: string): string =>
    text
      .replaceAll("SNOWFLAKE_WEBHOOK_MESSAGE", () => message)
      .replaceAll("SNOWFLAKE_WEBHOOK_SECRET", () => value);
  return { url: filled(url), body: filled(body) };
}
