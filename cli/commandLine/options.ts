import { Argument, InvalidArgumentError, Option, type Command } from "commander";
import { exitStatusHelp } from "../commands/exitStatus";
import { standardInput, type Input } from "../commands/inputText";
import type { Format } from "../output/format";
import type { Terminal } from "../output/terminal";

/** What a command works with, beside its arguments. */
export interface Surroundings {
  terminal: Terminal;
  stdin: Input;
  /** Takes the exit status that a command ends with. */
  finish: (status: number) => void;
}

/** A command to declare, under its name and one line for the list of commands. */
export function declare(program: Command, name: string, summary: string, help: string[]): Command {
  return program
    .command(name)
    .summary(summary)
    .description(help.join("\n\n"))
    .addHelpText("after", exitStatusHelp);
}

export function formatOption(formats: readonly Format[]): Option {
  return new Option("--format <format>", "how rows are printed").choices(formats).default("table");
}

export function dbOption(): Option {
  return new Option("--db <file>", "keep the events in this DuckDB file, and add to those in it");
}

/** The options of a command in which detections run or can be queried. */
export function detectionOptions(): Option[] {
  return [
    new Option("--detections <folder>", "a folder of one's own detections, one .sql file each"),
    new Option("--disable <ids>", "detections to leave out, their ids separated by commas")
      .argParser(listed)
      .default([], "none"),
  ];
}

export function geoipOption(): Option {
  const flags = "--geoip <file.mmdb>";
  return new Option(
    flags,
    "tell each address's country or network from this database in MaxMind's format; may be given several times",
  )
    .argParser((file: string, files: string[]) => [...files, file])
    .default([], "none");
}

export function pathsArgument(): Argument {
  return new Argument("<paths...>", "log files, folders, and places such as s3://bucket/AWSLogs/");
}

/** The paths of a command that can do with `--db` alone. */
export function morePathsArgument(): Argument {
  return new Argument(
    "[paths...]",
    "log files, folders, places such as s3://bucket/AWSLogs/, and - for standard input, to load first",
  );
}

/** The options of a command that takes paths: which files under them, and how S3 is reached. */
export function sourceOptions(): Option[] {
  return [
    new Option("--from <day>", "files that CloudTrail delivered on this day (UTC) or later"),
    new Option("--to <day>", "files that it delivered on this day or before"),
    new Option("--account <ids>", "files of these accounts, separated by commas").argParser(listed),
    new Option("--region <names>", "files of these regions, separated by commas").argParser(listed),
    endpointOption("S3"),
  ];
}

/** @param protocol What the other server speaks. */
export function endpointOption(protocol: string): Option {
  const description = `another server that speaks ${protocol} than AWS's own`;
  return new Option("--endpoint-url <url>", description).argParser(webAddress);
}

/** Where the names of a stack's objects come from. */
export function stackOption(): Option {
  return new Option(
    "--stack <file>",
    "read what `pulumi stack output --json` prints from this file, or from standard input for -",
  ).default(standardInput);
}

/** Adds options to a command. */
export function withOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option);
  return command;
}

function webAddress(text: string): string {
  if (/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : "")) return text;
  throw new InvalidArgumentError("Give an address such as http://localhost:9000.");
}

/** @param before What the same option said before. */
function listed(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(",").map((each) => each.trim())];
}

/** An option that takes a positive number. */
export function positive(flags: string, description: string, fallback: number): Option {
  return new Option(flags, description).default(fallback).argParser((text: string) => {
    const value = Number(text);
    if (Number.isFinite(value) && value > 0) return value;
    throw new InvalidArgumentError("Give a number above 0.");
  });
}
