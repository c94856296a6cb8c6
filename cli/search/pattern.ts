import { RE2JS, RE2JSSyntaxException } from "re2js";
import { UsageError } from "../output/usageError";
import { hasText } from "./leaves";

/** What is searched for. */
export interface Pattern {
  /** Whether it occurs in a value or key. */
  occursIn(text: string): boolean;
  /** Whether it occurs in any value or key of a record, given as JSON. */
  occursInRecord(record: string): boolean;
}

/**
 * What a text on the command line means: a regular expression between slashes, with flags behind it, or the text
 * itself, whatever its case.
 *
 * @throws UsageError for what is no regular expression, and for an empty text.
 */
export function patternOf(text: string): Pattern {
  const [, source, flags] = /^\/(.+)\/([A-Za-z]*)$/s.exec(text) ?? [];
  if (source !== undefined) return regularExpression(source, flags ?? "");
  if (text === "")
    throw new UsageError("There is no text to search for: the first argument is empty.");
  return plainText(text);
}

// Nearly all records can be ruled out as they are: in ASCII without a backslash, each string stands as it is read.
function plainText(text: string): Pattern {
  const sought = text.toLowerCase();
  const asItIs = new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), "i");
  const mayBeNumber = /^[-+.\d]*(?:e[-+\d]*|[infty]*)$/.test(sought);
  const occursIn = (value: string): boolean => value.toLowerCase().includes(sought);
  return {
    occursIn,
    occursInRecord: (record) => {
      const isPlain = Buffer.byteLength(record) === record.length && !record.includes("\\");
      const isRuledOut =
        isPlain && !asItIs.test(record) && !(mayBeNumber && rewrittenNumber.test(record));
      return !isRuledOut && hasText(record, occursIn);
    },
  };
}

/** A number that may be read in another way than it is written (1e400 as Infinity), or what looks like one. */
const rewrittenNumber = /[:,[]\s*-?\d+[.eE]/;

const flagValues: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

// JavaScript's own engine can take longer than anyone waits, for a harmless expression over an unlucky text.
function regularExpression(source: string, flags: string): Pattern {
  const values = [...flags].map((flag) => flagValues[flag]);
  if (values.some((value) => value === undefined) || new Set(values).size < values.length) {
    throw new UsageError(
      `The flags "${flags}" of the regular expression are not some of i, m and s, each once.`,
    );
  }
  const expression = compiled(
    source,
    values.reduce<number>((all, value = 0) => all | value, 0),
  );
  const occursIn = (value: string): boolean => expression.test(value);
  return { occursIn, occursInRecord: (record) => hasText(record, occursIn) };
}

function compiled(source: string, flags: number): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), flags);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const part = error.getPattern() ?? source;
    throw new UsageError(
      `/${source}/ is refused: ${error.getDescription()}, at "${part}". Expected a regular expression in RE2's syntax, which has no lookaround (?=…) and no backreference \\1, and repeats up to 1,000 times.`,
    );
  }
}
