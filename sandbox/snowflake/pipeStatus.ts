import type { Pipe, Snowflake } from "./account";
import { quoted } from "./identifier";

/** Why a pipe stands still for good: its state as SYSTEM$PIPE_STATUS tells it, and what happened. */
export interface Stopped {
  state: "STOPPED_STAGE_DROPPED" | "STOPPED_STAGE_ALTERED";
  reason: string;
}

/** A pipe is bound to its stage as that was; what happens to the stage stops the pipe. */
export function stoppedByStage({ stage }: Pipe, { stages }: Snowflake): Stopped | undefined {
  const current = stages.get(stage.name);
  if (!current) {
    return { state: "STOPPED_STAGE_DROPPED", reason: `stage ${stage.name} does not exist` };
  }
  if (current !== stage.is) {
    return { state: "STOPPED_STAGE_DROPPED", reason: "its stage was dropped and made anew" };
  }
  if (current.url !== stage.url) {
    return {
      state: "STOPPED_STAGE_ALTERED",
      reason: `its stage's URL was changed to ${current.url}`,
    };
  }
  if (current.integration !== stage.integration) {
    return { state: "STOPPED_STAGE_ALTERED", reason: "its stage was given another integration" };
  }
  return undefined;
}

/** Source: "SYSTEM$PIPE_STATUS". What is not known yet is left out. */
export function pipeStatus(pipe: Pipe, account: Snowflake): Record<string, string | number> {
  const { paused, copy, heard, ingested, refusal, channel } = pipe;
  const stopped = stoppedByStage(pipe, account);
  const isTableGone = !account.relations.has(quoted(...copy.table));
  const executionState = paused
    ? "PAUSED"
    : (stopped?.state ??
      (isTableGone
        ? "STOPPED_MISSING_TABLE"
        : refusal === undefined
          ? "RUNNING"
          : "STALLED_STAGE_PERMISSION_ERROR"));
  return {
    executionState,
    pendingFileCount: 0,
    notificationChannelName: channel,
    ...(heard && { lastReceivedMessageTimestamp: heard.toISOString() }),
    ...(ingested && { lastIngestedTimestamp: ingested.toISOString() }),
    ...(refusal !== undefined && { error: refusal }),
  };
}
