/** Relations of Snowtrail's own in the schema where the detections' views live, and in the text of FINDINGS. */
const relations = [
  "cloudtrail",
  "cloudtrail_raw",
  "cloudtrail_insights",
  "cloudtrail_insights_raw",
  "findings",
  "load_errors",
  "load_history",
  "pipeline",
  "pipeline_health",
  "cloudtrail_raw_stream",
  "cloudtrail_events",
  "cloudtrail_events_dynamic",
  "judged",
  "found",
  "every_finding",
  "exceptions",
  "indicators",
  "suppressed",
  "new_findings",
  "findings_message",
  "findings_sent",
  "new_health",
  "health_message",
  "health_sent",
];

/**
 * Words that cannot be a view's unquoted name.
 * Source: https://docs.snowflake.com/en/sql-reference/reserved-keywords
 */
const keywords = `
  account all alter and any as between by case cast check column connect connection constraint create
  cross current current_date current_time current_timestamp current_user database delete distinct drop
  else exists false following for from full grant group gscluster having ilike in increment inner insert
  intersect into is issue join lateral left like localtime localtimestamp minus natural not null of on or
  order organization qualify regexp revoke right rlike row rows sample schema select set some start table
  tablesample then to trigger true try_cast union unique update using values view when whenever where with
`;

const reserved: ReadonlySet<string> = new Set([...relations, ...keywords.trim().split(/\s+/)]);

/** Whether a detection with this id could not be deployed, or would replace a relation of Snowtrail's. */
export function isReserved(id: string): boolean {
  return reserved.has(id);
}
