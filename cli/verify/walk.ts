import { advice, type Advice } from "./advice";
import type { Facts } from "./facts";
import { steps, type Finding, type Step } from "./finding";
import { judgeIntegration, judgeRead, judgeRole, judgeStage } from "./judge/access";
import {
  judgeEvents,
  judgeInsights,
  judgeLag,
  judgeLoad,
  judgePipe,
  judgeRawTable,
} from "./judge/loading";
import { judgeNotification, judgeRule, judgeTopic } from "./judge/notification";
import { judgeAlerts, judgeSubscriptions, judgeViews } from "./judge/telling";
import { judgeBucket, judgeDelivery, judgeTrail } from "./judge/trail";
import type { StackOutputs } from "./stack";

/** One link of the chain, and what is to be done about it. */
export interface Verdict {
  step: Step;
  state: "ok" | "not ok" | "follows" | "not known";
  /** What was found, or why nothing is known. */
  found: string;
  /** What to do; empty if nothing is. */
  toDo: string;
  /** The link that has to be mended first; undefined unless the state is `follows`. */
  from?: Step;
}

const order = Object.keys(steps) as Step[];

/** Walks the chain from the trail to the alerts. A link that a stack does not have is left out. */
export function walk(facts: Facts, stack: StackOutputs, now: Date): Verdict[] {
  const findings: Record<Step, Finding | undefined> = {
    trail: judgeTrail(facts, stack),
    bucket: judgeBucket(facts, stack),
    delivery: judgeDelivery(facts, now),
    notification: judgeNotification(facts, stack),
    rule: judgeRule(facts, stack),
    topic: judgeTopic(facts, stack),
    integration: judgeIntegration(facts, stack),
    role: judgeRole(facts),
    read: judgeRead(facts),
    stage: judgeStage(facts, stack),
    "raw table": judgeRawTable(facts),
    pipe: judgePipe(facts, stack),
    insights: judgeInsights(facts, stack),
    views: judgeViews(facts.views, ["raw table", "pipe", "insights"]),
    detections: judgeViews(facts.detections, ["raw table", "views"]),
    events: judgeEvents(facts),
    load: judgeLoad(facts),
    lag: judgeLag(facts),
    subscriptions: judgeSubscriptions(facts),
    alerts: judgeAlerts(facts),
  };
  const verdicts: Verdict[] = [];
  for (const step of order) {
    const finding = findings[step];
    if (finding !== undefined) verdicts.push(verdictOf(step, finding, findings));
  }
  return verdicts;
}

function adviceFor(step: Step, key: Advice): string {
  const words = advice[key];
  if (step !== "insights") return words;
  // The pipe of Insights has statements of its own.
  return words
    .replaceAll("`refreshPipe`", "`insights.operatorStatements.refreshPipe`")
    .replaceAll("`snowtrail backfill`", "`snowtrail backfill --insights`");
}

type Findings = Readonly<Record<Step, Finding | undefined>>;

function verdictOf(step: Step, finding: Finding, findings: Findings): Verdict {
  const { state, found } = finding;
  if (state !== "not ok") return { step, state, found, toDo: "" };
  const from = rootOf(step, findings);
  return from === step
    ? {
        step,
        state,
        found,
        toDo: adviceFor(step, finding.advice),
      }
    : { step, state: "follows", found, toDo: "", from };
}

/** The link that explains one that is not ok: itself, or the first of those before it. */
function rootOf(step: Step, findings: Findings): Step {
  const finding = findings[step];
  if (finding?.state !== "not ok") return step;
  // Only what comes earlier explains what comes later, so that nothing explains itself.
  const earlier = order.slice(0, order.indexOf(step));
  const before = finding.after.find(
    (each) => earlier.includes(each) && findings[each]?.state === "not ok",
  );
  return before === undefined ? step : rootOf(before, findings);
}
