import type { RecordValue, TextPattern } from "../../../engine";

/**
 * The regular expression for a key of a record with its value, over the bytes of the record as Latin-1: one character a
 * byte.
 *
 * It matches what it cannot decide on, too: a value with an escape in it, and a value that is no string, whose text may be
 * like a pattern nevertheless. A null has no text. It runs in the time that it takes to read: no part of it can match the
 * same bytes in two ways.
 */
export function valuePattern(key: string, values: readonly RecordValue[]): string {
  if (hasSeveralSpellings.test(key)) return "";
  const patterns = [false, true].flatMap((inAnyCase) => {
    const some = values.filter(({ ignoresCase = false }) => ignoresCase === inAnyCase);
    return some.length > 0
      ? textsPattern(
          some.flatMap(({ texts }) => texts),
          inAnyCase,
        )
      : [];
  });
  return String.raw`${keyPattern(key)}(?:${patterns.join("|")}|[^"n \t\r\n])`;
}

/** A key up to its value. */
export function keyPattern(key: string): string {
  return String.raw`"${literally(key)}"[ \t\r\n]*:[ \t\r\n]*`;
}

/** What JSON escapes by a backslash and a character, and so can be written in more ways than by its code. */
export const hasSeveralSpellings = /["\\/\p{Cc}]/u;

/** A text in its quotes that is like one of these, or that begins so and has an escape. */
export function textsPattern(texts: readonly TextPattern[], ignoresCase: boolean): string {
  const written = ignoresCase ? inAnyCase : literally;
  // Some letters beyond ASCII are in small what a letter of ASCII is.
  const undecided = ignoresCase ? String.raw`[^"\\\x80-\xff]*[\\\x80-\xff]` : String.raw`[^"\\]*\\`;
  const fitting = new Set(texts.map((pieces) => textPattern(pieces, written)));
  return `"(?:${[...fitting, undecided].join("|")})`;
}

// The pieces in between are not looked for where there is a begin or an end: what stands between them could be divided in
// many ways, and one is enough to let too much pass.
function textPattern(pieces: TextPattern, written: (text: string) => string): string {
  const first = written(pieces[0] ?? "");
  const last = written(pieces.at(-1) ?? "");
  if (pieces.length === 1) return `${first}"`;
  if (last !== "") return String.raw`${first}[^"\\]*${last}"`;
  if (first !== "") return first;
  const longest = pieces.reduce((one, other) => (other.length > one.length ? other : one), "");
  return String.raw`[^"\\]*?${written(longest)}`;
}

function literally(text: string): string {
  return Buffer.from(text)
    .toString("latin1")
    .replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function inAnyCase(text: string): string {
  return literally(text).replace(
    /[a-z]/gi,
    (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`,
  );
}

/**
 * The regular expression for an escape that stands for a character of the keys: behind it, one of them could stand in a
 * record without being found.
 */
export function hiddenKeyPattern(keys: readonly string[]): RegExp {
  const codes = new Set(
    keys.flatMap((key) => Array.from({ length: key.length }, (_, at) => key.charCodeAt(at))),
  );
  const digits = [...codes].map((code) => code.toString(16).padStart(4, "0"));
  return new RegExp(String.raw`\\u(?:${digits.join("|") || "(?!)"})`, "i");
}
