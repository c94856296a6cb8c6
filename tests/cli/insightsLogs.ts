import { insight, type InsightChanges } from "../sql/insight";
import { rowsOf, type Json } from "./logFiles";

/** An Insights event with a short id. */
export const unusual = (eventID: string, more: InsightChanges = {}): Record<string, Json> =>
  insight({ eventID, ...more }) as Record<string, Json>;

/** What CloudTrail calls the folder of one day's files of a kind. */
export const folderOf = (kind: string): string =>
  `AWSLogs/111122223333/${kind}/eu-west-1/2026/03/17/`;

/** Where each record stands: its kind, the name of its file and its id. */
export const placesSelect = `
  select 'event' as kind, split_part(file_name, '/', -1) as file, eventID from cloudtrail
  union all
  select 'insight', split_part(file_name, '/', -1), eventID from cloudtrail_insights
  order by kind, file, eventID`;

/** The rows of a query as lists of their values. */
export async function rows(sql: string, ...args: string[]): Promise<unknown[][]> {
  return (await rowsOf(sql, ...args)).map((row) => Object.values(row));
}
