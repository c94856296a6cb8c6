import { literal } from "../../sql/catalogue";
import { NotificationKind } from "../notifications/kind";

/** Through what a message goes, and to whom. */
export interface SendInputs {
  kind: NotificationKind;
  integrationName: string;
  /** For Snowflake's own e-mail. */
  recipients?: readonly string[] | undefined;
}

/**
 * The CALL that sends the message which a view holds, in the shape that the way out needs.
 *
 * A topic takes JSON and an e-mail lines of text; both stand as they are in the JSON of the call. What goes to a webhook
 * stands in the JSON of a request, in which Snowflake would replace the name of the secret by the secret.
 * Sources: Snowflake, "SYSTEM$SEND_SNOWFLAKE_NOTIFICATION", "SANITIZE_WEBHOOK_CONTENT".
 *
 * @param view Name of the view with the message: it has a column for each kind.
 */
export function sendStatement(
  view: string,
  { kind, integrationName, recipients = [] }: SendInputs,
): string {
  const from = `from ${view.toLowerCase()}`;
  const name = literal(integrationName);
  switch (kind) {
    case NotificationKind.Topic:
      return call(
        `select to_json(object_construct('application/json', json)) ${from}`,
        `select to_json(object_construct(${name}, object_construct()))`,
      );
    case NotificationKind.Email:
      return call(
        `select to_json(object_construct('text/plain', plain)) ${from}`,
        `select to_json(object_construct(${name}, object_construct(
            'subject', subject,
            'toAddress', array_construct(${recipients.map(literal).join(", ")})
        ))) ${from}`,
      );
    case NotificationKind.Slack:
    case NotificationKind.Teams:
    case NotificationKind.PagerDuty:
      return call(
        `select snowflake.notification.text_plain(
            snowflake.notification.sanitize_webhook_content(${kind})
        ) ${from}`,
        `select snowflake.notification.integration(${name})`,
      );
  }
}

function call(message: string, configuration: string): string {
  return `call system$send_snowflake_notification(
    (
        ${message}
    ),
    (
        ${configuration}
    )
)`;
}
