/**
 * What the text of a record has to hold for its row to count in a query: data, for a reader that decides on a record
 * before it parses it. What it lets pass is more than what the query finds, and never less.
 */
export type RecordFilter =
  | RecordValue
  /** At least one. */
  | { kind: "all"; of: readonly RecordFilter[] }
  /** None of them lets no record pass. */
  | { kind: "any"; of: readonly RecordFilter[] };

/** What a value of the record has to be. */
export interface RecordValue {
  kind: "value";
  /** A key that the record has somewhere, at any depth. */
  key: string;
  /** What its value reads as text: one of these. */
  texts: readonly TextPattern[];
  /** Whether letter case makes no difference. The texts are then of ASCII alone. Defaults to its making one. */
  ignoresCase?: boolean;
}

/**
 * A text as the pieces between which anything may stand: `["Root"]` is that text alone, `["AccessDenied", ""]` one that
 * begins so.
 */
export type TextPattern = readonly string[];

/** Lets no record pass. */
export const nothing: RecordFilter = { kind: "any", of: [] };

/** What passes all of these. Of one that is undefined nothing is known: it may let every record pass. */
export function allOf(filters: readonly (RecordFilter | undefined)[]): RecordFilter | undefined {
  const known = filters.filter((filter) => filter !== undefined);
  return known.length > 0 ? joined("all", known) : undefined;
}

/** What passes any of these. */
export function anyOf(filters: readonly (RecordFilter | undefined)[]): RecordFilter | undefined {
  const known = filters.filter((filter) => filter !== undefined);
  return known.length === filters.length ? joined("any", known) : undefined;
}

// `(a and b) and c` is one list, in which the same stands once.
function joined(kind: "all" | "any", filters: readonly RecordFilter[]): RecordFilter {
  const flat = filters.flatMap((filter) => (filter.kind === kind ? filter.of : [filter]));
  const of = [...new Map(flat.map((filter) => [JSON.stringify(filter), filter])).values()];
  return of.length === 1 && of[0] ? of[0] : { kind, of };
}
