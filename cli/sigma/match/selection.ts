import { Refusal, seen, within } from "../document/refusal";
import { isMap, type Yaml, type YamlMap } from "../document/yaml";
import { allOf, anyOf, not, test, type Condition } from "./condition";
import { fieldAt, type Field } from "./field";
import { readModifiers, wantedOf, type Modifiers } from "./modifiers";
import { beginning, ending, withTexts } from "./pattern";
import { testsOf, type Wanted } from "./values";

/**
 * What a selection asks: all of a map, one of a list, and each keyword of the record as a whole.
 *
 * @throws Refusal that names the part of the selection.
 */
export function selectionCondition(selection: Yaml): Condition {
  if (isMap(selection)) return mapCondition(selection);
  const items = Array.isArray(selection) ? selection : [selection];
  if (items.length === 0) throw new Refusal("it is empty.");
  const maps = items.filter(isMap);
  const keywords = items.filter((item) => !isMap(item));
  return anyOf([
    ...maps.map(mapCondition),
    ...(keywords.length > 0 ? [keywordCondition(keywords, readModifiers([]))] : []),
  ]);
}

function mapCondition(map: YamlMap): Condition {
  const entries = Object.entries(map);
  if (entries.length === 0) throw new Refusal("it is empty.");
  return allOf(entries.map(([key, value]) => within(key, () => entryCondition(key, value))));
}

function entryCondition(key: string, value: Yaml): Condition {
  const [name = "", ...names] = key.split("|");
  const modifiers = readModifiers(names);
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0) throw new Refusal("there is no value.");
  return name === ""
    ? keywordCondition(values, modifiers)
    : fieldCondition(fieldAt(name), values, modifiers);
}

function fieldCondition(field: Field, values: readonly Yaml[], modifiers: Modifiers): Condition {
  const { type, isAll, isCased, isNegated } = modifiers;
  const one = (some: readonly Yaml[]): Condition => {
    if (type === "exists") return anyOf(some.map((value) => existence(field, value)));
    if (type === "fieldref") return anyOf(some.map((value) => sameAs(field, value, modifiers)));
    const wanted = some.filter((value) => value !== null);
    const nulls = wanted.length < some.length ? [absence(field, modifiers)] : [];
    const tests = wanted.flatMap((value) => wantedOf(value, modifiers));
    return anyOf([
      ...nulls,
      ...testsOf(tests, isCased, field.value).map((each) => field.any(each)),
    ]);
  };
  const condition = isAll ? allOf(values.map((value) => one([value]))) : one(values);
  return isNegated ? not(condition) : condition;
}

function existence(field: Field, value: Yaml): Condition {
  if (typeof value !== "boolean") {
    throw new Refusal(`expected true or false, found ${seen(value)}.`);
  }
  return value ? field.exists : not(field.exists);
}

function absence(field: Field, { type, changes }: Modifiers): Condition {
  if (type === undefined && changes.length === 0) return field.isNull;
  throw new Refusal(`null has no meaning together with ${type ?? changes.join(", ")}.`);
}

const searches = ["contains", "startswith", "endswith"];

function sameAs(field: Field, value: Yaml, { changes, isCased }: Modifiers): Condition {
  if (typeof value !== "string") {
    throw new Refusal(`expected the name of a field, found ${seen(value)}.`);
  }
  const [search, ...more] = changes;
  if (more.length > 0 || (search !== undefined && !searches.includes(search))) {
    throw new Refusal(`fieldref has no meaning together with ${changes.join(", ")}.`);
  }
  const other = fieldAt(value, "w");
  const [text = "", otherText = ""] = [field.value, other.value].map((each) =>
    isCased ? each : `lower(${each})`,
  );
  const same = search === undefined ? `${text} = ${otherText}` : `${search}(${text}, ${otherText})`;
  return field.any(other.any(test(same)));
}

/** The record as JSON text, its keys included. */
const wholeRecord = "record::string";

function keywordCondition(keywords: readonly Yaml[], modifiers: Modifiers): Condition {
  const { type, isAll, isCased, isNegated } = modifiers;
  if (type !== undefined && type !== "re") {
    throw new Refusal(`${type} asks for a field, and keywords are looked for in the whole record.`);
  }
  const one = (some: readonly Yaml[]): Condition => {
    const wanted = some.flatMap((keyword) => wantedOf(keyword, modifiers).map(somewhere));
    return anyOf(testsOf(wanted, isCased, wholeRecord));
  };
  const condition = isAll ? allOf(keywords.map((each) => one([each]))) : one(keywords);
  return isNegated ? not(condition) : condition;
}

/** A value anywhere in the record, as JSON escapes it. */
function somewhere(wanted: Wanted): Wanted {
  if (wanted.kind === "test") return wanted;
  const pattern = wanted.kind === "number" ? [wanted.number] : wanted.pattern;
  const inJson = withTexts(pattern, (text) => JSON.stringify(text).slice(1, -1));
  return { kind: "pattern", pattern: ending(beginning(inJson)) };
}
