import { expect } from "chai";
import { advice } from "../../../cli/verify/advice";
import type { Facts } from "../../../cli/verify/facts";
import type { Step } from "../../../cli/verify/finding";
import { walk, type Verdict } from "../../../cli/verify/walk";
import { broken } from "./broken";
import {
  health,
  hoursAgo,
  integration,
  location,
  now,
  pipe,
  queue,
  sound,
  stack,
  status,
  target,
  telling,
  value,
} from "./sound";

function verdict(step: Step, changes: Partial<Facts>): Verdict {
  const found = walk({ ...sound, ...changes }, stack, now).find((each) => each.step === step);
  if (!found) throw new Error(`nothing is said of ${step}`);
  return found;
}

const fine: [is: string, step: Step, changes: Partial<Facts>, found: string][] = [
  [
    "a trail that has just begun",
    "delivery",
    { trailStatus: value({ ...status, delivered: undefined, started: hoursAgo(0.5) }) },
    "nothing yet: it began to log 30 minutes ago",
  ],
  [
    "a policy that is not understood",
    "bucket",
    { bucketPolicy: value("{}") },
    "it has conditions that only AWS can judge: the last delivery shows whether it does",
  ],
  [
    "a notification of more than the logs",
    "notification",
    { notification: telling({ ...target, prefix: "", suffix: ".gz" }) },
    "it tells the pipe's queue of each new log",
  ],
  [
    "a second queue",
    "notification",
    { notification: telling({ ...target, arn: `${queue}-2` }, target) },
    "it tells the pipe's queue of each new log",
  ],
  [
    "an integration of all places",
    "integration",
    { integration: value({ ...integration, allowedLocations: ["*"] }) },
    `it allows ${location}`,
  ],
  [
    "no file yet to try",
    "read",
    { access: value({ reason: "", tried: "list" }) },
    "they can be listed",
  ],
  [
    "files that wait",
    "pipe",
    { pipeStatus: value({ ...pipe, filesWaiting: 3 }) },
    "it runs, and 3 files wait",
  ],
  [
    "a quiet account",
    "load",
    { health: value({ ...health, state: "QUIET", loadedAgo: 200_000 }) },
    "the last file was loaded 2 days ago; messages arrive, and no logs",
  ],
  [
    "a table of events that lags",
    "load",
    { health: value({ ...health, state: "EVENTS_LATE" }) },
    "the last file was loaded 3 minutes ago",
  ],
  [
    "no event of today",
    "lag",
    { health: value({ ...health, lag: undefined }) },
    "no event was loaded in a day",
  ],
];

describe("what snowtrail verify makes of one fact", () => {
  for (const [is, step, changes, found] of fine) {
    it(`is that "${step}" is ok with ${is}`, () => {
      expect(verdict(step, changes)).to.deep.equal({ step, state: "ok", found, toDo: "" });
    });
  }

  for (const [is, step, changes, found, todo] of broken) {
    it(`is that "${step}" is not ok with ${is}`, () => {
      // The pipe of Insights has statements of its own.
      const refresh =
        step === "insights" ? "`insights.operatorStatements.refreshPipe`" : "`refreshPipe`";
      const toDo = advice[todo].replaceAll("`refreshPipe`", refresh);
      expect(verdict(step, changes)).to.deep.equal({ step, state: "not ok", found, toDo });
    });
  }
});
