import type { Facts, Health, LoadFacts } from "../facts";
import { known, notOk, ok, worst, type Finding, type Step } from "../finding";
import type { StackOutputs } from "../stack";
import { absent } from "./access";
import { duration } from "./duration";

/** Whether the raw table is there. */
export function judgeRawTable({ rawTable }: LoadFacts): Finding {
  return known(rawTable, (isThere) =>
    isThere === true ? ok("it is there") : notOk(absent, "rawTable"),
  );
}

const reading: readonly Step[] = ["integration", "role", "read", "stage"];

/**
 * Whether the pipe runs, and takes the files that the stack's pattern is about.
 *
 * @param before The links that explain one that is stopped. Defaults to those of the pipe of events.
 */
export function judgePipe(
  { pipeStatus, pipePattern }: LoadFacts,
  { filePattern }: Pick<StackOutputs, "filePattern">,
  before: readonly Step[] = [...reading, "raw table"],
): Finding {
  const status = known(pipeStatus, (is) => {
    if (is === undefined) return notOk(absent, "pipeGone");
    const { state, error, filesWaiting } = is;
    if (state === "RUNNING") {
      return ok(filesWaiting === 0 ? "it runs" : `it runs, and ${filesWaiting} files wait`);
    }
    if (state === "PAUSED") return notOk("it is paused", "pipePaused");
    const told = error === "" ? state : `${state}: ${error}`;
    return notOk(told, "pipeStopped", before);
  });
  if (status.state !== "ok") return status;
  return known(pipePattern, (pattern = "") =>
    pattern === "" || pattern === filePattern
      ? status
      : notOk(`it takes ${pattern}, and not ${filePattern}`, "pipePattern"),
  );
}

/** Whether what loads Insights is there and runs; undefined where none are loaded. */
export function judgeInsights(
  { insights: facts }: Pick<Facts, "insights">,
  { insights: names }: StackOutputs,
): Finding | undefined {
  if (facts === undefined || names === undefined) return undefined;
  const table = judgeRawTable(facts);
  // Without it the pipe stops, whatever becomes of the pipe.
  return table.state === "not ok" ? table : worst(judgePipe(facts, names, reading), table);
}

/** The states of PIPELINE_HEALTH that are about what keeps the events in a table of their own. */
const ofEvents = ["TASK_SUSPENDED", "TASK_FAILING", "DYNAMIC_TABLE_FAILING"];

/** Whether the task or the dynamic table runs; undefined where CLOUDTRAIL reads the raw table. */
export function judgeEvents({
  events,
  health,
}: Pick<Facts, "events" | "health">): Finding | undefined {
  if (events === undefined) return undefined;
  return known(events, (is) => {
    if (is === undefined) return notOk(absent, "views");
    const { state } = is;
    if (/^suspended/i.test(state)) return notOk(`it is suspended`, "events");
    const told = "value" in health ? health.value : undefined;
    return told !== undefined && ofEvents.includes(told.state)
      ? notOk(`${told.state}: ${told.error}`, "events", ["raw table"])
      : ok("it runs");
  });
}

/** What comes before files are loaded. */
const beforeLoad: readonly Step[] = [
  ...(["trail", "bucket", "delivery", "notification", "rule", "topic"] as const),
  ...reading,
  ...(["raw table", "pipe", "insights"] as const),
];

/** Whether files are loaded, as PIPELINE_HEALTH sees it. */
export function judgeLoad({ health }: Pick<Facts, "health">): Finding {
  return healthy(health, beforeLoad, (is) => {
    const last =
      is.loadedAgo === undefined
        ? "no file was loaded in 14 days"
        : `the last file was loaded ${duration(is.loadedAgo)} ago`;
    const isFine = ["HEALTHY", "QUIET", "EVENTS_LATE", ...ofEvents].includes(is.state);
    return isFine
      ? ok(is.state === "QUIET" ? `${last}; messages arrive, and no logs` : last)
      : // Single files fail whatever else is wrong.
        notOk(`${is.state}: ${is.toDo}`, "loading", is.state === "FILES_FAILING" ? [] : beforeLoad);
  });
}

/** Whether CLOUDTRAIL shows what was loaded. */
export function judgeLag({ health }: Pick<Facts, "health">): Finding {
  return healthy(health, [...beforeLoad, "events"], ({ state, toDo, lag }) => {
    if (state === "EVENTS_LATE") return notOk(`${state}: ${toDo}`, "loading", ["events"]);
    return ok(
      lag === undefined
        ? "no event was loaded in a day"
        : `the newest event happened ${duration(lag)} ago`,
    );
  });
}

function healthy(
  health: Facts["health"],
  after: readonly Step[],
  judge: (health: Health) => Finding,
): Finding {
  return known(health, (is) =>
    is === undefined
      ? notOk("PIPELINE_HEALTH does not answer", "views", [...after, "views"])
      : judge(is),
  );
}
