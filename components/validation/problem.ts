/** A mistake in one argument or setting: what is wrong with it, and what to do. */
export interface Problem {
  /** The path of the argument, such as `bucket.name`. */
  setting: string;
  problem: string;
}

/** Keeps the arguments whose check found something. */
export function problemsOf(checks: readonly (readonly [string, string | undefined])[]): Problem[] {
  return checks.flatMap(([setting, problem]) =>
    problem === undefined ? [] : [{ setting, problem }],
  );
}

/** Throws one error that tells every problem, or does nothing if there is none. */
export function refuse(where: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ setting, problem }) => `\n  ${setting}: ${problem}`);
  throw new Error(`${where} cannot be made:${lines.join("")}`);
}
