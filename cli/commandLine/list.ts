import type { Command } from "commander";
import { list, type ListOptions } from "../commands/list";
import { formats } from "../output/format";
import { declare, detectionOptions, formatOption, withOptions, type Surroundings } from "./options";

export function declareList(program: Command, { terminal, finish }: Surroundings): void {
  const command = declare(program, "list", "list the detections", [
    "Lists the detections that run, the gravest first: the shipped ones and one's own. docs/detections.md tells more of the shipped ones.",
  ]).addOption(formatOption(formats));
  withOptions(command, detectionOptions()).action(async (options: ListOptions) => {
    finish(await list(options, terminal));
  });
}
