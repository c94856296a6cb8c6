import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { digest } from "../names/digest";
import type { CopyInputs } from "./copyStatement";
import { copyStatement } from "./copyStatement";
import type { OperatorInputs } from "./operatorStatements";
import type { LogicalNames } from "./rawTable";

/** What a pipe depends on. */
export interface PipeInputs {
  place: { database: pulumi.Input<string>; schema: pulumi.Input<string> };
  /** What it loads, where it stands, and where to: by their names. */
  objects: pulumi.Output<CopyInputs & OperatorInputs>;
  /** What its stage reads, and by which identity. */
  reads: pulumi.Input<string>[];
  topicArn: pulumi.Input<string> | undefined;
  errorIntegration: pulumi.Input<string> | undefined;
}

/** Makes the pipe. It would stop silently once its stage is altered, so it is made anew with what the stage reads. */
export function makePipe(
  named: LogicalNames,
  { place, objects, reads, topicArn, errorIntegration }: PipeInputs,
  opts: pulumi.CustomResourceOptions,
): snowflake.Pipe {
  return new snowflake.Pipe(
    named("pipe"),
    {
      name: objects.apply(({ pipe }) => pipe.name),
      ...place,
      autoIngest: true,
      copyStatement: objects.apply(copyStatement),
      awsSnsTopicArn: topicArn,
      errorIntegration,
      comment: pulumi.all(reads).apply((read) => `Loads CloudTrail logs, stage ${digest(...read)}`),
    },
    { ...opts, replaceOnChanges: ["comment"] },
  );
}
