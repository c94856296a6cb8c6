import { Option, type Command } from "commander";
import { coverage, type CoverageOptions } from "../commands/coverage";
import { benchmarkVersions } from "../coverage/benchmark";
import { formats } from "../output/format";
import { declare, detectionOptions, formatOption, withOptions, type Surroundings } from "./options";

export function declareCoverage(program: Command, { terminal, finish }: Surroundings): void {
  const command = declare(program, "coverage", "tell what the detections cover", [
    [
      "Lists the techniques of MITRE ATT&CK that the detections find, or with --cis each control in the",
      "monitoring section of that version of the CIS AWS Foundations benchmark, with the detections that",
      "cover it. The exit status is 1 when a control is not covered.",
    ].join(" "),
  ])
    .addOption(
      new Option("--cis <version>", "the controls of this version of the benchmark").choices(
        benchmarkVersions,
      ),
    )
    .option("--navigator <file>", "write a layer for MITRE's ATT&CK Navigator into this file")
    .addOption(formatOption(formats));
  withOptions(command, detectionOptions()).action(async (options: CoverageOptions) => {
    finish(await coverage(options, terminal));
  });
}
