import { shortage } from "./shortage";

/** What DuckDB says when it advises what a session does not let anybody do, and what to do instead. */
const instead: readonly [said: RegExp, instead: string][] = [
  [
    /Max expression depth limit of (\d+) exceeded/,
    "The statement is nested more than $1 levels deep. Name parts of it in WITH, and write a long chain of OR as IN (…).",
  ],
  [
    /More than one row returned by a subquery used as an expression/,
    "Single-row subquery returns more than one row. Narrow its WHERE, add LIMIT 1, or aggregate it.",
  ],
  [
    /Pivot column limit of (\d+) exceeded/,
    "PIVOT would make more than $1 columns. Name fewer values in its IN (…).",
  ],
  [
    /window function(?:s are not allowed in window definitions| calls cannot be nested)/,
    "A window function, and so SEQ1 to SEQ8, cannot stand inside of another one. Compute it in WITH first, and number rows in any order with ORDER BY 1.",
  ],
  [
    /Separator argument to StringAgg must be a constant/,
    "LISTAGG takes one delimiter for all rows, such as ', '.",
  ],
  [
    /(ROUND|TRUNC)\(DECIMAL, INTEGER\) with non-constant precision/,
    "$1 takes a scale that differs from row to row for a FLOAT only. Cast the number to FLOAT, or write the scale as a number.",
  ],
  [
    /exists in the (\w+) extension/,
    "The statement needs DuckDB's extension $1, and no extension is loaded here. Write it with other functions.",
  ],
];

/** A line or sentence that advises a setting, an extension, or DuckDB's own pages. */
const settings =
  /\b(?:SET|RESET|PRAGMA)\s+\w+|\b(?:INSTALL|LOAD)\s+\w+|\bextension\b.*\binstall|duckdb\.org/;

/**
 * DuckDB's error in terms of what its reader can do. A session's settings are locked and it loads no
 * extensions, so advice to change either is replaced, and left out where there is nothing to put in place.
 */
export function inUsersTerms(error: Error): string {
  const short = shortage(error);
  if (short !== undefined) return short;
  // DuckDB quotes the statement it was given, which is not the one that the user wrote.
  // What a macro says with error() is in Snowflake's words already, behind DuckDB's.
  const [message = ""] = error.message.replace(/^Invalid Input Error: /, "").split("\n\nLINE ");
  for (const [said, text] of instead) {
    const found = said.exec(message);
    if (found !== null) return text.replace("$1", found[1] ?? "");
  }
  return message
    .split(/(?<=[.!?:])\s+|\n+/)
    .filter((sentence) => !settings.test(sentence))
    .join(" ")
    .trim();
}
