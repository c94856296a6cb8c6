import { literal } from "../../sql/catalogue";
import { UsageError } from "../output/usageError";

/** What is searched for. */
export interface Pattern {
  /** Whether it occurs in a value or key. */
  occursIn(text: string): boolean;
  /**
   * A condition in Snowflake's SQL that holds for every row of `cloudtrail` whose record has such a value or key, and
   * for few others. `record` is JSON, in which a text may be written in several ways.
   */
  condition: string;
}

/**
 * What a text on the command line means: a regular expression between slashes, with flags behind it, or the text
 * itself, whatever its case.
 *
 * @throws UsageError for what is no regular expression, and for an empty text.
 */
export function patternOf(text: string): Pattern {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  if (source !== undefined) return regularExpression(source, flags ?? "");
  if (text === "")
    throw new UsageError("There is no text to search for: the first argument is empty.");
  const sought = text.toLowerCase();
  return {
    occursIn: (value) => value.toLowerCase().includes(sought),
    condition: isWrittenAsItIs(sought)
      ? `(contains(lower(record::string), ${literal(sought)}) or contains(record::string, '\\\\'))`
      : "record is not null",
  };
}

// What stands in JSON as it is wherever there is no backslash, and what every engine puts in lower case alike.
function isWrittenAsItIs(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text) && !/["\\]/.test(text);
}

function regularExpression(source: string, flags: string): Pattern {
  if (!/^[imsu]*$/.test(flags)) {
    throw new UsageError(
      `The flags "${flags}" of the regular expression are not all of i, m, s and u.`,
    );
  }
  let expression: RegExp;
  try {
    expression = new RegExp(source, flags);
  } catch (error) {
    throw new UsageError(`/${source}/${flags} is no regular expression: ${reasonOf(error)}.`);
  }
  return { occursIn: (value) => expression.test(value), condition: "record is not null" };
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^.*: /s, "");
}
