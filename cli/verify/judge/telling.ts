import type { Asked } from "../asked";
import type { Alert, Facts } from "../facts";
import { known, notOk, ok, worst, type Finding, type Step } from "../finding";
import { absent } from "./access";

/** Whether each of some views answers. */
export function judgeViews(
  views: ReadonlyMap<string, Asked<string | undefined>>,
  after: readonly Step[],
): Finding {
  const findings = [...views].map(([name, asked]) =>
    known(asked, (error) =>
      error === undefined ? ok("") : notOk(`${name}: ${error}`, "views", after),
    ),
  );
  const failing = findings.filter(({ state }) => state === "not ok");
  if (failing.length > 1 && failing[0]?.state === "not ok") {
    return { ...failing[0], found: `${failing[0].found}, and ${failing.length - 1} more` };
  }
  return worst(ok(`${views.size} answer`), ...findings);
}

/** Whether the topic of messages has subscribers who confirmed; undefined for a stack without a topic. */
export function judgeSubscriptions({
  subscriptions,
}: Pick<Facts, "subscriptions">): Finding | undefined {
  return (
    subscriptions &&
    known(subscriptions, (some) => {
      if (some === undefined) return notOk("the topic does not exist", "topicGone");
      const waiting = some.filter(({ isConfirmed }) => !isConfirmed);
      if (waiting.length > 0) {
        const who = waiting.map(({ endpoint }) => endpoint).join(", ");
        return notOk(`not confirmed: ${who}`, "unconfirmed");
      }
      return some.length === 0
        ? notOk("nobody has subscribed to the topic", "nobody")
        : ok(`${some.length} confirmed`);
    })
  );
}

/** Whether the alerts run; undefined for a stack without alerts. */
export function judgeAlerts({ alerts }: Pick<Facts, "alerts">): Finding | undefined {
  if (alerts.size === 0) return undefined;
  const findings = [...alerts].map(([name, asked]) => known(asked, (is) => judgeAlert(name, is)));
  return worst(ok("they run"), ...findings);
}

function judgeAlert(name: string, alert: Alert | undefined): Finding {
  if (alert === undefined) return notOk(`${name}: ${absent}`, "alertStopped");
  const { state, lastRun, error } = alert;
  if (state !== "started") return notOk(`${name} is ${state}`, "alertStopped");
  return lastRun.endsWith("FAILED")
    ? notOk(`${name}, ${lastRun}: ${error}`, "alertFailed", ["raw table", "views", "detections"])
    : ok(`${name} runs`);
}
