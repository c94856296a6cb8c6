import * as pulumi from "@pulumi/pulumi";
import type * as snowflake from "@pulumi/snowflake";

import { healthInPlace, rawTable } from "../../sql/catalogue";
import { qualified, quoted } from "../names/identifier";
import type { HealthView } from "./catalogue";

/** Where the views of health stand, and which pipe they watch. */
interface Watched {
  database: pulumi.Input<string>;
  schema: pulumi.Input<string>;
  /** Full name of the pipe, as SQL writes it. */
  pipe: pulumi.Input<string>;
}

/**
 * Makes the views of health, each after those before it, which its text may name.
 *
 * @param view Makes a view from the end of its logical name, its name, its text, its comment and what it waits for.
 * @returns The views by their names.
 */
export function makeHealth(
  texts: readonly HealthView[],
  { database, schema, pipe }: Watched,
  view: (
    suffix: string,
    viewName: string,
    statement: pulumi.Input<string>,
    comment: string,
    dependsOn: pulumi.Resource[],
  ) => snowflake.View,
): Record<string, snowflake.View> {
  const made: Record<string, snowflake.View> = {};
  for (const { viewName, title, statement } of texts) {
    const inPlace = pulumi.all([database, schema, pipe]).apply(([database, schema, pipe]) =>
      healthInPlace(statement, {
        database: quoted(database),
        rawTable: qualified({ database, schema, name: rawTable.name }),
        pipe,
      }),
    );
    const suffix = viewName.toLowerCase().replaceAll("_", "-");
    made[viewName] = view(suffix, viewName, inPlace, title, Object.values(made));
  }
  return made;
}
