import * as pulumi from "@pulumi/pulumi";

import { type Problem, problemsOf, refuse } from "./problem";
import type { Check } from "./rules";

/** Which check the argument at a path, such as `bucket.name`, has to pass if it is given. */
export type Rule = readonly [path: string, check: Check];

/** What is wrong with those arguments that are known now. What other resources give is not. */
export function knownProblems(args: object, rules: readonly Rule[]): Problem[] {
  return problemsOf(
    rules.map(([path, check]) => {
      const value = valueAt(args, path.split("."));
      return [path, value === undefined || isPending(value) ? undefined : check(value)];
    }),
  );
}

/** What a checked argument may turn out to be: nothing if a stack has no output of that name. */
type Known = string | number | string[] | number[] | Record<string, string> | undefined;

const nothing =
  "comes from another resource or stack, which gives nothing. Give a value, or leave it out.";

/** The same arguments, in which each value that another resource gives fails its chain if its check does. */
export function checkedLater<Args extends object>(
  where: string,
  args: Args,
  rules: readonly Rule[],
): Args {
  return rules.reduce(
    (checked, [path, check]) =>
      withChange(checked, path.split("."), (value) =>
        isPending(value)
          ? pulumi.output(value).apply((known) => {
              refuse(where, problemsOf([[path, known === undefined ? nothing : check(known)]]));
              return known;
            })
          : value,
      ),
    args,
  );
}

/** Whether a value, or one of those that it holds, is given by another resource, and so is not known yet. */
function isPending(value: unknown): value is pulumi.Input<Known> {
  return (
    pulumi.Output.isInstance(value) ||
    value instanceof Promise ||
    (typeof value === "object" && value !== null && Object.values(value).some(isPending))
  );
}

function valueAt(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined || typeof value !== "object" || value === null) return value;
  return valueAt(Object.entries(value).find(([name]) => name === key)?.[1], rest);
}

function withChange<T extends object>(
  args: T,
  [key = "", ...rest]: string[],
  change: (value: unknown) => unknown,
): T {
  const value = valueAt(args, [key]);
  if (value === undefined) return args;
  if (rest.length === 0) return { ...args, [key]: change(value) };
  return typeof value === "object" && value !== null
    ? { ...args, [key]: withChange(value, rest, change) }
    : args;
}
