import { Refusal, seen } from "../document/refusal";
import { isScalar, type Scalar, type Yaml } from "../document/yaml";
import { test } from "./condition";
import { base64, base64Anywhere, dashVariants, encodings, mostDashes } from "./encoding";
import { inNetwork } from "./network";
import { beginning, ending, parsePattern, plainText, withTexts, type Pattern } from "./pattern";
import { matchesSomewhere, type RegexFlag } from "./regex";
import type { Wanted } from "./values";

/** The modifiers behind a field's name, by what they decide. */
export interface Modifiers {
  /** Whether all values have to be met rather than one. */
  isAll: boolean;
  isCased: boolean;
  /** Whether no value may be met. */
  isNegated: boolean;
  /** What a value is, where it is not what it looks like. */
  type: Type | undefined;
  flags: ReadonlySet<RegexFlag>;
  /** What is done to a value, in this order. */
  changes: readonly string[];
}

type Type = (typeof types)[number];

const types = ["re", "cidr", "exists", "fieldref", "lt", "lte", "gt", "gte"] as const;
const changes: readonly string[] = [
  ...["contains", "startswith", "endswith", "windash", "base64", "base64offset"],
  ...Object.keys(encodings),
];
const comparisons: Readonly<Record<string, string>> = { lt: "<", lte: "<=", gt: ">", gte: ">=" };

/**
 * Reads the modifiers of a field.
 *
 * @throws Refusal for one that is not known, and for those that exclude each other.
 */
export function readModifiers(names: readonly string[]): Modifiers {
  const given = names.filter((name) => changes.includes(name));
  const [type, another] = types.filter((name) => names.includes(name));
  const flags = new Set<RegexFlag>();
  for (const name of names) {
    if (name === "expand") {
      throw new Refusal(
        "the modifier expand needs a list of values that stands outside of the rule. Write the values into the rule.",
      );
    }
    if (["i", "m", "s"].includes(name) && type === "re") flags.add(name as RegexFlag);
    else if (![...changes, ...types, "all", "cased", "neq"].includes(name)) {
      throw new Refusal(`there is no modifier ${name} here.`);
    }
  }
  const isBesideText = given.length > 0 && type !== undefined && type !== "fieldref";
  if (another !== undefined || isBesideText) {
    throw new Refusal(`${type} has no meaning together with ${another ?? given.join(", ")}.`);
  }
  return {
    isAll: names.includes("all"),
    isCased: names.includes("cased"),
    isNegated: names.includes("neq"),
    type,
    flags,
    changes: given,
  };
}

/**
 * What a value is compared with; several where it has variants.
 *
 * @throws Refusal for a value that its modifiers cannot be applied to.
 */
export function wantedOf(value: Yaml, { type, flags, changes }: Modifiers): Wanted[] {
  if (!isScalar(value) || value === null) {
    throw new Refusal(`expected a text or a number, found ${seen(value)}.`);
  }
  if (type === "re") return [{ kind: "test", of: matchesSomewhere(String(value), flags) }];
  if (type === "cidr") return [{ kind: "test", of: inNetwork(String(value)) }];
  const comparison = comparisons[type ?? ""];
  if (comparison !== undefined) {
    const number = numberOf(value);
    return [{ kind: "test", of: (text) => test(`try_to_double(${text}) ${comparison} ${number}`) }];
  }
  if (changes.length === 0 && isExact(value)) return [{ kind: "number", number: String(value) }];
  return changed(typeof value === "string" ? parsePattern(value) : [String(value)], changes).map(
    (pattern) => ({ kind: "pattern", pattern }),
  );
}

/** Whether a number is the same as a FLOAT, with which 443 is the text "443", too. */
function isExact(value: Scalar): boolean {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value));
  return typeof value === "number" && Number.isFinite(value);
}

function numberOf(value: Scalar): string {
  const text = String(value).trim();
  if (typeof value !== "boolean" && /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(text))
    return text;
  throw new Refusal(`expected a number, found ${seen(value)}.`);
}

function changed(pattern: Pattern, names: readonly string[]): Pattern[] {
  return names.reduce<Pattern[]>(
    (patterns, name, index) =>
      patterns.flatMap((each) => change(each, name, names[index - 1], names[index + 1])),
    [pattern],
  );
}

function change(
  pattern: Pattern,
  name: string,
  before: string | undefined,
  behind: string | undefined,
): Pattern[] {
  switch (name) {
    case "contains":
      return [ending(beginning(pattern))];
    case "startswith":
      return [beginning(pattern)];
    case "endswith":
      return [ending(pattern)];
    case "windash":
      return withDashes(pattern);
    case "base64":
      return [[base64(bytesOf(pattern, before))]];
    case "base64offset":
      return base64Anywhere(bytesOf(pattern, before)).map((text) => [text]);
    default:
      // Bytes of UTF-16 are no text that a record could hold. They are made where Base64 is.
      if (behind === "base64" || behind === "base64offset") return [pattern];
      throw new Refusal(`${name} has no meaning without base64 or base64offset behind it.`);
  }
}

function bytesOf(pattern: Pattern, encoding: string | undefined): Buffer {
  const text = plainText(pattern);
  if (text === undefined) throw new Refusal("a wildcard has no Base64.");
  return encodings[encoding ?? ""]?.(text) ?? Buffer.from(text, "utf8");
}

function withDashes(pattern: Pattern): Pattern[] {
  // Each wildcard is kept in its place by a character that stands for itself alone.
  const wildcards = pattern.filter((piece) => typeof piece !== "string");
  const text = withTexts(pattern, (piece) => piece.replaceAll("\0", ""))
    .map((piece) => (typeof piece === "string" ? piece : "\0"))
    .join("");
  const variants = dashVariants(text);
  if (variants === undefined) {
    throw new Refusal(`windash makes too many variants of more than ${mostDashes} dashes.`);
  }
  return variants.map((variant) =>
    variant
      .split("\0")
      .flatMap((piece, index) => {
        const wildcard = wildcards[index - 1];
        return wildcard ? [wildcard, piece] : [piece];
      })
      .filter((piece) => piece !== ""),
  );
}
