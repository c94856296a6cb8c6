import { Argument, type Command } from "commander";
import { test, type TestOptions } from "../commands/test";
import { declare, type Surroundings } from "./options";

export function declareTest(program: Command, { terminal, finish }: Surroundings): void {
  declare(program, "test", "try detections on the fixtures that stand beside them", [
    [
      "Tries each detection of a folder on its fixtures, <id>.fixtures.yaml: events that it has to find,",
      "near misses, and ordinary ones. Every case runs as if its events were all there are; a case of",
      "several events also with each delivered twice, as CloudTrail may. The exit status is 1 when a",
      "case fails. docs/fixtures.md tells how fixtures are written, and snowtrail new writes some.",
    ].join(" "),
  ])
    .addArgument(
      new Argument("[folder]", "a folder of one's own detections; left out for the shipped ones"),
    )
    .option("--allow-untested", "pass detections that have no fixtures")
    .action(async (folder: string | undefined, options: TestOptions) => {
      finish(await test(folder, options, terminal));
    });
}
