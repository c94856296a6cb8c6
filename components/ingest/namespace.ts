import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import type { ChildOptions } from "../children/options";
import type { DatabaseArgs, SchemaArgs } from "./args";

/** What decides where the raw table stands. */
interface NamespaceInputs {
  names: { database: pulumi.Input<string>; schema: pulumi.Input<string> };
  database: DatabaseArgs | undefined;
  schema: SchemaArgs | undefined;
  timeTravelDays: pulumi.Input<number> | undefined;
}

/** Where the raw table stands: each new, or its name alone. */
interface Namespace {
  database?: snowflake.Database;
  schema?: snowflake.Schema;
  place: { database: pulumi.Input<string>; schema: pulumi.Input<string> };
}

/** Makes the database and the schema, unless they exist. */
export function makeNamespace(
  name: string,
  { names, database, schema, timeTravelDays: dataRetentionTimeInDays }: NamespaceInputs,
  { child, kept }: ChildOptions,
): Namespace {
  const timeTravel = dataRetentionTimeInDays !== undefined && { dataRetentionTimeInDays };
  const newDatabase =
    database?.existing === undefined &&
    new snowflake.Database(`${name}-database`, { name: names.database, ...timeTravel }, kept);
  const within = newDatabase ? newDatabase.name : names.database;
  const access = schema?.managedAccess !== undefined && {
    withManagedAccess: pulumi.output(schema.managedAccess).apply(String),
  };
  const newSchema =
    schema?.existing === undefined &&
    new snowflake.Schema(
      `${name}-schema`,
      { name: names.schema, database: within, ...access, ...timeTravel },
      child,
    );
  return {
    ...(newDatabase && { database: newDatabase }),
    ...(newSchema && { schema: newSchema }),
    place: { database: within, schema: newSchema ? newSchema.name : names.schema },
  };
}
