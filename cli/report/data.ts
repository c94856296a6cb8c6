import type { Severity } from "../../sql/catalogue";

/**
 * What a report's page shows, as it stands in the page. All texts are ready to be shown: every character of them shows,
 * and what is very long is cut and ends in `…`. Times are seconds since 1970 in UTC.
 */
export interface ReportData {
  /** When the page was made, and by which version. */
  made: number;
  version: string;
  /** What was looked at: the paths of the command line and the database. */
  sources: string[];
  totals: Totals;
  /** None when no event has a time. */
  timeline: Timeline | undefined;
  /** The detections that ran, those with the gravest findings first. */
  detections: DetectionData[];
  principals: Rows;
  addresses: Rows;
  /** What was not read and may hold events, and what is no log, each under its reason. */
  unread: Reason[];
  noLogs: Reason[];
}

export interface Totals {
  /** Events as they were delivered, and each once. */
  delivered: number;
  events: number;
  /** Insights events, which are not among the events, each once. */
  insights: number;
  errors: number;
  findings: number;
  /** Findings that exceptions are about, and that are told nowhere else in the page. */
  suppressed: number;
  principals: number;
  addresses: number;
  accounts: number;
  regions: number;
  files: number;
  /** The times of the first and of the last event. */
  first: number | undefined;
  last: number | undefined;
}

/** Counts over time. Slot n begins at `start + n * step`. */
export interface Timeline {
  start: number;
  /** Seconds. */
  step: number;
  events: number[];
  errors: number[];
  findings: Record<Severity, number[]>;
}

export interface DetectionData {
  id: string;
  severity: Severity;
  title: string;
  description: string;
  /** Techniques of MITRE ATT&CK. */
  techniques: string[];
  falsePositives: string[];
  blindSpots: string[];
  /** Addresses of the web, each of which begins with https://. */
  references: string[];
  /** The statement of its view, as it is deployed. */
  sql: string;
  findings: number;
  /** The findings by who caused them, the earliest first; a bounded number of them. */
  groups: GroupData[];
  /** How many groups there are. */
  allGroups: number;
}

/** The findings of one detection about one principal in one account. */
export interface GroupData {
  who: string;
  account: string;
  findings: number;
  first: number | undefined;
  last: number | undefined;
  actions: string;
  targets: string;
  errors: string;
  addresses: string;
  regions: string;
  /** The earliest of the events, a bounded number of them. */
  events: EventData[];
}

export interface EventData {
  time: number | undefined;
  name: string;
  /** The service, such as `iam`. */
  service: string;
  address: string;
  /** Where the address is, when a database tells. */
  location: string;
  region: string;
  error: string;
  target: string;
  agent: string;
  id: string;
  /** The file of the first delivery. */
  file: string;
  /** The record as JSON text, or its beginning. */
  record: string;
}

/** Principals or addresses: those with findings and those with the most calls. */
export interface Rows {
  /** How many there are; the page has the first of them. */
  all: number;
  shown: RowData[];
}

export interface RowData {
  name: string;
  /** Where an address is, when a database tells. */
  location: string;
  first: number | undefined;
  last: number | undefined;
  calls: number;
  errors: number;
  findings: number;
  /** The gravest severity of its findings. */
  severity: Severity | undefined;
  regions: string[];
  services: string[];
}

/** A reason with the files that it is about. */
export interface Reason {
  reason: string;
  /** How many files; the page names the first of them. */
  files: number;
  paths: string[];
}
