import { Option, type Command } from "commander";
import { severities } from "../../sql/catalogue";
import { tune, type TuneOptions } from "../commands/tune";
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

export function declareTune(program: Command, { terminal, stdin, finish }: Surroundings): void {
  const command = declare(program, "tune", "tell what is noisy, and suggest exceptions", [
    [
      "Runs the detections over a history and tells how many findings a day each has, who has the most of",
      "them, and which lines of exceptions.csv would remove the most with the least: few of them, each about",
      "one detection and as little as possible. The exceptions in --detections count.",
    ].join(" "),
    [
      "An exception that hides an attack is worse than noise. So none is suggested that would remove a",
      'finding graver than --up-to, or any finding of a principal who has such a one. "beside graver" is how',
      "many of the removed came from an address from which graver ones came. A suggestion has no reason and",
      "no owner, and is refused until it has both.",
    ].join(" "),
  ])
    .addArgument(morePathsArgument())
    .addOption(formatOption(["table", "json"]))
    .addOption(dbOption())
    .addOption(
      new Option("--up-to <severity>", "the gravest findings that a suggestion may remove")
        .choices(severities)
        .default("medium"),
    )
    .option("--exceptions <file.csv>", "write the suggested lines into this file, which is new");
  withOptions(command, [...detectionOptions(), ...sourceOptions()]).action(
    async (paths: string[], options: TuneOptions) => {
      finish(await tune(paths, options, terminal, stdin));
    },
  );
}
