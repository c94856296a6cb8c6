import { Argument, Option, type Command } from "commander";
import { query, type QueryOptions } from "../commands/query";
import { eventFormats } from "../output/format";
import {
  dbOption,
  declare,
  detectionOptions,
  formatOption,
  morePathsArgument,
  sourceOptions,
  withOptions,
  type Surroundings,
} from "./options";

export function declareQuery(program: Command, { terminal, stdin, finish }: Surroundings): void {
  const command = declare(program, "query", "run Snowflake SQL on what was loaded", [
    [
      "Runs queries in Snowflake's SQL. They can read cloudtrail, cloudtrail_insights, the raw tables",
      "behind the two (cloudtrail_raw, cloudtrail_insights_raw), findings, the view of each detection",
      "under its id, load_errors, pipeline, pipeline_health and load_history; SHOW VIEWS and DESCRIBE",
      "VIEW tell more of them. With --db and no paths the database is only read. In JSON, VARIANT values stand as the",
      "JSON they are, and a column label that occurs twice becomes label_2.",
    ].join(" "),
    [
      "Several statements, separated by semicolons, run in their order, and the first that fails ends",
      "the run; SET x = … gives $x to those after it. In a table each result stands under a heading. In",
      "JSON each result is one array on a line of its own, so that line n is statement n. In CSV each",
      "result has its own header, and an empty line stands between results. In jsonl and timesketch the",
      "rows of all results follow one another.",
    ].join(" "),
    [
      "timesketch is JSON lines for Timesketch. It needs a column that is a time: datetime, eventTime, or",
      "else the first one. A column message or timestamp_desc is what Timesketch shows.",
    ].join(" "),
  ])
    .addOption(
      new Option("--file <file>", "read the SQL from this file, or from standard input for -"),
    )
    .addOption(formatOption(eventFormats))
    .addOption(dbOption())
    .addArgument(
      new Argument("[sql]", "the SQL, or - for standard input; left out when --file is given"),
    )
    .addArgument(morePathsArgument());
  withOptions(command, [...detectionOptions(), ...sourceOptions()]).action(
    async (first: string | undefined, more: string[], options: QueryOptions) => {
      finish(await query(first === undefined ? [] : [first, ...more], options, terminal, stdin));
    },
  );
}
