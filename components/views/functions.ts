import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import type { Catalogue } from "../../sql/catalogue";

/**
 * Makes the functions. The provider quotes the names of parameters, and puts the dollar signs around the body.
 *
 * @returns The functions by their names.
 */
export function makeFunctions(
  name: string,
  functions: Catalogue["functions"],
  place: { database: pulumi.Input<string>; schema: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): Record<string, snowflake.FunctionSql> {
  return Object.fromEntries(
    functions.map((each) => [
      each.name,
      new snowflake.FunctionSql(
        `${name}-${each.name.toLowerCase().replaceAll("_", "-")}`,
        {
          name: each.name,
          ...place,
          arguments: each.parameters.map(({ name, type }) => ({
            argName: name,
            argDataType: type,
          })),
          returnType: each.returnType,
          functionDefinition: each.body,
          comment: each.description,
        },
        opts,
      ),
    ]),
  );
}
