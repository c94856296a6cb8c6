/** What a rule asks of an event, before it is SQL text. */
export type Condition =
  { kind: "all" | "any"; of: readonly Condition[] } | { kind: "not"; of: Condition } | Test;

/** A test in SQL; NULL is not met. Values that are separated by commas stand between `before` and `after`. */
export interface Test {
  kind: "test";
  before: string;
  values: readonly string[];
  after: string;
}

export function test(before: string, values: readonly string[] = [], after = ""): Test {
  return { kind: "test", before, values, after };
}

export function allOf(of: readonly Condition[]): Condition {
  return joined("all", of);
}

export function anyOf(of: readonly Condition[]): Condition {
  return joined("any", of);
}

export function not(of: Condition): Condition {
  return { kind: "not", of };
}

// `(a and b) and c` is one list.
function joined(kind: "all" | "any", of: readonly Condition[]): Condition {
  const flat = of.flatMap((each) => (each.kind === kind ? each.of : [each]));
  const [only, ...more] = flat;
  return only && more.length === 0 ? only : { kind, of: flat };
}
