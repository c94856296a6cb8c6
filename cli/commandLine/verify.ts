import type { Command } from "commander";
import { verify, type VerifyOptions } from "../commands/verify";
import { declare, endpointOption, positive, stackOption, type Surroundings } from "./options";

export function declareVerify(program: Command, { terminal, stdin, finish }: Surroundings): void {
  declare(program, "verify", "ask AWS and Snowflake whether a stack works, and what to do if not", [
    [
      "Walks the chain of a stack from its trail to its alerts, and tells for each link whether it is ok, and",
      "what to do if not. It only reads. The names are the stack's outputs:",
      "pulumi stack output --json | snowtrail verify",
    ].join(" "),
    [
      "AWS is asked with the SDK's usual credentials, and Snowflake with the variables that its Pulumi provider",
      "takes: SNOWFLAKE_ORGANIZATION_NAME, SNOWFLAKE_ACCOUNT_NAME, SNOWFLAKE_USER and SNOWFLAKE_PRIVATE_KEY",
      "(with SNOWFLAKE_PRIVATE_KEY_PASSPHRASE if it is encrypted), or SNOWFLAKE_AUTHENTICATOR=OAUTH and",
      "SNOWFLAKE_TOKEN, or a programmatic access token as SNOWFLAKE_PASSWORD; and SNOWFLAKE_ROLE, SNOWFLAKE_WAREHOUSE.",
      "The exit status is 1 when a link is not ok, and else 3 when something could not be asked.",
    ].join(" "),
  ])
    .addOption(stackOption())
    .option("--json", "print JSON, an object for each link")
    .addOption(positive("--time-limit <seconds>", "how long each question may take", 30))
    .option(
      "--trail-profile <profile>",
      "the AWS profile for the account of the trail, if it is another than the bucket's",
    )
    .addOption(endpointOption("AWS's protocols"))
    .action(async (options: VerifyOptions) => {
      finish(await verify(options, terminal, stdin));
    });
}
