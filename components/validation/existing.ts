import { type Problem, problemsOf } from "./problem";

/** Which properties of an argument such as `bucket` are meant for which choice. */
interface Choice {
  /** Properties of a new thing. */
  ofNew: readonly string[];
  /** Properties of a thing that exists, beside its name. Defaults to none. */
  ofExisting?: readonly string[];
}

/** What contradicts itself in an argument that names in `existing` what exists, or else describes a new one. */
export function choiceProblems(
  what: string,
  given: object | undefined,
  { ofNew, ofExisting = [] }: Choice,
): Problem[] {
  const has = new Set(
    Object.entries(given ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [key])),
  );
  const exists = has.has("existing");
  const misplaced = (exists ? ofNew : ofExisting).filter((key) => has.has(key));
  const problem = exists
    ? `is for a new ${what}, and ${what}.existing names one that exists. Remove one of the two.`
    : `is for a ${what} that exists, and none is named. Remove it, or name the ${what} in ${what}.existing.`;
  return problemsOf(misplaced.map((key) => [`${what}.${key}`, problem]));
}
