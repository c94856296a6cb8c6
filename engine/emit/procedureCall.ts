import type { Schema } from "../semantics/schema";
import { parseCallStatement } from "../syntax/statement";
import { Emitter } from "./emitter";
import type { Translation } from "./translate";
import { nameOf } from "./userFunction";

/** A CALL: which procedure, and with what. What the procedure does is not SQL's business. */
export interface CallTranslation {
  /** The name as the statement has it, folded. */
  procedure: string[];
  /** A query whose one row holds the arguments, in their order. */
  arguments: Translation;
}

/**
 * Translates a CALL with its arguments by their places. An argument is an expression, and may be a subquery in brackets.
 *
 * @throws SqlError for what the translation refuses, with line and column.
 */
export function translateCall(sql: string, schema: Schema): CallTranslation {
  const call = parseCallStatement(sql);
  const emitter = new Emitter(sql, schema);
  const named = call.arguments.find(({ name }) => name !== undefined);
  if (named) emitter.refuse(call.at, "CALL takes arguments by their places here, not by names.");
  const values = call.arguments.map(({ value }) => emitter.emit(value));
  return {
    procedure: nameOf(call),
    arguments: {
      sql: `SELECT ${values.map(({ sql }) => sql).join(", ") || "NULL"}`,
      columns: values.map(({ type }, at) => {
        const name = `ARGUMENT${at + 1}`;
        return { name, label: name, type };
      }),
    },
  };
}
