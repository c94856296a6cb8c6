import { expect } from "chai";

import {
  type EventNotificationsArgs,
  eventNotificationChoice,
} from "../../../components/eventNotifications/args";
import { ingestProblems } from "../../../components/ingest/args";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:example";

function problems(eventNotifications: EventNotificationsArgs): string[] {
  return ingestProblems({ eventNotifications }).map(
    ({ setting, problem }) => `${setting}: ${problem}`,
  );
}

describe("components: how a pipe hears of new files", () => {
  it("is left to the bucket's owner unless something else is asked for", () => {
    const left = { mode: "none", configuration: "leave", topic: undefined };
    expect(eventNotificationChoice()).to.deep.equal(left);
    expect(eventNotificationChoice({ topic: {} })).to.deep.equal(left);
  });

  it("owns the configuration, and makes a topic where there is one on the way", () => {
    const own = { configuration: "own" };
    expect(eventNotificationChoice({ mode: "bucket" })).to.deep.include({
      ...own,
      topic: undefined,
    });
    for (const mode of ["sns", "eventbridge"] as const) {
      expect(eventNotificationChoice({ mode })).to.deep.equal({ mode, ...own, topic: {} });
    }
  });

  it("may be chosen freely beside that", () => {
    for (const mode of ["bucket", "sns", "eventbridge", "none"] as const) {
      for (const configuration of ["own", "merge", "leave"] as const) {
        if (mode === "bucket" && configuration === "leave") continue;
        expect(problems({ mode, configuration })).to.deep.equal([]);
        expect(eventNotificationChoice({ mode, configuration })).to.include({ configuration });
      }
    }
  });

  it("has to be said wherever the configuration is written", () => {
    for (const configuration of ["own", "merge"] as const) {
      expect(problems({ configuration })).to.deep.equal([
        `eventNotifications.mode: is missing, and without it ${configuration} would write nothing that tells the pipe. ` +
          "Give bucket, sns or eventbridge, or none to take Snowtrail's entry out.",
      ]);
    }
    expect(problems({ configuration: "leave" })).to.deep.equal([]);
  });

  const refused: [string, EventNotificationsArgs, RegExp][] = [
    [
      "a bucket that has to tell, and is left alone",
      { mode: "bucket", configuration: "leave" },
      /^eventNotifications[.]configuration: leaves to its owner what mode "bucket" has to write[.] Give own or merge, or mode none/,
    ],
    [
      "a topic that is on no way",
      { mode: "bucket", topic: {} },
      /^eventNotifications[.]topic: is for the modes sns and eventbridge, and the mode is bucket/,
    ],
    [
      "a topic that exists and is new",
      { mode: "sns", topic: { existing: topicArn, name: "events" } },
      /^eventNotifications[.]topic[.]name: is for a new eventNotifications[.]topic/,
    ],
    [
      "a FIFO topic",
      { mode: "sns", topic: { existing: `${topicArn}.fifo` } },
      /^eventNotifications[.]topic[.]existing: .* is not the ARN of a standard topic/,
    ],
    [
      "a key by its alias",
      { mode: "sns", topic: { kmsKeyArn: "alias/events" } },
      /^eventNotifications[.]topic[.]kmsKeyArn: .* is not the ARN of a KMS key/,
    ],
  ];
  for (const [what, args, message] of refused) {
    it(`is refused ${what}`, () => {
      const [first, ...others] = problems(args);
      expect(first).to.match(message);
      expect(others).to.deep.equal([]);
    });
  }
});
