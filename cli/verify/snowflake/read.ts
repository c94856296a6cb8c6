import { z } from "zod";
import { UnansweredError } from "../asked";
import type { Access, Alert, Health, Integration, PipeStatus, Stage } from "../facts";
import { jsonIn } from "../json";
import { refusedBy } from "../refusedBy";
import type { Row } from "./sqlApi";

/** Reads what DESCRIBE INTEGRATION gives: a row for each property. */
export function readIntegration(rows: readonly Row[]): Integration {
  const value = valueIn(rows);
  const list = (name: string): string[] =>
    value(name)
      .split(",")
      .filter((each) => each !== "");
  return {
    isEnabled: value("ENABLED").toLowerCase() === "true",
    allowedLocations: list("STORAGE_ALLOWED_LOCATIONS"),
    blockedLocations: list("STORAGE_BLOCKED_LOCATIONS"),
    roleArn: value("STORAGE_AWS_ROLE_ARN"),
  };
}

/** Reads what DESCRIBE STAGE gives: a row for each property, and the URL as a JSON array. */
export function readStage(rows: readonly Row[]): Stage {
  const value = valueIn(rows);
  const [url = ""] = z.array(z.string()).safeParse(jsonIn(value("URL"))).data ?? [];
  return { url, integration: value("STORAGE_INTEGRATION") };
}

/** @returns the value of a property; empty if it is not told. */
function valueIn(rows: readonly Row[]): (property: string) => string {
  return (property) => rows.find((row) => row.property === property)?.property_value ?? "";
}

const status = z.object({
  executionState: z.string(),
  error: z.string().optional(),
  fault: z.string().optional(),
  notificationChannelName: z.string().optional(),
  pendingFileCount: z.number().optional(),
});

/** Reads what SYSTEM$PIPE_STATUS gives: JSON in the only column. */
export function readPipeStatus([row]: readonly Row[]): PipeStatus {
  const read = status.safeParse(jsonIn(row?.status ?? ""));
  if (!read.success) throw nonsense("SYSTEM$PIPE_STATUS");
  const { executionState: state, error, fault, ...more } = read.data;
  return {
    state,
    error: error ?? fault ?? "",
    channel: more.notificationChannelName ?? "",
    filesWaiting: more.pendingFileCount ?? 0,
  };
}

const outcome = z.object({ status: z.string(), message: z.string().optional() });
const validation = outcome.extend({ actions: z.record(z.string(), outcome).optional() });

/** Reads what SYSTEM$VALIDATE_STORAGE_INTEGRATION gives: JSON in the only column. */
export function readAccess([row]: readonly Row[], tried: Access["tried"]): Access {
  const read = validation.safeParse(jsonIn(row?.result ?? ""));
  if (!read.success) throw nonsense("SYSTEM$VALIDATE_STORAGE_INTEGRATION");
  const { actions = {}, ...whole } = read.data;
  if (whole.status === "success") return { reason: "", tried };
  const failed = Object.values(actions).find(({ status }) => status !== "success");
  const reason = failed?.message ?? whole.message ?? whole.status;
  return { refused: refusedBy(reason), reason, tried };
}

/** Reads the row of PIPELINE_HEALTH. */
export function readHealth([row]: readonly Row[]): Health {
  if (row?.state === undefined || row.state === null) throw nonsense("PIPELINE_HEALTH");
  return {
    state: row.state,
    toDo: row.to_do ?? "",
    error: row.error ?? "",
    loadedAgo: numberIn(row.loaded_ago),
    lag: numberIn(row.lag),
  };
}

/** Reads the newest run of an alert; none if it has not run. */
export function readRun([row]: readonly Row[]): Pick<Alert, "lastRun" | "error"> {
  return { lastRun: row?.state ?? "", error: row?.error ?? "" };
}

function nonsense(what: string): UnansweredError {
  return new UnansweredError(`${what} answers with what it is not known to answer`);
}

function numberIn(text: string | null | undefined): number | undefined {
  const value = Number(text ?? "none");
  return Number.isFinite(value) ? value : undefined;
}
