import type { Condition, Test } from "../match/condition";

/** The columns of a line that are used where a condition can be broken. */
const width = 100;
const step = "    ";

/**
 * Writes a condition as SQL, over several lines where it is long.
 *
 * @param indent The white space that further lines begin with.
 */
export function writeCondition(condition: Condition, indent: string): string {
  const line = onOneLine(condition);
  if (indent.length + line.length <= width) return line;
  switch (condition.kind) {
    case "all":
    case "any": {
      const word = condition.kind === "all" ? "and" : "or";
      return condition.of.map((part) => writeOperand(part, indent)).join(`\n${indent}${word} `);
    }
    case "not":
      return `not coalesce(\n${indent}${step}${writeCondition(condition.of, indent + step)},\n${indent}${step}false\n${indent})`;
    case "test":
      return writeTest(condition, indent);
  }
}

/** A part of an AND or OR, in brackets where it is one itself. */
function writeOperand(part: Condition, indent: string): string {
  if (part.kind !== "all" && part.kind !== "any") return writeCondition(part, indent);
  const line = `(${onOneLine(part)})`;
  if (indent.length + line.length <= width) return line;
  return `(\n${indent}${step}${writeCondition(part, indent + step)}\n${indent})`;
}

function writeTest({ before, values, after }: Test, indent: string): string {
  if (values.length === 0) return before + after;
  const lines = values.map((value) => `\n${indent}${step}${value}`).join(",");
  return `${before}${lines}\n${indent}${after}`;
}

function onOneLine(condition: Condition): string {
  switch (condition.kind) {
    case "all":
    case "any": {
      const word = condition.kind === "all" ? " and " : " or ";
      return condition.of
        .map((part) =>
          part.kind === "all" || part.kind === "any" ? `(${onOneLine(part)})` : onOneLine(part),
        )
        .join(word);
    }
    // Without the COALESCE, a field that is not there would make both the condition and its opposite false.
    case "not":
      return `not coalesce(${onOneLine(condition.of)}, false)`;
    case "test":
      return `${condition.before}${condition.values.join(", ")}${condition.after}`;
  }
}
