import { Argument, type Command } from "commander";
import { search, type SearchOptions } from "../commands/search";
import { eventFormats } from "../output/format";
import {
  dbOption,
  declare,
  formatOption,
  morePathsArgument,
  sourceOptions,
  withOptions,
  type Surroundings,
} from "./options";

export function declareSearch(program: Command, { terminal, stdin, finish }: Surroundings): void {
  const command = declare(program, "search", "find a text anywhere in the events, without SQL", [
    [
      "Finds the events in which a text occurs in any value or key of the record, whatever its case:",
      "an address, an access key, the name of a bucket. Between slashes it is a regular expression in",
      "RE2's syntax, which is most of JavaScript's without lookaround and backreferences. Case matters",
      "unless an i stands behind it: /^AKIA[A-Z0-9]{16}$/, /admin/i; m lets ^ and $ be at each line, s lets",
      "a dot be a line's end. It is held against each key and value alone, in time that grows with the text",
      "and with nothing else.",
    ].join(" "),
    [
      "Insights events are not searched. The text comes first, then the paths: snowtrail search 203.0.113.77 logs. Behind -- it may begin",
      "with a dash. The oldest event comes first, and found tells where in the record it is, as a query",
      "writes it (record:requestParameters.bucketName), and what stands there.",
    ].join(" "),
  ])
    .addArgument(new Argument("<text>", "the text, or /regular expression/"))
    .addArgument(morePathsArgument())
    .addOption(formatOption(eventFormats))
    .addOption(dbOption());
  withOptions(command, sourceOptions()).action(
    async (text: string, paths: string[], options: SearchOptions) => {
      finish(await search(text, paths, options, terminal, stdin));
    },
  );
}
