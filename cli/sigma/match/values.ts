import { test, type Test } from "./condition";
import { loweredText, sqlText } from "./literal";
import { anyText, likeEscape, likePattern, needsEscape, plainText, type Pattern } from "./pattern";

/** What a value of a field is compared with: a pattern, a number, or anything that makes a test of its own. */
export type Wanted =
  | { kind: "pattern"; pattern: Pattern }
  | { kind: "number"; number: string }
  | { kind: "test"; of: (text: string) => Test };

/**
 * The tests of which one has to be met, so that a text is one of the wanted values. Those of one kind are one test.
 *
 * @param isCased Whether letter case counts.
 */
export function testsOf(wanted: readonly Wanted[], isCased: boolean, text: string): Test[] {
  const patterns = wanted.flatMap((each) => (each.kind === "pattern" ? [each.pattern] : []));
  const plain = patterns.flatMap((pattern) => plainText(pattern) ?? []);
  const wild = patterns.filter((pattern) => plainText(pattern) === undefined);
  const numbers = wanted.flatMap((each) => (each.kind === "number" ? [each.number] : []));
  if (wild.some(isAnything)) return [test(`${text} is not null`)];
  return [
    ...(isCased
      ? oneOf(text, plain.map(sqlText))
      : oneOf(`lower(${text})`, plain.map(loweredText))),
    ...like(text, wild, isCased),
    ...oneOf(`try_to_double(${text})`, numbers),
    ...wanted.flatMap((each) => (each.kind === "test" ? [each.of(text)] : [])),
  ];
}

function isAnything(pattern: Pattern): boolean {
  return pattern.every((piece) => piece === anyText);
}

function oneOf(value: string, literals: readonly string[]): Test[] {
  const unique = [...new Set(literals)];
  if (unique.length === 0) return [];
  return [
    unique.length === 1 ? test(`${value} = ${unique.join()}`) : test(`${value} in (`, unique, ")"),
  ];
}

function like(text: string, patterns: readonly Pattern[], isCased: boolean): Test[] {
  if (patterns.length === 0) return [];
  const operator = `${text} ${isCased ? "like" : "ilike"}`;
  const isEscaped = patterns.some(needsEscape);
  const written = [...new Set(patterns.map((pattern) => sqlText(likePattern(pattern, isEscaped))))];
  const escape = isEscaped ? ` escape '${likeEscape}'` : "";
  if (written.length === 1) return [test(`${operator} ${written.join()}${escape}`)];
  return [test(`${operator} any (`, written, `)${escape}`)];
}
