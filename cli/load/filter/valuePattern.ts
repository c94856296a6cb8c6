import type { TextPattern } from "../../../engine";

/**
 * The regular expression for a key of a record with its value, over the bytes of the record as Latin-1: one character a
 * byte.
 *
 * It matches what it cannot decide on, too: a value with an escape in it, and a value that is no string, whose text may be
 * like a pattern nevertheless. A null has no text. It runs in the time that it takes to read: no part of it can match the
 * same bytes in two ways.
 */
export function valuePattern(key: string, texts: readonly TextPattern[]): string {
  if (hasSeveralSpellings.test(key)) return "";
  const fitting = [...texts.map(textPattern), String.raw`[^"\\]*\\`];
  return String.raw`"${literally(key)}"[ \t\r\n]*:[ \t\r\n]*(?:"(?:${fitting.join("|")})|[^"n \t\r\n])`;
}

/** What JSON escapes by a backslash and a character, and so can be written in more ways than by its code. */
const hasSeveralSpellings = /["\\/\p{Cc}]/u;

// The pieces in between are not looked for where there is a begin or an end: what stands between them could be divided in
// many ways, and one is enough to let too much pass.
function textPattern(pieces: TextPattern): string {
  const first = literally(pieces[0] ?? "");
  const last = literally(pieces.at(-1) ?? "");
  if (pieces.length === 1) return `${first}"`;
  if (last !== "") return String.raw`${first}[^"\\]*${last}"`;
  if (first !== "") return first;
  const longest = pieces.reduce((one, other) => (other.length > one.length ? other : one), "");
  return String.raw`[^"\\]*?${literally(longest)}`;
}

function literally(text: string): string {
  return Buffer.from(text)
    .toString("latin1")
    .replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
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
