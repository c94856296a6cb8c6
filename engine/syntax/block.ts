import { SqlError } from "./error";
import { splitStatements } from "./split";

/** What a statement of a block does. */
const kinds = ["INSERT", "UPDATE", "CALL"] as const;

/** One statement of a block. */
export interface BlockStatement {
  kind: (typeof kinds)[number];
  text: string;
}

/**
 * The statements of a block of Snowflake Scripting, in the order in which they run until one fails: `BEGIN …; …; END;`,
 * or one statement alone, as an alert's action may be. Source: "BEGIN … END (Snowflake Scripting)".
 *
 * @throws SqlError for what is no INSERT, UPDATE or CALL: variables, branches, loops, handlers and transactions.
 */
export function blockStatements(text: string): BlockStatement[] {
  const statements = splitStatements(text);
  const [first] = statements;
  if (first === undefined) throw new SqlError(text, 0, "the block is empty. Write a statement.");
  const opening = /^begin\b\s*/i.exec(first.text)?.[0];
  if (opening === undefined) {
    const [, second] = statements;
    if (second)
      throw new SqlError(text, second.start, "several statements need BEGIN and END around them.");
    return [statementOf(text, first)];
  }
  const last = statements.pop();
  if (last === undefined || !/^end$/i.test(last.text)) {
    throw new SqlError(
      text,
      last?.start ?? 0,
      "the block is never closed. Write END; behind its last statement.",
    );
  }
  const [begun, ...others] = statements;
  if (begun === undefined) throw new SqlError(text, 0, "the block is empty. Write a statement.");
  const { length } = opening;
  const within = { text: begun.text.slice(length), start: begun.start + length };
  return [within, ...others].map((statement) => statementOf(text, statement));
}

function statementOf(
  whole: string,
  { text, start }: { text: string; start: number },
): BlockStatement {
  const [word = ""] = /\w+/.exec(text.replace(/^(\s|--[^\n]*|\/\*[\s\S]*?\*\/)+/, "")) ?? [];
  const kind = kinds.find((each) => each === word.toUpperCase());
  if (kind !== undefined) return { kind, text };
  throw new SqlError(
    whole,
    start,
    `expected INSERT, UPDATE or CALL, found ${word.toUpperCase() || JSON.stringify(text[0])}. A block runs these alone here.`,
  );
}
