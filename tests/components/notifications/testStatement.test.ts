import { expect } from "chai";

import { testStatement } from "../../../components/notifications/testStatement";

describe("components: the statement that tries a way for messages", () => {
  const integrationName = "SNOWTRAIL_DEV_NOTIFICATIONS";

  it("sends JSON to a topic", () => {
    expect(testStatement({ kind: "topic", integrationName })).to
      .equal(`CALL SYSTEM$SEND_SNOWFLAKE_NOTIFICATION(
    SNOWFLAKE.NOTIFICATION.APPLICATION_JSON('{"message":"Snowtrail can send messages this way."}'),
    SNOWFLAKE.NOTIFICATION.INTEGRATION('SNOWTRAIL_DEV_NOTIFICATIONS')
);`);
  });

  it("sends text to each recipient of an e-mail", () => {
    const recipients = ["ops@example.com", "o'brien@example.com"];
    expect(testStatement({ kind: "email", integrationName, recipients })).to
      .equal(`CALL SYSTEM$SEND_SNOWFLAKE_NOTIFICATION(
    SNOWFLAKE.NOTIFICATION.TEXT_PLAIN('Snowtrail can send messages this way.'),
    SNOWFLAKE.NOTIFICATION.EMAIL_INTEGRATION_CONFIG('SNOWTRAIL_DEV_NOTIFICATIONS', 'Snowtrail: a test', ARRAY_CONSTRUCT('ops@example.com', 'o''brien@example.com'))
);`);
  });

  for (const kind of ["slack", "teams", "pagerduty"] as const) {
    it(`sends text to the webhook of ${kind}`, () => {
      expect(testStatement({ kind, integrationName })).to
        .equal(`CALL SYSTEM$SEND_SNOWFLAKE_NOTIFICATION(
    SNOWFLAKE.NOTIFICATION.TEXT_PLAIN('Snowtrail can send messages this way.'),
    SNOWFLAKE.NOTIFICATION.INTEGRATION('SNOWTRAIL_DEV_NOTIFICATIONS')
);`);
    });
  }
});
