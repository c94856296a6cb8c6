import { Refusal } from "../document/refusal";

/** The smallest pieces of a condition. Words that mean something are in lower case. */
export type Token =
  | { kind: "(" | ")" | "and" | "or" | "not" | "of" | "end" }
  /** The name of a selection, a pattern of names, or `them`, `1`, `any` and `all`. */
  | { kind: "name"; text: string };

const piece = /\s*(?:([()])|([^\s()|]+)|(\|)|$)/y;
const words = ["and", "or", "not", "of"] as const;

/** Takes a condition apart. The last token is the end. */
export function tokenize(condition: string): Token[] {
  const tokens: Token[] = [];
  piece.lastIndex = 0;
  while (piece.lastIndex < condition.length) {
    const [, bracket, name, pipe] = piece.exec(condition) ?? [];
    if (pipe !== undefined) {
      throw new Refusal(
        `an aggregation after | is not in Sigma any more, a correlation takes its place: ${condition}`,
      );
    }
    if (bracket === "(" || bracket === ")") tokens.push({ kind: bracket });
    else if (name !== undefined) {
      const word = words.find((each) => each === name.toLowerCase());
      tokens.push(word ? { kind: word } : { kind: "name", text: name });
    }
  }
  return [...tokens, { kind: "end" }];
}
