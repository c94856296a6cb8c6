import { type Notification, type Sending, notify } from "./notify";

/** `SYSTEM$SEND_SNOWFLAKE_NOTIFICATION` with texts that are written out. */

const text = String.raw`'((?:[^'\\]|''|\\.)*)'`;
const call = new RegExp(
  String.raw`^CALL SYSTEM\$SEND_SNOWFLAKE_NOTIFICATION\(\s*SNOWFLAKE\.NOTIFICATION\.(APPLICATION_JSON|TEXT_PLAIN)\(${text}\),\s*SNOWFLAKE\.NOTIFICATION\.(INTEGRATION\(${text}\)|EMAIL_INTEGRATION_CONFIG\(${text}, ${text}, ARRAY_CONSTRUCT\((.*)\)\))\s*\);?$`,
  "s",
);

/**
 * Runs the call of an operator or of a program.
 *
 * @returns undefined once the message has left, or else why it has not.
 * @throws Error if the statement is no such call.
 */
export function runCall(statement: string, sending: Sending): Promise<string | undefined> {
  const [matched, type, body = "", , plain, mail, subject, addresses = ""] =
    call.exec(statement) ?? [];
  const integration = plain ?? mail;
  if (matched === undefined || integration === undefined) {
    throw new Error(`the sandbox does not run this call: ${statement}`);
  }
  const notification: Notification = {
    contentType: type === "APPLICATION_JSON" ? "application/json" : "text/plain",
    body: valueOf(body),
    subject: subject === undefined ? undefined : valueOf(subject),
    recipients: [...addresses.matchAll(new RegExp(text, "g"))].map(([, address = ""]) =>
      valueOf(address),
    ),
  };
  return notify(valueOf(integration), notification, sending);
}

/** What a literal means, without its quotes. */
function valueOf(literal: string): string {
  return literal.replaceAll("''", "'").replace(/\\(.)/gs, "$1");
}
