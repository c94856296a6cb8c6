import { literal } from "../../sql/catalogue";
import type { NotificationKind } from "./kind";

/** Through what a message goes, and to whom. */
export interface TestInputs {
  kind: NotificationKind;
  integrationName: string;
  /** For Snowflake's own e-mail. */
  recipients?: readonly string[] | undefined;
}

const message = "Snowtrail can send messages this way.";

/**
 * The statement that sends a message of no consequence, to see it arrive. A topic takes JSON, everything else plain
 * text. Source: Snowflake, "SYSTEM$SEND_SNOWFLAKE_NOTIFICATION".
 */
export function testStatement({ kind, integrationName, recipients = [] }: TestInputs): string {
  const body =
    kind === "topic"
      ? `APPLICATION_JSON(${literal(JSON.stringify({ message }))})`
      : `TEXT_PLAIN(${literal(message)})`;
  const way =
    kind === "email"
      ? `EMAIL_INTEGRATION_CONFIG(${literal(integrationName)}, 'Snowtrail: a test', ARRAY_CONSTRUCT(${recipients.map(literal).join(", ")}))`
      : `INTEGRATION(${literal(integrationName)})`;
  return `CALL SYSTEM$SEND_SNOWFLAKE_NOTIFICATION(
    SNOWFLAKE.NOTIFICATION.${body},
    SNOWFLAKE.NOTIFICATION.${way}
);`;
}
