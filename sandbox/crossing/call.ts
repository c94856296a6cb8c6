import { z } from "zod";
import { notify, type Sending } from "./notify";

/** `SYSTEM$SEND_SNOWFLAKE_NOTIFICATION`: what its arguments, which are JSON, say. Source: its page. */

const contentTypes = ["application/json", "text/plain"] as const;

const messages = z.partialRecord(z.enum(contentTypes), z.string());

const configurations = z.record(
  z.string(),
  z.strictObject({
    subject: z.string().max(256).optional(),
    toAddress: z.array(z.string()).optional(),
  }),
);

/**
 * Sends one message one way.
 *
 * @returns undefined once the message has left, or else why it has not.
 * @throws Error for what the sandbox does not send: HTML, several messages, several ways.
 */
export async function sendNotification(
  message: string,
  configuration: string,
  sending: Sending,
): Promise<string | undefined> {
  const [given, how] = [jsonIn(message), jsonIn(configuration)];
  if (given === undefined || how === undefined) {
    return "SYSTEM$SEND_SNOWFLAKE_NOTIFICATION: an argument is not JSON";
  }
  const bodies = messages.parse(given);
  const [contentType, ...others] = contentTypes.filter((type) => bodies[type] !== undefined);
  const ways = Object.entries(configurations.parse(how));
  const [way, ...more] = ways;
  if (contentType === undefined || way === undefined || others.length > 0 || more.length > 0) {
    throw new Error("the sandbox sends exactly one message through one integration");
  }
  const [integration, { subject, toAddress: recipients }] = way;
  return notify(
    integration,
    { contentType, body: bodies[contentType] ?? "", subject, recipients },
    sending,
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
