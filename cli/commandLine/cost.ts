import type { Command } from "commander";
import { cost, type CostOptions } from "../commands/cost";
import { formats } from "../output/format";
import {
  declare,
  formatOption,
  pathsArgument,
  positive,
  sourceOptions,
  withOptions,
  type Surroundings,
} from "./options";

export function declareCost(program: Command, { terminal, finish }: Surroundings): void {
  const command = declare(
    program,
    "cost",
    "measure log files, and tell what Snowflake would cost for them",
    [
      [
        "Measures log files and tells what their trail would cost in Snowflake in a month: storage,",
        "Snowpipe and a warehouse, for each way in which CLOUDTRAIL can be kept. docs/cost.md explains",
        "the model. Give whole days, the more the better.",
      ].join(" "),
    ],
  )
    .addArgument(pathsArgument())
    .addOption(formatOption(formats))
    .addOption(positive("--keep <days>", "days for which events are kept", 365))
    .addOption(
      positive("--every <minutes>", "minutes between two runs of the task, or the lag", 60),
    )
    .addOption(positive("--queries <number>", "queries over FINDINGS in a day", 24));
  withOptions(command, sourceOptions()).action(async (paths: string[], options: CostOptions) => {
    finish(await cost(paths, options, terminal));
  });
}
