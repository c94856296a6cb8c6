import type { Sink } from "./sink";

/** What a command writes to, and what stops it. */
export interface Terminal {
  stdout: Sink;
  stderr: Sink;
  color: boolean;
  signal: AbortSignal;
}
