import { translateDelete } from "../emit/delete";
import type { Schema } from "../semantics/schema";
import { QueryError } from "./queryError";
import type { Relations } from "./relations";
import type { Session } from "./session";
import type { Streams } from "./streams";

/** What a DELETE works on. */
interface Data {
  session: Session;
  relations: Relations;
  streams: Streams;
  names: Schema;
}

/** Runs a DELETE in a transaction of its own. @returns How many rows were deleted. */
export async function deleteRows(
  statement: string,
  { session, relations, streams, names }: Data,
  beforeCommit: () => void,
): Promise<number> {
  const { table, from } = translateDelete(statement, names);
  if (relations.kindOf(table) !== "table") {
    throw new QueryError(`'${table}' is no table that rows can be deleted from.`);
  }
  return session.transaction(async () => {
    for (const stream of streams.on(table)) {
      const [row] = await session.rows(`select count(*) > 0 ${from(stream)}`);
      if (row?.[0] === true) {
        throw new QueryError(
          `the stream '${stream}' has still to give rows that are to be deleted, which is not done here. Let a statement take them first.`,
        );
      }
    }
    const [count] = await session.rows(`delete ${from(table)}`);
    beforeCommit();
    return Number(count?.[0] ?? 0);
  });
}
