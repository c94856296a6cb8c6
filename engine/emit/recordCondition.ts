import {
  type RecordFilter,
  type TextPattern,
  allOf,
  anyOf,
  nothing,
} from "../semantics/recordFilter";
import type { Call, Expression, Node } from "../syntax/ast";
import { typeNamed } from "../semantics/types";
import { type ColumnPath, placeOf } from "./path";

/**
 * What a record has to hold where a condition on its row is true. Undefined where that is not known: what compares with
 * anything but literal texts, and what may be true of a value that is not there, says nothing about the record's text.
 */
export function recordCondition(
  condition: Expression,
  pathOf: ColumnPath,
): RecordFilter | undefined {
  const conditionOf = (inner: Expression): RecordFilter | undefined =>
    recordCondition(inner, pathOf);
  switch (condition.kind) {
    case "binary": {
      const { operator, left, right } = condition;
      if (operator === "AND") return allOf([left, right].map(conditionOf));
      if (operator === "OR") return anyOf([left, right].map(conditionOf));
      if (operator === "<>") return allOf([left, right].map((side) => isThere(side, pathOf)));
      if (operator !== "=" && operator !== "IS NOT DISTINCT FROM") return undefined;
      const [text, operand] = left.kind === "string" ? [left, right] : [right, left];
      return reads(operand, exactly([text]), pathOf);
    }
    case "in":
      return condition.negated || !Array.isArray(condition.values)
        ? isThere(condition.operand, pathOf)
        : reads(condition.operand, exactly(condition.values), pathOf);
    case "isNull":
      return condition.negated ? isThere(condition.operand, pathOf) : undefined;
    case "like":
      return likeCondition(condition, pathOf);
    case "boolean":
      return condition.value ? undefined : nothing;
    case "call":
      return condition.name === "IFF" && condition.qualifier === undefined
        ? ifCondition(condition, conditionOf)
        : callCondition(condition, pathOf);
    default:
      return undefined;
  }
}

/** What a text is compared with. */
interface Sought {
  texts: readonly TextPattern[];
  ignoresCase: boolean;
}

/**
 * That a text is like one of these. The first value that is there is the text of COALESCE, and LOWER and UPPER are like what
 * they are made of but for letter case.
 */
function reads(
  operand: Expression,
  sought: Sought | undefined,
  pathOf: ColumnPath,
): RecordFilter | undefined {
  if (sought === undefined) return undefined;
  if (operand.kind === "null") return nothing;
  if (operand.kind === "string") return canBe(operand.value, sought) ? undefined : nothing;
  if (operand.kind === "call" && isOne(operand, ["COALESCE", "NVL", "IFNULL"]))
    return anyOf(operand.arguments.map(({ value }) => reads(value, sought, pathOf)));
  if (operand.kind === "call" && isOne(operand, ["LOWER", "UPPER"])) {
    const [argument] = operand.arguments;
    return argument && reads(argument.value, { ...sought, ignoresCase: true }, pathOf);
  }
  const { texts, ignoresCase } = sought;
  const key = placeOf(operand, pathOf)?.at(-1);
  // Letter case beyond ASCII is for those to say who run the statement.
  if (typeof key !== "string" || (ignoresCase && texts.some(isBeyondAscii))) return undefined;
  return { kind: "value", key, texts, ...(ignoresCase && { ignoresCase }) };
}

/** Functions that give NULL of a text that is NULL. */
const ofText = ["LOWER", "UPPER", "TRIM", "SPLIT_PART"];

/** That a value is not NULL: a text is one that stands in the record. A JSON null is no text, but as JSON it is no NULL. */
function isThere(value: Expression, pathOf: ColumnPath): RecordFilter | undefined {
  if (value.kind === "call" && isOne(value, ofText)) {
    const [text] = value.arguments;
    return text && isThere(text.value, pathOf);
  }
  const isText = value.kind === "cast" && typeNamed(value.type) === "VARCHAR";
  return isText ? reads(value, { texts: [["", ""]], ignoresCase: false }, pathOf) : undefined;
}

function isOne({ name, qualifier }: Call, names: readonly string[]): boolean {
  return qualifier === undefined && names.includes(name);
}

function canBe(text: string, { texts, ignoresCase }: Sought): boolean {
  return ignoresCase || texts.some((pattern) => pattern.length > 1 || pattern[0] === text);
}

function isBeyondAscii(pieces: TextPattern): boolean {
  return pieces.some((piece) => /[^\p{ASCII}]/u.test(piece));
}

function exactly(values: readonly Expression[]): Sought | undefined {
  const texts = values.flatMap((value) => (value.kind === "string" ? [[value.value]] : []));
  return texts.length === values.length ? { texts, ignoresCase: false } : undefined;
}

function likeCondition(
  { operator, operand, patterns, quantifier, escape, negated }: Node<"like">,
  pathOf: ColumnPath,
): RecordFilter | undefined {
  if (operator === "RLIKE" || negated) return undefined;
  const ignoresCase = operator === "ILIKE";
  const matches = patterns.map((pattern) => {
    const pieces = likePieces(pattern, escape);
    return pieces && reads(operand, { texts: [pieces], ignoresCase }, pathOf);
  });
  return quantifier === "ALL" ? allOf(matches) : anyOf(matches);
}

/** The pieces between wildcards. A `_` is taken for a `%`, which lets more pass. */
function likePieces(pattern: Expression, escape: Expression | undefined): TextPattern | undefined {
  if (pattern.kind !== "string") return undefined;
  if (escape && escape.kind !== "string") return undefined;
  const pieces = [""];
  let isEscaped = false;
  for (const character of pattern.value) {
    const isWildcard = character === "%" || character === "_";
    // What an escape before any other character means is for those to say who run the statement.
    if (isEscaped && !isWildcard && character !== escape?.value) return undefined;
    if (!isEscaped && character === escape?.value) isEscaped = true;
    else if (!isEscaped && isWildcard) pieces.push("");
    else {
      pieces.push(`${pieces.pop() ?? ""}${character}`);
      isEscaped = false;
    }
  }
  return isEscaped ? undefined : pieces.filter(isNeeded);
}

// Of `%%` one is enough.
function isNeeded(piece: string, index: number, { length }: readonly string[]): boolean {
  return piece !== "" || index === 0 || index === length - 1;
}

/** IFF is true where both its condition and the value for that are, or else the other value. */
function ifCondition(
  { arguments: [condition, then, otherwise] }: Call,
  conditionOf: (inner: Expression) => RecordFilter | undefined,
): RecordFilter | undefined {
  if (!condition || !then || !otherwise) return undefined;
  return anyOf([
    allOf([condition, then].map(({ value }) => conditionOf(value))),
    conditionOf(otherwise.value),
  ]);
}

const searches: Readonly<Record<string, (text: string) => TextPattern>> = {
  STARTSWITH: (text) => [text, ""],
  ENDSWITH: (text) => ["", text],
  CONTAINS: (text) => ["", text, ""],
};

function callCondition(call: Call, pathOf: ColumnPath): RecordFilter | undefined {
  const [operand, text] = call.arguments;
  const pattern = call.qualifier === undefined ? searches[call.name] : undefined;
  return pattern && operand && text?.value.kind === "string"
    ? reads(operand.value, { texts: [pattern(text.value.value)], ignoresCase: false }, pathOf)
    : undefined;
}
