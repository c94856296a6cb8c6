import * as pulumi from "@pulumi/pulumi";
import type * as snowflake from "@pulumi/snowflake";

import { accessProblems } from "./components/access/args";
import { type Problem, problemsOf } from "./components/validation/problem";
import { choiceProblems } from "./components/alerts/args";
import { ingestProblems, loadsInsights } from "./components/ingest/args";
import { notificationsProblems } from "./components/notifications/args";
import { sourceProblems } from "./components/source/args";
import { wantedCatalogue } from "./components/views/detections";
import { materializationProblems } from "./components/views/materialization";
import { decidedByProgram, readConnection } from "./config/connection";
import { Reader } from "./config/reader";
import { type AlertSettings, type StackSettings, readStack } from "./config/stack";
import { type Catalogue, idsLike } from "./sql/catalogue";

/** The configuration of the stack, in the shape in which the components and providers take it. */
export interface Settings extends Pick<
  StackSettings,
  "source" | "ingest" | "notifications" | "materialization" | "accessRoles" | "protect"
> {
  /** Which findings are told, if any are. */
  alerts: Omit<AlertSettings, "enabled"> | undefined;
  /** Which detections there are beside the shipped ones, and which are off. */
  detections: Pick<StackSettings, "detectionsFolder" | "disabledDetections">;
  /** How to reach Snowflake, from the stack's `snowflake:*` configuration. */
  connection: snowflake.ProviderArgs;
}

/**
 * Reads and checks the whole configuration of the stack, and the detections that it asks for. Throws one error
 * that names every setting that is wrong and what to do about it.
 */
export function readSettings(): Settings {
  const ofStack = new Reader("snowtrail:", valuesIn("snowtrail"));
  const ofSnowflake = new Reader("snowflake:", valuesIn("snowflake"), decidedByProgram);
  const {
    source,
    ingest,
    notifications,
    alerts,
    materialization,
    accessRoles,
    protect,
    ...detections
  } = readStack(ofStack);
  const connection = readConnection(ofSnowflake);
  const wanted = wantedCatalogue(detections, loadsInsights(ingest));

  const problems = [
    ...sourceProblems(source),
    // Of the tags, which all of them take, the source has told already.
    ...ingestProblems({ ...ingest, tags: undefined }),
    ...wayOutProblems(notifications),
    ...alertProblems(alerts, notifications, wanted.catalogue),
    ...materializationProblems({ materialization }),
    ...retentionProblems(ingest, materialization),
    ...insightsProblems(source, ingest),
    ...accessRolesProblems(accessRoles),
    ...wanted.problems,
  ];
  const mistakes = [
    ...ofStack.mistakes(),
    ...problems.map(({ setting, problem }) => ({ setting: `snowtrail:${setting}`, problem })),
    ...ofSnowflake.mistakes(),
  ];
  if (mistakes.length > 0) throw new pulumi.RunError(describe(mistakes));
  const { enabled = false, ...choice } = alerts ?? {};
  return {
    source,
    ingest,
    notifications,
    alerts: enabled ? choice : undefined,
    materialization,
    accessRoles,
    protect,
    detections,
    connection,
  };
}

/** The values of one namespace. An empty one is as good as none: so Pulumi.yaml writes that there is no default. */
function valuesIn(namespace: string): Map<string, string> {
  const prefix = `${namespace}:`;
  return new Map(
    Object.entries(pulumi.runtime.allConfig())
      .filter(([key, value]) => key.startsWith(prefix) && value !== "")
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

function describe(mistakes: readonly Problem[]): string {
  const lines = mistakes.map(({ setting, problem }) => `\n  ${setting}: ${problem}`);
  return (
    `The configuration is wrong, and nothing was made:${lines.join("")}\n` +
    "Change a setting with: pulumi config set --path '<setting>' <value>, and remove one with: pulumi config rm --path '<setting>'"
  );
}

/** The same problems by the paths that the settings have. */
function wayOutProblems(notifications: StackSettings["notifications"]): Problem[] {
  return notifications === undefined
    ? []
    : notificationsProblems({ ...notifications, tags: undefined }).map(({ setting, problem }) => ({
        setting: `notifications.${setting}`,
        problem,
      }));
}

/** The raw table has to have whatever a table of events has, since that is filled from it whenever it is made anew. */
function retentionProblems(
  { retention }: StackSettings["ingest"],
  materialization: StackSettings["materialization"],
): Problem[] {
  const [raw, events] = [retention?.rawDays, materialization?.retentionDays];
  if (materialization?.mode !== "task" || typeof raw !== "number") return [];
  const isCovered = typeof events === "number" && events <= raw;
  const problem = `would lose events whenever their table is made anew from the raw table, which keeps ${raw} days (retention.rawDays). Give ${raw} days or fewer, or let the raw table keep more.`;
  return problemsOf([["materialization.retentionDays", isCovered ? undefined : problem]]);
}

/** A new trail records Insights only if it is told to, and health cannot tell that none ever come. */
function insightsProblems(
  { trail }: StackSettings["source"],
  ingest: StackSettings["ingest"],
): Problem[] {
  const isNew = trail?.existing === undefined && trail?.skip !== true;
  const records = trail?.insightSelectors !== undefined;
  return problemsOf([
    [
      "eventKinds",
      loadsInsights(ingest) && isNew && !records
        ? 'has "insights", and the new trail records none. Say which in trail.insightSelectors, or take it out.'
        : undefined,
    ],
  ]);
}

/** The same problems by the paths that the settings have. */
function accessRolesProblems(grantedTo: StackSettings["accessRoles"]): Problem[] {
  return grantedTo === undefined
    ? []
    : accessProblems({ grantedTo }).map(({ setting, problem }) => ({
        setting: setting.replace(/^grantedTo/, "accessRoles"),
        problem,
      }));
}

function alertProblems(
  alerts: AlertSettings | undefined,
  notifications: StackSettings["notifications"],
  catalogue: Catalogue,
): Problem[] {
  if (alerts === undefined) return [];
  const { enabled, ...choice } = alerts;
  const known = catalogue.detections.map(({ id }) => id);
  const stranger = choice.detections?.find((id) => !known.includes(id));
  return [
    ...choiceProblems(choice).map(({ setting, problem }) => ({
      setting: `alerts.${setting}`,
      problem,
    })),
    ...problemsOf([
      [
        "alerts.enabled",
        enabled && notifications === undefined
          ? "needs a way for messages, and there is none. Set one of notifications.topic, .email and .webhook, or remove it."
          : undefined,
      ],
      [
        "alerts.detections",
        enabled && stranger
          ? `there is no detection ${JSON.stringify(stranger)} that is on. ${idsLike(stranger, known)}.`
          : undefined,
      ],
      ...Object.entries(choice).map(([key, value]): [string, string | undefined] => [
        `alerts.${key}`,
        !enabled && value !== undefined
          ? "is for alerts, which are off. Set alerts.enabled to true, or remove it."
          : undefined,
      ]),
    ]),
  ];
}
