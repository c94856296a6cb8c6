import { Refusal } from "../document/refusal";
import { test, type Test } from "./condition";
import { sqlText } from "./literal";

/** The flags that a rule may give: without regard to case, `^` and `$` at every line, `.` for line breaks, too. */
export type RegexFlag = "i" | "m" | "s";

/**
 * That a regular expression matches somewhere in a text.
 *
 * Sigma's are PCRE and Snowflake's are not: what is only another way to write the same is rewritten, and anything else
 * is refused. That a match is there does not depend on which groups are captured or how much a repetition takes.
 * Sources: Sigma, "Regular Expression"; Snowflake, "String functions (regular expressions)".
 *
 * @throws Refusal that names what Snowflake does not know.
 */
export function matchesSomewhere(
  pattern: string,
  flags: ReadonlySet<RegexFlag>,
): (text: string) => Test {
  const regex = new Rewriter(pattern, new Set(flags)).regex();
  // Snowflake's REGEXP_LIKE has to match the whole text, of which `.` would not take the line breaks.
  const whole = sqlText(`[\\s\\S]*(${regex.pattern})[\\s\\S]*`);
  const parameters = regex.flags === "" ? "" : `, '${regex.flags}'`;
  return (text) => test(`regexp_like(${text}, ${whole}${parameters})`);
}

/** How often RE2, which both databases use, repeats at most. */
const mostRepetitions = 1000;

const groups: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[=!]/y, "a look-ahead or look-behind"],
  [/\(\?>/y, "an atomic group"],
  [/\(\?#/y, "a comment"],
  [/\(\?[a-z^-]*[:)]/y, "a flag for a part of the pattern"],
  [/\(\?/y, "such a group"],
];

class Rewriter {
  private at = 0;

  constructor(
    private readonly pattern: string,
    private readonly flags: Set<RegexFlag>,
  ) {}

  regex(): { pattern: string; flags: string } {
    const leading = this.take(/\(\?([ims]+)\)/y)?.[1] ?? "";
    for (const flag of leading) this.flags.add(flag as RegexFlag);
    let rewritten = "";
    while (this.at < this.pattern.length) rewritten += this.piece();
    try {
      // What is no regular expression to JavaScript, such as an open bracket, is none to anybody.
      new RegExp(rewritten);
    } catch {
      throw new Refusal(`this is no regular expression. Seen: ${this.pattern}`);
    }
    return { pattern: rewritten, flags: [...this.flags].sort().join("") };
  }

  private piece(): string {
    if (this.take(/\(\?(:|P?<\w+>)/y)) return "(";
    for (const [group, name] of groups) if (this.take(group)) this.refuse(name);
    const character = this.pattern[this.at] ?? "";
    if (character === "\\") return this.escape(/[AzZbB]/);
    if (character === "[") return this.class();
    const repetition = this.take(/[*+?]|\{(\d+)(?:,(\d*))?\}/y);
    if (repetition) return this.repetition(repetition);
    this.at += 1;
    return /[{}]/.test(character) ? `\\${character}` : character;
  }

  /** A repetition. A lazy one matches where a greedy one does. */
  private repetition([written, least = "0", most = "0"]: RegExpExecArray): string {
    if (Math.max(Number(least), Number(most)) > mostRepetitions) {
      this.refuse(`a repetition of more than ${mostRepetitions}`);
    }
    if (this.take(/\+/y)) this.refuse("a possessive repetition");
    this.take(/\?/y);
    return written;
  }

  /** What a backslash begins. */
  private escape(anchors: RegExp): string {
    const [written, escaped = ""] = this.take(/\\(x\{[\da-fA-F]+\}|x[\da-fA-F]{2}|.)/sy) ?? ["\\"];
    if (escaped === "_") return "_";
    if (/^(x.+|[dDwWsStnrf]|[^\w\s]| )$/u.test(escaped)) return written;
    if (/^[1-9]$/.test(escaped)) this.refuse(`a reference to a group, ${written},`);
    if (!anchors.test(escaped)) this.refuse(`${written}`);
    if (/[bB]/.test(escaped)) return written;
    if (this.flags.has("m")) this.refuse(`${written} together with the flag m`);
    return escaped === "A" ? "^" : "$";
  }

  /** A class of characters, in which a bracket may stand first and named classes anywhere. */
  private class(): string {
    let written = this.take(/\[\^?\]?/y)?.[0] ?? "";
    while (this.at < this.pattern.length) {
      const next = this.pattern[this.at] ?? "";
      const named = this.take(/\[:\^?[a-z]+:\]/y)?.[0];
      if (named !== undefined) written += named;
      else if (next === "\\") written += this.escape(/(?!)/);
      else {
        this.at += 1;
        written += next === "[" ? "\\[" : next;
        if (next === "]") return written;
      }
    }
    return written;
  }

  private take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.pattern) ?? undefined;
    if (found) this.at = expression.lastIndex;
    return found;
  }

  private refuse(what: string): never {
    throw new Refusal(`${what} is not in Snowflake's regular expressions. Seen: ${this.pattern}`);
  }
}
