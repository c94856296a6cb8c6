import { expect } from "chai";
import { sendStatement } from "../../../components/alerts/sendStatement";
import { NotificationKind } from "../../../components/notifications/kind";

describe("components: the call that sends a message", () => {
  it("gives JSON to a topic", () => {
    expect(sendStatement("FINDINGS_MESSAGE", { kind: "topic", integrationName: "WAY" })).to
      .equal(`call system$send_snowflake_notification(
    (
        select to_json(object_construct('application/json', json)) from findings_message
    ),
    (
        select to_json(object_construct('WAY', object_construct()))
    )
)`);
  });

  it("gives lines, a subject and the addresses to e-mail", () => {
    const recipients = ["o'neil@example.com", "ops@example.com"];
    expect(sendStatement("FINDINGS_MESSAGE", { kind: "email", integrationName: "WAY", recipients }))
      .to.equal(`call system$send_snowflake_notification(
    (
        select to_json(object_construct('text/plain', plain)) from findings_message
    ),
    (
        select to_json(object_construct('WAY', object_construct(
            'subject', subject,
            'toAddress', array_construct('o''neil@example.com', 'ops@example.com')
        ))) from findings_message
    )
)`);
  });

  for (const kind of ["slack", "teams", "pagerduty"] as const) {
    it(`gives ${kind} what it needs, without the name of the secret`, () => {
      expect(sendStatement("FINDINGS_MESSAGE", { kind, integrationName: "WAY" })).to
        .equal(`call system$send_snowflake_notification(
    (
        select snowflake.notification.text_plain(
            snowflake.notification.sanitize_webhook_content(${kind})
        ) from findings_message
    ),
    (
        select snowflake.notification.integration('WAY')
    )
)`);
    });
  }

  it("knows every kind of way there is", () => {
    for (const kind of Object.values(NotificationKind)) {
      expect(sendStatement("M", { kind, integrationName: "WAY" })).to.match(/^call .* from m\b/s);
    }
  });
});
