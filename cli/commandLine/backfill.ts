import { Argument, type Command } from "commander";
import { backfill, type BackfillOptions } from "../commands/backfill";
import { declare, stackOption, type Surroundings } from "./options";

export function declareBackfill(program: Command, { terminal, stdin, finish }: Surroundings): void {
  declare(program, "backfill", "print the SQL that loads files from before the deployment", [
    [
      "Prints the statements that load the log files of some days into the raw table of a stack, each",
      "file once, whatever the pipe or an earlier run has loaded. The names are the stack's outputs:",
      "pulumi stack output --json | snowtrail backfill --from 2025-01-01 --to 2025-12-31",
    ].join(" "),
  ])
    .requiredOption("--from <day>", "the first day, in UTC, such as 2025-01-01")
    .requiredOption("--to <day>", "the last day, in UTC")
    .option("--insights", "the files of Insights, and not those of events")
    .addOption(stackOption())
    .addArgument(
      new Argument(
        "[listing]",
        "what `aws s3api list-objects-v2` prints, or a folder of logs, to tell files, gigabytes and credits of each day",
      ),
    )
    .action(async (source: string | undefined, options: BackfillOptions) => {
      finish(await backfill(source, options, terminal, stdin));
    });
}
