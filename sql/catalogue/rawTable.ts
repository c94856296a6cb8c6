import path from "node:path";
import { readText, sqlFolder } from "./file";
import { parseTable, type Table } from "./table";

const shipped = path.join(sqlFolder, "cloudtrail_raw.sql");

/**
 * The table that log files are loaded into, and that `cloudtrail` reads: the same for every deployment and on the laptop.
 * Its columns are filled with expressions over a staged file.
 */
export const rawTable: Table = parseTable(readText(shipped), shipped);

/** The table of the files that hold Insights events, which `cloudtrail_insights` reads. */
export const insightsRawTable: Table = { ...rawTable, name: "CLOUDTRAIL_INSIGHTS_RAW" };
