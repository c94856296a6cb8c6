import { Command } from "commander";
import { exitStatusHelp } from "../commands/exitStatus";
import { declareBackfill } from "./backfill";
import { declareCost } from "./cost";
import { declareCoverage } from "./coverage";
import { declareDetect } from "./detect";
import { declareList } from "./list";
import { declareImportSigma } from "./importSigma";
import type { Surroundings } from "./options";
import { declareNew } from "./new";
import { declareQuery } from "./query";
import { declareReconcile } from "./reconcile";
import { declareSearch } from "./search";
import { declareSummary } from "./summary";
import { declareTest } from "./test";
import { declareTune } from "./tune";
import { declareVerify } from "./verify";
import { packageVersion } from "../version";
import { declareWatch } from "./watch";

/** The command line of `snowtrail`: its commands with their options and arguments. */
export function program(surroundings: Surroundings): Command {
  const { terminal } = surroundings;
  const cli = new Command("snowtrail")
    .description("CloudTrail log files on a laptop: Snowflake's SQL and the deployed detections.")
    .version(packageVersion(), "--version", "print the version")
    .exitOverride()
    .configureOutput({
      writeErr: (text) => void terminal.stderr.write(text),
      writeOut: (text) => void terminal.stdout.write(text),
    })
    .showSuggestionAfterError()
    .addHelpText("after", exitStatusHelp);
  for (const declareCommand of [
    declareDetect,
    declareWatch,
    declareQuery,
    declareSummary,
    declareSearch,
    declareList,
    declareCoverage,
    declareTest,
    declareTune,
    declareNew,
    declareCost,
    declareBackfill,
    declareReconcile,
    declareVerify,
    declareImportSigma,
  ]) {
    declareCommand(cli, surroundings);
  }
  return cli;
}
