import { isDeepStrictEqual } from "node:util";
import type { FunctionTranslation } from "../emit/createFunction";
import type { UserFunction } from "../semantics/schema";
import { QueryError } from "./queryError";
import type { Relations } from "./relations";

/** @throws QueryError when a function cannot be made under its name, in its schema. */
export function refuseTaken(
  { function: made, qualifiers, replaces }: FunctionTranslation,
  relations: Relations,
): void {
  if (!relations.isHere(qualifiers))
    throw new QueryError(`Schema '${qualifiers.join(".")}' does not exist.`);
  const known = relations.function([made.name]);
  if (known !== undefined && !isDeepStrictEqual(typesOf(known), typesOf(made))) {
    throw new QueryError(
      `There is a function ${made.name} with other parameters, and a name stands for one function here. Take another name.`,
    );
  }
  if (known !== undefined && !replaces)
    throw new QueryError(`Object '${made.name}' already exists.`);
}

function typesOf({ parameters }: UserFunction): string[] {
  return parameters.map(({ type }) => type);
}
