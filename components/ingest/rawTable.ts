/** The table that the pipe loads into, and that the view CLOUDTRAIL reads. */
export const rawTableName = "CLOUDTRAIL_RAW";

/** A column of the raw table and the expression over a staged file that fills it. */
export interface RawColumn {
  name: string;
  type: string;
  source: string;
}

/**
 * One row for each file. Lengths are explicit, because Snowflake's default for VARCHAR differs between
 * accounts and would show as a change for ever; a key in S3 has 1,024 bytes at most. Times are UTC wall
 * clocks: the file's time is one already, and the load's would be in the zone of the account. A COPY may
 * convert it. Source: Snowflake's "Transforming data during a load", supported functions.
 */
export const rawColumns: RawColumn[] = [
  { name: "RECORD", type: "VARIANT", source: "$1" },
  { name: "FILE_NAME", type: "VARCHAR(1024)", source: "METADATA$FILENAME" },
  {
    name: "FILE_LAST_MODIFIED",
    type: "TIMESTAMP_NTZ(9)",
    source: "METADATA$FILE_LAST_MODIFIED",
  },
  {
    name: "LOADED_AT",
    type: "TIMESTAMP_NTZ(9)",
    source: "CONVERT_TIMEZONE('UTC', METADATA$START_SCAN_TIME)::TIMESTAMP_NTZ",
  },
];
