import { Argument, type Command } from "commander";
import { importSigma, type ImportSigmaOptions } from "../commands/importSigma";
import { declare, type Surroundings } from "./options";

export function declareImportSigma(program: Command, { terminal, finish }: Surroundings): void {
  declare(program, "import-sigma", "turn Sigma rules into detections", [
    [
      "Turns the Sigma rules for CloudTrail in files and folders into detections in Snowflake's SQL, one",
      "file each, for --detections and for snowtrail:detectionsFolder. Correlations and filters refer to",
      "rules in any of the files. A rule that cannot be expressed is told with the reason, and the rest is",
      "written. docs/sigma.md tells what each part of a rule becomes.",
    ].join(" "),
  ])
    .addArgument(
      new Argument("<paths...>", "files, and folders with files that end in .yml or .yaml"),
    )
    .requiredOption("--out <folder>", "the folder to write the detections to")
    .action(async (paths: string[], options: ImportSigmaOptions) => {
      finish(await importSigma(paths, options, terminal));
    });
}
