import type { Problem } from "./discover";

/** What became of the files. */
export interface LoadReport {
  /** Files that were found under the paths. */
  found: number;
  /** Files loaded now. */
  loaded: number;
  /** Events in them. */
  events: number;
  /** Files that the database held already, with the same content. */
  known: number;
  /** Files whose content had changed since they were loaded: their events were replaced. */
  replaced: string[];
  /** Sound files that are no logs, digests among them. */
  other: Problem[];
  /** What could not be read or found, and may have held events. */
  damaged: Problem[];
}

export function emptyReport(): LoadReport {
  return { found: 0, loaded: 0, events: 0, known: 0, replaced: [], other: [], damaged: [] };
}

/** Files that are done with, loaded or not. */
export function filesDone({ loaded, known, other, damaged }: LoadReport): number {
  return loaded + known + other.length + damaged.length;
}
