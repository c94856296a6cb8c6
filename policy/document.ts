/** A statement of an IAM policy, read from somebody's JSON. */
export interface Statement {
  Effect?: unknown;
  Principal?: unknown;
  NotPrincipal?: unknown;
  Action?: unknown;
  NotAction?: unknown;
  Condition?: unknown;
}

/** The statements of a policy; none of what is no policy, or is not known yet. */
export function statementsOf(policy: unknown): Statement[] {
  if (typeof policy !== "string") return [];
  try {
    const { Statement: found } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
    return listOf(found);
  } catch {
    return [];
  }
}

/** The values of an element that may be one or many. */
export function listOf<T>(element: T | T[] | undefined): T[] {
  if (element === undefined) return [];
  return Array.isArray(element) ? element : [element];
}
