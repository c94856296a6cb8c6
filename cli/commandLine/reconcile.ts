import { Option, type Command } from "commander";
import { reconcile, type ReconcileOptions } from "../commands/reconcile";
import { formats } from "../output/format";
import { copyHistoryQuery } from "../reconcile/copyHistory";
import {
  declare,
  formatOption,
  pathsArgument,
  sourceOptions,
  withOptions,
  type Surroundings,
} from "./options";

export function declareReconcile(
  program: Command,
  { terminal, stdin, finish }: Surroundings,
): void {
  const command = declare(
    program,
    "reconcile",
    "prove by CloudTrail's digests that nothing is missing, altered or not loaded",
    [
      [
        "Holds log files against the digests that CloudTrail delivers every hour: whether each delivered",
        "file is there and unaltered, whether the digests follow each other without a gap, and with",
        "--public-keys whether CloudTrail signed them. With a load history, whether each file is loaded.",
        "Name a folder or a place in S3 with both, such as AWSLogs/. The exit status is 1 when anything is wrong.",
      ].join(" "),
      `The history of Snowflake is what this query gives in the stack's schema, exported as CSV or JSON; where Insights are loaded, united with the same of CLOUDTRAIL_INSIGHTS_RAW:\n\n${copyHistoryQuery}`,
    ],
  )
    .addArgument(pathsArgument())
    .addOption(formatOption(formats))
    .addOption(
      new Option(
        "--public-keys <file>",
        "keys that `aws cloudtrail list-public-keys` printed for a region; may be given several times",
      )
        .argParser((file: string, files: string[]) => [...files, file])
        .default([], "none"),
    )
    .option(
      "--signatures <file>",
      "JSON with the signature of each chain's newest digest by its key, where the digests are on disk",
    )
    .addOption(
      new Option("--db <file>", "compare with what is loaded in this DuckDB file").conflicts(
        "copyHistory",
      ),
    )
    .option("--copy-history <file>", "compare with this export of Snowflake's COPY_HISTORY");
  withOptions(command, sourceOptions()).action(
    async (paths: string[], options: ReconcileOptions) => {
      finish(await reconcile(paths, options, terminal, stdin));
    },
  );
}
