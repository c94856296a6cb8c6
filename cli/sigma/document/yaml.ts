import { parseAllDocuments } from "yaml";
import { Refusal, seen } from "./refusal";

/** What YAML holds. Whole numbers are exact, however long: account ids are numbers to YAML. */
export type Yaml = null | string | number | bigint | boolean | Yaml[] | YamlMap;

export interface YamlMap {
  readonly [key: string]: Yaml;
}

/** One value that is no list and no map. */
export type Scalar = Exclude<Yaml, Yaml[] | YamlMap>;

/** The documents of a file: each what it holds, or why it cannot be read. Empty ones are passed over. */
export function yamlDocuments(text: string): (Yaml | Refusal)[] {
  let documents;
  try {
    documents = [...parseAllDocuments(text, { intAsBigInt: true })];
  } catch (error) {
    return [unreadable(error)];
  }
  return documents.flatMap((document): (Yaml | Refusal)[] => {
    const [error] = document.errors;
    if (error) return [unreadable(error)];
    try {
      // What aliases may add up to is bounded, so that a small file stays small.
      const value = document.toJS({ maxAliasCount: 100 }) as Yaml | undefined;
      return value === null || value === undefined ? [] : [value];
    } catch (reason) {
      return [unreadable(reason)];
    }
  });
}

function unreadable(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal(`no valid YAML: ${message.split("\n", 1)[0] ?? ""}`);
}

export function isMap(value: Yaml | undefined): value is YamlMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isScalar(value: Yaml): value is Scalar {
  return typeof value !== "object" || value === null;
}

/** A value or a list of them, as a list. Nothing is an empty one. */
export function listed(value: Yaml | undefined): Yaml[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * The text under a key; a number or a boolean counts as what it reads.
 *
 * @returns Undefined where there is none.
 * @throws Refusal for a list and a map.
 */
export function textOf(map: YamlMap, key: string): string | undefined {
  const value = map[key];
  if (value === undefined || value === null) return undefined;
  if (!isScalar(value)) throw new Refusal(`${key}: expected text, found ${seen(value)}.`);
  return String(value);
}

/**
 * The texts under a key that holds one or a list.
 *
 * @throws Refusal for what is not text.
 */
export function textsOf(map: YamlMap, key: string): string[] {
  return listed(map[key]).map((value) => {
    if (isScalar(value) && value !== null) return String(value);
    throw new Refusal(`${key}: expected text or a list of texts, found ${seen(value)}.`);
  });
}
