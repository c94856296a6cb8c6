import * as pulumi from "@pulumi/pulumi";
import type * as snowflake from "@pulumi/snowflake";

import type { ChildOptions } from "../children/options";
import type { QualifiedName } from "../names/identifier";
import { type OperatorStatements, operatorStatements } from "./operatorStatements";
import { type PipeInputs, makePipe } from "./pipe";
import { type LogicalNames, type RawTableInputs, makeRawTable } from "./rawTable";

/** What a raw table and its pipe depend on. */
interface LoadInputs extends RawTableInputs, Omit<PipeInputs, "objects"> {
  /** Name of a raw table that exists, if it is not made. */
  existing: pulumi.Input<string> | undefined;
  pipe: pulumi.Input<string>;
  stage: snowflake.Stage;
  /** URL of the stage. */
  location: pulumi.Input<string>;
  /** The regular expression for the path of the files that are loaded. */
  pattern: pulumi.Input<string>;
  /** What the pipe has to come after, beside stage and table. */
  after: pulumi.Resource[];
}

/** A raw table, and the pipe that loads files of some kinds into it. */
interface Load {
  /** The raw table, if it is new. */
  table?: snowflake.Table;
  /** The task that deletes its old rows, if it is new and does not keep all. */
  expiry?: snowflake.Task;
  pipe: snowflake.Pipe;
  /** Name of the raw table, once it stands. */
  tableName: pulumi.Output<QualifiedName>;
  pattern: pulumi.Output<string>;
  statements: pulumi.Output<OperatorStatements>;
}

/** Makes a raw table, unless it exists, and the pipe that loads into it. One that is subscribed to a topic is protected like it. */
export function makeLoad(
  named: LogicalNames,
  { existing, pipe: pipeName, stage, location, pattern: taken, after, ...inputs }: LoadInputs,
  { child, kept }: ChildOptions,
): Load {
  const { place, rawTable, topicArn } = inputs;
  const made = existing === undefined ? makeRawTable(named, inputs, { child, kept }) : undefined;
  const raw = made?.table ?? { ...place, name: existing ?? rawTable };
  const tableName = pulumi
    .all([raw.database, raw.schema, raw.name])
    .apply(([database, schema, name]) => ({ database, schema, name }));
  const objects = pulumi
    .all([tableName, stage.name, pipeName, location, taken])
    .apply(([table, stage, pipe, logSource, pattern]) => ({
      table,
      stage: { ...table, name: stage },
      pipe: { ...table, name: pipe },
      logSource,
      pattern,
    }));
  const pipe = makePipe(
    named,
    { ...inputs, objects },
    {
      ...(topicArn === undefined ? child : kept),
      dependsOn: [...after, stage, ...(made ? [made.table] : [])],
    },
  );
  return {
    ...made,
    pipe,
    tableName,
    pattern: pulumi.output(taken),
    statements: objects.apply(operatorStatements),
  };
}
