import type { Problem } from "../sources/discover";

/** What is wrong with a digest, a delivered file, or the time between digests. */
export type FaultKind =
  /** A digest that its successor names is not there. */
  | "digest missing"
  /** A digest is none, is not what its successor says, or stands beside the chain. */
  | "digest altered"
  /** A digest is not what was signed. */
  | "signature invalid"
  /** A digest says that it is signed with a key that is not among the public keys. */
  | "key unknown"
  /** A stretch of time that no digest covers. */
  | "gap"
  /** A delivered file is not there. */
  | "missing"
  /** A delivered file holds something else than what was delivered. */
  | "altered"
  /** A log file that no digest of its time names. */
  | "unlisted"
  /** A delivered file is not loaded, or not all of it, or with another content. */
  | "not loaded"
  /** A digest or a delivered file that its place does not give, so that nothing is known of it. */
  | "not read";

/** The path is that of the file, or names the trail for a stretch of time. */
export interface Fault extends Problem {
  kind: FaultKind;
}
