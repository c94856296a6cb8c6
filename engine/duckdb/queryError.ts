/** A statement that was understood and failed while it ran, such as a conversion of what is no number. */
export class QueryError extends Error {
  override readonly name = "QueryError";
}
