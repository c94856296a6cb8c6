#!/usr/bin/env node
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { isColorSupported } from "picocolors";
import { CatalogueError, severities } from "../sql/catalogue";
import { detect, type DetectOptions } from "./commands/detect";
import { query, type QueryOptions } from "./commands/query";
import { backfill, type BackfillOptions } from "./commands/backfill";
import { cost, type CostOptions } from "./commands/cost";
import { standardInput, type Input } from "./commands/inputText";
import { withoutCommentsAsOptions } from "./commands/sqlText";
import { DatabaseError, QueryError, SqlError, shortage } from "../engine";
import { exitStatus, exitStatusHelp } from "./commands/exitStatus";
import { formats } from "./output/rows";
import { Sink } from "./output/sink";
import type { Terminal } from "./output/terminal";
import { visible } from "./output/visibleText";
import { UsageError } from "./output/usageError";

/**
 * Runs a command line.
 *
 * @param args What stands after `snowtrail`.
 * @param stdin Where SQL is read from that is piped in.
 * @returns The exit status; `exitStatusHelp` tells what it means.
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  stdin: Input,
): Promise<number> {
  let status: number = exitStatus.ok;
  const cli = program(terminal, stdin, (told) => {
    status = told;
  });
  try {
    await cli.parseAsync(withoutCommentsAsOptions(args), { from: "user" });
    return status;
  } catch (error) {
    return fail(error, terminal);
  }
}

function program(terminal: Terminal, stdin: Input, finish: (status: number) => void): Command {
  const cli = new Command("snowtrail")
    .description("CloudTrail log files on a laptop: Snowflake's SQL and the deployed detections.")
    .exitOverride()
    .configureOutput({
      writeErr: (text) => void terminal.stderr.write(text),
      writeOut: (text) => void terminal.stdout.write(text),
    })
    .showSuggestionAfterError()
    .addHelpText("after", exitStatusHelp);
  const shared = (command: Command): Command =>
    command
      .addOption(
        new Option("--format <format>", "how rows are printed").choices(formats).default("table"),
      )
      .option("--db <file>", "keep the events in this DuckDB file, and add to those in it")
      .option("--detections <folder>", "a folder of one's own detections, one .sql file each")
      .addOption(
        new Option("--disable <ids>", "detections to leave out, their ids separated by commas")
          .argParser((ids: string) => ids.split(",").map((id) => id.trim()))
          .default([], "none"),
      )
      .addHelpText("after", exitStatusHelp);
  shared(cli.command("detect"))
    .summary("load log files, run the detections, print findings")
    .description(
      [
        "Loads CloudTrail log files and runs the detections over all events.",
        [
          "Each file of a folder, at any depth, is read by what it holds, however it is packed; what is no",
          "log is named, counted and passed over. docs/inputs.md lists what is read. With json and csv, stdout has one row a finding with all columns of",
          "FINDINGS, and the summary goes to stderr; the table groups the findings of a detection by who",
          "caused them.",
        ].join(" "),
      ].join("\n\n"),
    )
    .addArgument(new Argument("<paths...>", "log files and folders, or - for standard input"))
    .addOption(
      new Option(
        "--fail-on <severity>",
        "exit with 1 when there are findings of this severity or above",
      ).choices(severities),
    )
    .action(async (paths: string[], options: DetectOptions) => {
      finish(await detect(paths, options, terminal, stdin));
    });
  shared(cli.command("query"))
    .summary("run Snowflake SQL on what was loaded")
    .description(
      [
        [
          "Runs queries in Snowflake's SQL. They can read cloudtrail, cloudtrail_raw, findings, the view",
          "of each detection under its id, and load_history; SHOW VIEWS and DESCRIBE VIEW tell more of",
          "them. With --db and no paths the database is only read. In JSON, VARIANT values stand as the",
          "JSON they are, and a column label that occurs twice becomes label_2.",
        ].join(" "),
        [
          "Several statements, separated by semicolons, run in their order, and the first that fails ends",
          "the run; SET x = … gives $x to those after it. In a table each result stands under a heading. In JSON each result is one array on a",
          "line of its own, so that line n is statement n. In CSV each result has its own header, and an",
          "empty line stands between results.",
        ].join(" "),
      ].join("\n\n"),
    )
    .addOption(
      new Option("--file <file>", "read the SQL from this file, or from standard input for -"),
    )
    .addArgument(
      new Argument("[sql]", "the SQL, or - for standard input; left out when --file is given"),
    )
    .addArgument(new Argument("[paths...]", "log files and folders to load first"))
    .action(async (first: string | undefined, more: string[], options: QueryOptions) => {
      finish(await query(first === undefined ? [] : [first, ...more], options, terminal, stdin));
    });
  cli
    .command("cost")
    .summary("measure log files, and tell what Snowflake would cost for them")
    .description(
      [
        "Measures log files and tells what their trail would cost in Snowflake in a month: storage,",
        "Snowpipe and a warehouse, for each way in which CLOUDTRAIL can be kept. docs/cost.md explains",
        "the model. Give whole days, the more the better.",
      ].join(" "),
    )
    .addArgument(new Argument("<paths...>", "log files and folders"))
    .addOption(
      new Option("--format <format>", "how rows are printed").choices(formats).default("table"),
    )
    .addOption(positive("--keep <days>", "days for which events are kept", 365))
    .addOption(
      positive("--every <minutes>", "minutes between two runs of the task, or the lag", 60),
    )
    .addOption(positive("--queries <number>", "queries over FINDINGS in a day", 24))
    .addHelpText("after", exitStatusHelp)
    .action(async (paths: string[], options: CostOptions) => {
      finish(await cost(paths, options, terminal));
    });
  cli
    .command("backfill")
    .summary("print the SQL that loads files from before the deployment")
    .description(
      [
        "Prints the statements that load the log files of some days into the raw table of a stack, each",
        "file once, whatever the pipe or an earlier run has loaded. The names are the stack's outputs:",
        "pulumi stack output --json | snowtrail backfill --from 2025-01-01 --to 2025-12-31",
      ].join(" "),
    )
    .requiredOption("--from <day>", "the first day, in UTC, such as 2025-01-01")
    .requiredOption("--to <day>", "the last day, in UTC")
    .option(
      "--stack <file>",
      "read what `pulumi stack output --json` prints from this file, or from standard input for -",
      standardInput,
    )
    .addArgument(
      new Argument(
        "[listing]",
        "what `aws s3api list-objects-v2` prints, or a folder of logs, to tell files, gigabytes and credits of each day",
      ),
    )
    .addHelpText("after", exitStatusHelp)
    .action(async (source: string | undefined, options: BackfillOptions) => {
      finish(await backfill(source, options, terminal, stdin));
    });
  return cli;
}

/** An option that takes a positive number. */
function positive(flags: string, description: string, fallback: number): Option {
  return new Option(flags, description).default(fallback).argParser((text: string) => {
    const value = Number(text);
    if (Number.isFinite(value) && value > 0) return value;
    throw new InvalidArgumentError("Give a number above 0.");
  });
}

/** Tells what went wrong, without a stack for what a user can mend, and returns the exit status. */
async function fail(error: unknown, { stderr, signal }: Terminal): Promise<number> {
  if (signal.aborted) {
    await stderr.write("Stopped.\n");
    return exitStatus.interrupted;
  }
  // Commander has told it already; asking for help is no error.
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitStatus.ok : exitStatus.usage;
  const known = [UsageError, CatalogueError, DatabaseError, SqlError, QueryError];
  const short = shortage(error);
  const isKnown = short !== undefined || known.some((kind) => error instanceof kind);
  const message = short ?? (error instanceof Error ? error.message : String(error));
  await stderr.write(`snowtrail: ${message.split("\n").map(visible).join("\n")}\n`);
  if (!isKnown) await stderr.write("This is a defect in Snowtrail.\n");
  return exitStatus.usage;
}

async function main(): Promise<void> {
  const stop = new AbortController();
  // A second signal ends the process at once; a database file is whole at any moment.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  const terminal = {
    stdout: new Sink(process.stdout),
    stderr: new Sink(process.stderr),
    color: process.stdout.isTTY && isColorSupported,
    signal: stop.signal,
  };
  process.exitCode = await run(process.argv.slice(2), terminal, process.stdin);
}

if (require.main === module) void main();
