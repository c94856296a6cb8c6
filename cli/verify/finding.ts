import type { Advice } from "./advice";
import type { Asked } from "./asked";

/** The links of the chain, in order. */
export const steps = {
  trail: "the trail logs into the stack's bucket",
  bucket: "the bucket's policy lets the trail in",
  delivery: "the trail has delivered lately",
  notification: "the bucket tells of each new log",
  rule: "EventBridge passes it on to the topic",
  topic: "the topic passes it on to the pipe's queue",
  integration: "the integration is enabled and allows the logs",
  role: "Snowflake can assume the role",
  read: "the role may list and read the logs",
  stage: "the stage leads to the logs",
  "raw table": "the raw table is there",
  pipe: "the pipe runs, and takes the logs",
  insights: "their raw table is there, and their pipe runs",
  views: "the views answer",
  detections: "the detections answer",
  events: "what keeps the events in a table runs",
  load: "files are loaded",
  lag: "CLOUDTRAIL shows what is loaded",
  subscriptions: "the topic has subscribers",
  alerts: "the alerts run",
} as const;

export type Step = keyof typeof steps;

/** What is found of one link of the chain. */
export type Finding =
  | { state: "ok"; found: string }
  | {
      state: "not ok";
      found: string;
      advice: Advice;
      /** The links before it by which it is explained, should one of them be not ok. */
      after: readonly Step[];
    }
  | { state: "not known"; found: string };

export const ok = (found: string): Finding => ({ state: "ok", found });

const notKnown = (found: string): Finding => ({ state: "not known", found });

/** @param after The links before it by which it is explained, should one of them be not ok. Defaults to none. */
export const notOk = (found: string, advice: Advice, after: readonly Step[] = []): Finding => ({
  ...{ state: "not ok", found, advice, after },
});

/** Judges what was told, if anything was. */
export function known<Value>(asked: Asked<Value>, judge: (value: Value) => Finding): Finding {
  return "unknown" in asked ? notKnown(asked.unknown) : judge(asked.value);
}

/** What is worst of some findings: what is not ok, then what is not known. */
export function worst(first: Finding, ...others: readonly Finding[]): Finding {
  const all = [first, ...others];
  return (
    all.find(({ state }) => state === "not ok") ??
    all.find(({ state }) => state === "not known") ??
    first
  );
}
