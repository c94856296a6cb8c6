/**
 * The table of Insights events, and the columns of CLOUDTRAIL that it has: CLOUDTRAIL_INSIGHTS computes its own from the record.
 * Statements do not know the table.
 */
export const insightsTable: { table: string; columns: ReadonlySet<string> } = {
  table: "CLOUDTRAIL INSIGHTS",
  columns: new Set(["RECORD", "FILE_NAME"]),
};
