/** How grave a finding is, the least first. */
export const severities = ["info", "low", "medium", "high", "critical"] as const;

/** How grave a finding is. */
export type Severity = (typeof severities)[number];

/** Orders severities, the gravest first. */
export function gravestFirst(a: Severity, b: Severity): number {
  return severities.indexOf(b) - severities.indexOf(a);
}

/** What the header of a detection's file says: of one's own id, title and severity at least, of a shipped one all of it. */
export interface Header {
  /** The detection's stable name, in lower snake case: the file's name without `.sql`. */
  id: string;
  /** One line that names the finding, at most 80 characters. */
  title: string;
  /** What is found and why that matters: a sentence that starts with "Detects". Defaults to an empty text. */
  description: string;
  severity: Severity;
  /** The techniques of MITRE ATT&CK, as that version of it numbers them. Defaults to none. */
  attack?: { version: string; techniques: string[] } | undefined;
  /** Controls of the CIS AWS Foundations benchmark by its version, as in `{ "5.0": "4.10" }`. Defaults to none. */
  cis: Record<string, string>;
  /** What fires it without harm. Defaults to nothing that is known. */
  falsePositives: string[];
  /** What it does not see. Defaults to nothing that is known. */
  blindSpots: string[];
  /** Where to read on: https addresses. Defaults to none. */
  references: string[];
  /** Whether its rows may still change their meaning. Defaults to "experimental". */
  status: "stable" | "experimental";
}

/** One detection: what its header says, and the SELECT that is deployed as a view. */
export interface Detection extends Header {
  /** The view's name as Snowflake keeps it: the id in upper case. */
  viewName: string;
  /** The path of the file, for messages. */
  file: string;
  /** Whether it is the user's, and not shipped. */
  isOwn: boolean;
  /** Whether it reads Insights events, which not every stack loads. */
  readsInsights: boolean;
  /** Its condition on one event, if it is nothing but that. */
  condition: string | undefined;
  /**
   * The SELECT as it is deployed: without header and closing semicolon, and with a last comment that
   * carries the digests of this file and of the one that defines `cloudtrail`.
   */
  statement: string;
}
