import type { RecordValue } from "../../../engine";
import { hasSeveralSpellings, keyPattern, textsPattern } from "./valuePattern";

/** The values of a record's keys, each taken out when the first condition asks for it. */
export class RecordValues {
  private readonly byKey = new Map<string, readonly string[]>();

  /** @param record The bytes of a record as Latin-1. */
  constructor(private readonly record: string) {}

  /**
   * What a key has for values, at any depth: texts in quotes, as far as the first escape, and of others but nulls the first
   * character.
   *
   * @returns Undefined when that is not known, since the key can be written in several ways.
   */
  of(key: string): readonly string[] | undefined {
    if (hasSeveralSpellings.test(key)) return undefined;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const values: string[] = [];
    const expression = valuesOf(key);
    expression.lastIndex = 0;
    for (let found = expression.exec(this.record); found; found = expression.exec(this.record)) {
      values.push(found[1] ?? "");
    }
    this.byKey.set(key, values);
    return values;
  }
}

const expressions = new Map<string, RegExp>();

/** The values of a key, one a match. It is made once for each of the keys, which are those of the conditions. */
function valuesOf(key: string): RegExp {
  const known = expressions.get(key);
  if (known !== undefined) return known;
  const made = new RegExp(String.raw`${keyPattern(key)}("[^"\\]*["\\]|[^"n \t\r\n])`, "g");
  expressions.set(key, made);
  return made;
}

/** Whether a value may be what a condition asks for. */
export type Fitting = (value: string) => boolean;

export function fittingOf({ texts, ignoresCase = false }: RecordValue): Fitting {
  const isExact = !ignoresCase && texts.every(({ length }) => length === 1);
  if (!isExact) {
    const expression = new RegExp(`^(?:${textsPattern(texts, ignoresCase)}|[^"])`);
    return (value) => expression.test(value);
  }
  const exact = new Set(texts.map(([text = ""]) => `"${Buffer.from(text).toString("latin1")}"`));
  return (value) => exact.has(value) || value.endsWith("\\") || !value.startsWith('"');
}
