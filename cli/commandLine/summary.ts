import { Argument, type Command } from "commander";
import { summary, type SummaryOptions } from "../commands/summary";
import { formats } from "../output/format";
import { subjects } from "../summary/subjects";
import {
  dbOption,
  declare,
  formatOption,
  geoipOption,
  morePathsArgument,
  sourceOptions,
  withOptions,
  type Surroundings,
} from "./options";

export function declareSummary(program: Command, { terminal, stdin, finish }: Surroundings): void {
  const names = subjects.join(", ");
  const command = declare(
    program,
    "summary",
    "tell who called what, from where, and when, without SQL",
    [
      [
        "Tells of each principal, source address, service or region when it was first and last seen, how",
        "many calls it made and how many of them failed, in which regions and of which services. An event",
        "that was delivered twice is one call, an Insights event is none. The most calls come first.",
      ].join(" "),
      [
        `The first argument says whose summary it is: ${names}. Without it there are all four, one after`,
        "another, as several statements of query are. A folder with such a name is written ./region.",
      ].join(" "),
    ],
  )
    .usage(`[options] [${subjects.join("|")}] [paths...]`)
    .addArgument(new Argument("[subject]", `${names}; left out for all four`))
    .addArgument(morePathsArgument())
    .addOption(formatOption(formats))
    .addOption(dbOption())
    .addOption(geoipOption());
  withOptions(command, sourceOptions()).action(
    async (first: string | undefined, more: string[], options: SummaryOptions) => {
      finish(await summary(first === undefined ? [] : [first, ...more], options, terminal, stdin));
    },
  );
}
