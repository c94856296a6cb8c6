import { literal } from "../../../sql/catalogue";
import { visible } from "../../output/visibleText";

/**
 * A text from a rule as a Snowflake literal, in which every character shows: control characters, and those that turn the
 * direction of what follows, are escaped, which Snowflake reads as the same text.
 */
export function sqlText(text: string): string {
  return visible(literal(text));
}

/** The text in the form that `lower(…)` gives. What is not ASCII is left to the database, which alone knows its own rules. */
export function loweredText(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? sqlText(text.toLowerCase()) : `lower(${sqlText(text)})`;
}
