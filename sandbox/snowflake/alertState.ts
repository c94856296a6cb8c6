/** A statement that runs when a condition has a row, and what it has done. */
export interface Alert {
  database: string;
  schema: string;
  name: string;
  readonly condition: string;
  /** A statement, or a block of some. */
  readonly action: string;
  readonly warehouse: string;
  /** Every how many seconds the condition is looked at. */
  readonly interval: number;
  readonly runs: AlertRun[];
  /** Since when it is started; undefined if it is suspended. */
  readonly started: Date | undefined;
  /** Errors put in to see what follows: the next action ends with the first of them in front of that statement, from 0. */
  readonly faults: { before: number; error: string }[];
}

/** What an alert did at a time. Source: "ALERT_HISTORY". */
interface AlertRun {
  at: Date;
  state: "TRIGGERED" | "CONDITION_FALSE" | "CONDITION_FAILED" | "ACTION_FAILED";
  error?: string;
}
