import { eventTexts, readCatalogue } from "../../../sql/catalogue";
import { Refusal } from "../document/refusal";
import { not, test, type Condition, type Test } from "./condition";
import { sqlText } from "./literal";

/** What a rule calls a field, in SQL. */
export interface Field {
  /** The text that a test of a value reads. Where the field may be a list, it is that of an element. */
  value: string;
  /** Where a test of `value` becomes one of the event: that any element meets it, if there may be a list. */
  any(test: Test): Test;
  /** That the field has no value, or null. */
  isNull: Condition;
  /** That the record has the field, whatever it holds, null too. */
  exists: Condition;
  /** The field as one text: what events are grouped by. A list is its JSON. */
  text: string;
}

/** The objects of a record in which AWS has no lists. In others, whoever made the request decides what a field holds. */
const withoutLists = ["userIdentity", "tlsDetails"];

/** The fields of a record that are lists themselves. All others with a column of their own are objects. */
const lists = ["resources"];

/** Columns that are no fields of the record under their own name. */
const notOfTheRecord = ["file_name", "log_source", "record"];

let columns: ReadonlyMap<string, string> | undefined;

/** The types of the columns of CLOUDTRAIL. The catalogue is read when the first field asks, and not by other commands. */
function columnTypes(): ReadonlyMap<string, string> {
  columns ??= new Map(
    eventTexts(readCatalogue().cloudtrail.statement)
      .columns.filter(({ label }) => !notOfTheRecord.includes(label))
      .map(({ label, declaredType }) => [label, declaredType.replace(/\(.*/, "")]),
  );
  return columns;
}

/**
 * Finds what a dotted path means. Each step of it may be a list, whose elements are all looked into.
 *
 * A subquery would not do: Snowflake refuses a correlated one beside OR and under NOT. Functions over arrays, whose lambdas
 * may be nested and read columns, can stand anywhere in a condition. What is no list becomes one with a single element.
 *
 * @param element What elements of lists are called in SQL; two fields in one test need two names. Defaults to "v".
 * @throws Refusal for a path that no record can have.
 */
export function fieldAt(name: string, element = "v"): Field {
  const [root = "", ...keys] = name.split(".");
  if (root === "" || keys.includes("") || /[[\]{}]/.test(name)) {
    throw new Refusal(
      `expected a field such as userIdentity.type, and no number for the elements of a list, of which all are looked into. Seen: ${name}`,
    );
  }
  const type = columnTypes().get(root);
  const [column, path] = type === "VARIANT" ? [root, keys] : ["record", [root, ...keys]];
  if (type !== undefined && keys.length === 0) {
    const place = pathTo("record", [root]);
    // Any other type would lose how the value was delivered.
    if (type === "VARCHAR") return single(place, root);
    return single(place, `${type === "VARIANT" ? root : place}::string`);
  }
  if (withoutLists.includes(root)) return single(pathTo(column, path));
  return inLists(column, path, element);
}

function single(place: string, text = `${place}::string`): Field {
  return {
    value: text,
    any: (inner) => inner,
    isNull: test(`${text} is null`),
    exists: test(`${place} is not null`),
    text,
  };
}

function inLists(column: string, path: readonly string[], element: string): Field {
  const nameAt = (depth: number): string => (depth === 0 ? element : `${element}${depth + 1}`);
  const [first = "", ...others] = path;
  const [start, keys] = lists.includes(column) ? [column, path] : [pathTo(column, [first]), others];
  const places = [start, ...keys.map((key, depth) => pathTo(nameAt(depth), [key]))];
  const inElements = (within: readonly string[], inner: Test): Test =>
    within.reduceRight(
      ({ before, values, after }, place, depth) =>
        test(
          `array_size(filter(to_array(${place}), ${nameAt(depth)} -> ${before}`,
          values,
          `${after})) > 0`,
        ),
      inner,
    );
  const value = `${nameAt(keys.length)}::string`;
  const any = (inner: Test): Test => inElements(places, inner);
  return {
    value,
    any,
    isNull: not(any(test(`${value} is not null`))),
    exists: inElements(places.slice(0, -1), test(`${places.at(-1) ?? ""} is not null`)),
    text: `${pathTo(column, path)}::string`,
  };
}

/** A path from a VARIANT. A key that is no plain word stands in brackets, and then all do. */
function pathTo(base: string, keys: readonly string[]): string {
  return keys.every((key) => /^[A-Za-z_]\w*$/.test(key))
    ? `${base}:${keys.join(".")}`
    : `${base}${keys.map((key) => `[${sqlText(key)}]`).join("")}`;
}
