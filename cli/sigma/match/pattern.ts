/** A text in which wildcards stand for any text and for any one character. Neighbouring pieces are never both texts. */
export type Pattern = readonly (string | Wildcard)[];

/** What stands for any text or for any one character. */
export interface Wildcard {
  readonly wildcard: "*" | "?";
}

export const anyText: Wildcard = { wildcard: "*" };
const anyCharacter: Wildcard = { wildcard: "?" };

// A backslash takes the meaning of the wildcard or the backslash behind it, and means itself before anything else.
const pieces = /\\([*?\\])|([*?])|([^\\*?]+|\\)/gs;

/** Reads a value as Sigma escapes it. */
export function parsePattern(value: string): Pattern {
  const pattern: (string | Wildcard)[] = [];
  for (const [, escaped, wildcard, plain] of value.matchAll(pieces)) {
    const last = pattern.at(-1);
    const text = escaped ?? plain;
    if (text === undefined) pattern.push(wildcard === "*" ? anyText : anyCharacter);
    else if (typeof last === "string") pattern.splice(-1, 1, last + text);
    else pattern.push(text);
  }
  return pattern;
}

/** The text of a pattern without wildcards; undefined of any other. */
export function plainText(pattern: Pattern): string | undefined {
  return pattern.every((piece) => typeof piece === "string") ? pattern.join("") : undefined;
}

/** A pattern with its texts changed. */
export function withTexts(pattern: Pattern, change: (text: string) => string): Pattern {
  return pattern.map((piece) => (typeof piece === "string" ? change(piece) : piece));
}

/** A pattern for whatever begins with another. */
export function beginning(pattern: Pattern): Pattern {
  return pattern.at(-1) === anyText ? pattern : [...pattern, anyText];
}

/** A pattern for whatever ends with another. */
export function ending(pattern: Pattern): Pattern {
  return pattern[0] === anyText ? pattern : [anyText, ...pattern];
}

/** The character that makes the next one of a LIKE pattern a plain one. Snowflake has no default for it. */
export const likeEscape = "^";

/** Whether the pattern of LIKE needs that character. */
export function needsEscape(pattern: Pattern): boolean {
  return pattern.some((piece) => typeof piece === "string" && /[%_]/.test(piece));
}

/** The pattern as LIKE writes it. */
export function likePattern(pattern: Pattern, escaped: boolean): string {
  return pattern
    .map((piece) => {
      if (typeof piece !== "string") return piece === anyText ? "%" : "_";
      return escaped ? piece.replace(/[%_^]/g, `${likeEscape}$&`) : piece;
    })
    .join("");
}
