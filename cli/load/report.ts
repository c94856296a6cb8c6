import type { Problem } from "../sources/discover";

/** What became of the files. */
export interface LoadReport {
  /** Files that were found under the paths. */
  found: number;
  /** Files that were there and not wanted. */
  passedOver: number;
  /** Files loaded now. */
  loaded: number;
  /** Events in them. */
  events: number;
  /** Files that the database held already, with the same content. */
  known: number;
  /** Files with the content of another one that is loaded. Their events are not counted twice. */
  copies: Problem[];
  /** Files whose content had changed since they were loaded: their events were replaced. */
  replaced: string[];
  /** Files whose content had changed into one that cannot be loaded: their earlier events were kept. */
  kept: string[];
  /** Sound files that are no logs, digests among them. */
  other: Problem[];
  /** Parts of loaded files that are sound and no events. */
  noEvents: Problem[];
  /** Parts of loaded files that may be events and cannot be stored. */
  setAside: Problem[];
  /** What could not be read or found, and may have held events. */
  damaged: Problem[];
  /** Names of those among them that their disk or S3 did not give. It may do so later. */
  unread: string[];
}

export function emptyReport(): LoadReport {
  return {
    found: 0,
    passedOver: 0,
    loaded: 0,
    events: 0,
    known: 0,
    copies: [],
    replaced: [],
    kept: [],
    other: [],
    noEvents: [],
    setAside: [],
    damaged: [],
    unread: [],
  };
}

/** Files that are done with, loaded or not. */
export function filesDone({ loaded, known, copies, other, damaged }: LoadReport): number {
  return loaded + known + copies.length + other.length + damaged.length;
}
