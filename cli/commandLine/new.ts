import { Argument, Option, type Command } from "commander";
import { newFiles, type NewOptions } from "../commands/new";
import { declare, type Surroundings } from "./options";

export function declareNew(program: Command, { terminal, finish }: Surroundings): void {
  declare(program, "new", "write a detection with its fixtures, to be changed into one's own", [
    [
      "Writes <id>.sql and <id>.fixtures.yaml into a folder, which is made if it does not exist. The",
      "detection works and passes its fixtures. No file is ever overwritten.",
    ].join(" "),
  ])
    .addArgument(new Argument("<id>", "the detection's name, in lower snake case"))
    .addOption(new Option("--folder <folder>", "where to write it").default("detections"))
    .action(async (id: string, options: NewOptions) => {
      finish(await newFiles(id, options, terminal));
    });
}
