import path from "node:path";
import { type EventColumn, parseEventColumns } from "./columns";
import { readText, sqlFolder } from "./file";
import { rawTable } from "./rawTable";
import { digestOf, endWithComment, splitSql } from "./statement";

/** A SELECT that flattens log files to one row for each element of their `Records`. */
export interface FlatteningSelect {
  /** The SELECT as it is deployed. */
  statement: string;
  file: string;
  /** The digest of the file. */
  digest: string;
}

/** Reads a shipped one, by the view's name in lower case. */
export function readFlattening(view: "cloudtrail" | "cloudtrail_insights"): FlatteningSelect {
  const file = path.join(sqlFolder, `${view}.sql`);
  const text = readText(file);
  const digest = digestOf(text);
  return {
    statement: endWithComment(splitSql(text, file).select, `digest ${digest}`),
    file,
    digest,
  };
}

/** The fields of an event that have a column in CLOUDTRAIL, in its order; `label` is CloudTrail's name. */
export function eventFields({ statement, file } = readFlattening("cloudtrail")): EventColumn[] {
  const delivered = ["RECORD", ...rawTable.columns.map(({ name }) => name)];
  return parseEventColumns(statement, file).filter(({ name }) => !delivered.includes(name));
}
