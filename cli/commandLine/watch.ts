import type { Command } from "commander";
import { watch, watchFormats, type WatchOptions } from "../commands/watch";
import {
  dbOption,
  declare,
  detectionOptions,
  formatOption,
  pathsArgument,
  positive,
  sourceOptions,
  withOptions,
  type Surroundings,
} from "./options";

export function declareWatch(program: Command, { terminal, finish }: Surroundings): void {
  const command = declare(program, "watch", "load files as they come, print findings once", [
    [
      "Looks for new files again and again, loads them, and prints each finding that is new: a line in a",
      "table, or a line of JSON with all columns of FINDINGS. A file on disk is read once it has stayed as it",
      "is for one interval, so that none is read half. Ctrl-C ends it with a summary and status 0.",
    ].join(" "),
    [
      "With --db the events and what was told of them are kept, so that nothing is told again after a",
      "restart. What the database held before it was first watched is not told. In between, the database",
      "is free for others. Of a trail in S3, later looks list the days since yesterday alone.",
    ].join(" "),
  ])
    .addArgument(pathsArgument())
    .addOption(formatOption(watchFormats))
    .addOption(dbOption())
    .addOption(positive("--interval <seconds>", "seconds between two looks", 10));
  withOptions(command, [...detectionOptions(), ...sourceOptions()]).action(
    async (paths: string[], options: WatchOptions) => {
      finish(await watch(paths, options, terminal));
    },
  );
}
