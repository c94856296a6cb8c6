import { SqlError } from "../syntax/error";
import { inUsersTerms } from "./advice";
import { QueryError } from "./queryError";

/** The result of some work. What DuckDB refuses becomes a QueryError in the user's terms. */
export async function attempt<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof QueryError || error instanceof SqlError) throw error;
    const message = error instanceof Error ? inUsersTerms(error) : String(error);
    throw new QueryError(message, { cause: error });
  }
}
