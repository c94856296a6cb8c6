import { Option, type Command } from "commander";
import { severities } from "../../sql/catalogue";
import { detect, type DetectOptions } from "../commands/detect";
import { eventFormats } from "../output/format";
import {
  dbOption,
  declare,
  detectionOptions,
  formatOption,
  geoipOption,
  pathsArgument,
  sourceOptions,
  withOptions,
  type Surroundings,
} from "./options";

export function declareDetect(program: Command, { terminal, stdin, finish }: Surroundings): void {
  const command = declare(program, "detect", "load log files, run the detections, print findings", [
    "Loads CloudTrail log files and runs the detections over all events.",
    [
      "Each file of a folder, at any depth, is read by what it holds, however it is packed; what is no",
      "log is named, counted and passed over. docs/inputs.md lists what is read, and - is standard input. The table groups the findings of a detection by who caused them. In every",
      "other format stdout has one row a finding with all columns of FINDINGS, and the summary goes to",
      "stderr. timesketch is JSON lines for Timesketch: message, datetime and timestamp_desc before the",
      "other columns.",
    ].join(" "),
  ])
    .addArgument(pathsArgument())
    .addOption(formatOption(eventFormats))
    .addOption(dbOption())
    .addOption(geoipOption())
    .addOption(
      new Option(
        "--fail-on <severity>",
        "exit with 1 when there are findings of this severity or above",
      ).choices(severities),
    )
    .option(
      "--report <page.html>",
      "write a page for a browser, of one file, with the findings and what stands around them",
    );
  withOptions(command, [...detectionOptions(), ...sourceOptions()]).action(
    async (paths: string[], options: DetectOptions) => {
      finish(await detect(paths, options, terminal, stdin));
    },
  );
}
