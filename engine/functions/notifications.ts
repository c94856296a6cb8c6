import { entries } from "./entry";

const message = (type: string): string =>
  `CASE WHEN $1 IS NOT NULL THEN snowflake_json(json_object('${type}', CAST($1 AS VARCHAR))) END`;

/**
 * What SYSTEM$SEND_SNOWFLAKE_NOTIFICATION takes: messages and ways, as JSON. Functions of the schema
 * SNOWFLAKE.NOTIFICATION, which is part of their names. Source: "Notification functions".
 */
export const notifications = entries("scalar", {
  "SNOWFLAKE.NOTIFICATION.TEXT_PLAIN": {
    page: "text_plain",
    calls: { "(text) -> VARCHAR": message("text/plain") },
    examples: {
      "snowflake.notification.text_plain('A message')": '{"text/plain":"A message"}',
      "snowflake.notification.text_plain(null)": null,
    },
  },
  "SNOWFLAKE.NOTIFICATION.TEXT_HTML": {
    page: "text_html",
    calls: { "(text) -> VARCHAR": message("text/html") },
    examples: {
      "snowflake.notification.text_html('<p>A message</p>')": '{"text/html":"<p>A message</p>"}',
    },
  },
  "SNOWFLAKE.NOTIFICATION.APPLICATION_JSON": {
    page: "application_json",
    calls: { "(text) -> VARCHAR": message("application/json") },
    examples: {
      [`snowflake.notification.application_json('{"data": "hello world"}')`]: String.raw`{"application/json":"{\"data\": \"hello world\"}"}`,
    },
  },
  "SNOWFLAKE.NOTIFICATION.INTEGRATION": {
    page: "integration",
    calls: {
      "(text) -> VARCHAR": "snowflake_json(json_object(CAST($1 AS VARCHAR), json_object()))",
    },
    examples: {
      "snowflake.notification.integration('my_queue_int')": '{"my_queue_int":{}}',
    },
  },
  "SNOWFLAKE.NOTIFICATION.EMAIL_INTEGRATION_CONFIG": {
    page: "email_integration_config",
    calls: {
      "(text, text, json) -> VARCHAR":
        "snowflake_json(json_object(CAST($1 AS VARCHAR), json_object('subject', CAST($2 AS VARCHAR), 'toAddress', $3)))",
    },
    examples: {
      "snowflake.notification.email_integration_config('my_mail_int', 'News', array_construct('a@example.com'))":
        '{"my_mail_int":{"subject":"News","toAddress":["a@example.com"]}}',
    },
  },
  "SNOWFLAKE.NOTIFICATION.SANITIZE_WEBHOOK_CONTENT": {
    page: "sanitize_webhook_content",
    calls: {
      "(text) -> VARCHAR":
        "regexp_replace($1, 'SNOWFLAKE_WEBHOOK_(SECRET|MESSAGE)', 'REDACTED', 'g')",
    },
    examples: {
      "snowflake.notification.sanitize_webhook_content('a SNOWFLAKE_WEBHOOK_SECRET')": "a REDACTED",
    },
  },
});
