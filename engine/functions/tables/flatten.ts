import { type Elements, arrayOf } from "../../semantics/elements";
import { extract, parsePathText } from "../../semantics/jsonPath";
import { identifier, literal } from "../../semantics/quote";
import { isSemiStructured } from "../../semantics/types";
import { asJson } from "../../semantics/value";
import { type Carried, type Produced, type TableEntry, selected } from "./entry";

const columns: Produced["columns"] = [
  { name: "SEQ", type: "NUMBER" },
  { name: "KEY", type: "VARCHAR" },
  { name: "PATH", type: "VARCHAR" },
  { name: "INDEX", type: "NUMBER" },
  { name: "VALUE", type: "VARIANT" },
  { name: "THIS", type: "VARIANT" },
];

type ColumnName = "SEQ" | "KEY" | "PATH" | "INDEX" | "VALUE" | "THIS";

/** What FLATTEN is told besides its input. */
interface Options {
  /** The path of what is flattened, within the input. */
  prefix: string;
  /** BOTH, ARRAY or OBJECT. */
  mode: string;
  /** What becomes of an input without elements: no row, the row of OUTER, or the NULLs of a LEFT JOIN. */
  empty: "none" | "outer" | "joined";
}

/** The rows of the first level: each column in DuckDB's SQL, and what they are selected from. */
interface Level {
  column: Readonly<Record<ColumnName, string>>;
  /** The place of a row among those of its input, from one. */
  place: string;
  /** Decides how many rows there are, where no column that is selected does. */
  counted?: string;
  from: string;
}

/**
 * FLATTEN. An input that is a JSON null, a scalar or missing has no rows, or one with OUTER.
 *
 * Source: "FLATTEN". Its page says that THIS is NULL for an empty array with OUTER, and shows it as `[]`;
 * what it shows is what was run.
 */
export const flatten: TableEntry = {
  name: "FLATTEN",
  page: "flatten",
  examples: {
    "f.value from table(flatten(input => parse_json('[1, 77]'))) f": ["1", "77"],
    "f.path from table(flatten(input => parse_json('{\"a\":1, \"b\":[77,88]}'), path => 'b')) f": [
      "b[0]",
      "b[1]",
    ],
    "f.this from table(flatten(input => parse_json('[]'), outer => true)) f": "[]",
    'f.path from table(flatten(input => parse_json(\'{"a":1, "b":[77,88], "c":{"d":"X"}}\'), recursive => true)) f':
      ["a", "b", "b[0]", "b[1]", "c", "c.d"],
    'f.key from table(flatten(input => parse_json(\'{"a":1, "b":[77,88], "c":{"d":"X"}}\'), recursive => true, mode => \'object\')) f':
      ["a", "b", "c", "d"],
  },
  parameters: ["INPUT", "PATH", "OUTER", "RECURSIVE", "MODE"],
  produce({ given, left, isLeftJoined, context, at }) {
    const input = given.expression("INPUT");
    if (!input) return context.refuse(at, "FLATTEN needs an input: flatten(input => column:path).");
    const prefix = given.string("PATH") ?? "";
    const steps = parsePathText(prefix) ?? context.refuse(at, `'${prefix}' is no path.`);
    const value = context.emit(input);
    if (!isSemiStructured(value.type) && value.type !== "NULL") {
      context.refuse(
        input.at,
        `FLATTEN takes a VARIANT, an ARRAY or an OBJECT, and this is ${value.type}. Parse text with PARSE_JSON first.`,
      );
    }
    const start = asJson(value);
    const array = steps.length > 0 ? extract({ sql: start, type: "VARIANT" }, steps).sql : start;
    const mode = (given.string("MODE") ?? "BOTH").toUpperCase();
    if (!["BOTH", "ARRAY", "OBJECT"].includes(mode))
      context.refuse(at, "MODE is 'OBJECT', 'ARRAY' or 'BOTH'.");
    const isRecursive = given.flag("RECURSIVE");
    const isOuter = given.flag("OUTER");
    const options: Options = {
      prefix,
      mode,
      empty: isOuter ? "outer" : isLeftJoined ? "joined" : "none",
    };
    const kept = left?.elements;
    const isKept = kept !== undefined && mode !== "OBJECT" && arrayOf(kept) === array;
    return {
      columns,
      select(carried, isUsed) {
        // Where the array itself is asked for beside its elements, it has to be made.
        const needsArray = isUsed("THIS") || carried.some(({ sql }) => sql === kept?.column);
        const level =
          isKept && !needsArray
            ? scanned(kept, options)
            : listed(array, left ? ` FROM ${left.render()}` : "", options);
        const used = columns.map(({ name }) => name as ColumnName).filter(isUsed);
        return isRecursive
          ? recursive(level, carried, used, mode, context.unique("level"))
          : plain(level, carried, used, () => context.unique("element"));
      },
    };
  },
};

/** The first level out of the array: lists with one element a row. */
function listed(array: string, from: string, { prefix, mode, empty }: Options): Level {
  const list = (what: string): string => `snowflake_flatten_${what}(${array}, '${mode}')`;
  const paths = `snowflake_flatten_paths(${literal(prefix)}, ${array}, '${mode}')`;
  const unnest = (rows: string, missing = "NULL"): string =>
    `unnest(${empty === "none" ? rows : `snowflake_outer(${rows}, ${missing})`})`;
  const present = (value: string): string =>
    empty === "joined" ? `CASE WHEN len(${list("values")}) > 0 THEN ${value} END` : value;
  return {
    column: {
      SEQ: present("row_number() OVER ()"),
      KEY: unnest(list("keys")),
      PATH: unnest(paths, empty === "outer" ? literal(prefix) : "NULL"),
      INDEX: unnest(list("indexes")),
      VALUE: unnest(list("values")),
      THIS: empty === "outer" ? `snowflake_flattened(${array}, '${mode}')` : present(array),
    },
    place: `generate_subscripts(${empty === "none" ? list("values") : `snowflake_outer(${list("values")}, NULL)`}, 1)`,
    counted: unnest(list("values")),
    from,
  };
}

/** The first level where the elements are kept: a scan of them. */
function scanned(kept: Elements, { prefix, empty }: Options): Level {
  const { seq, index, value } = kept;
  const path = `${literal(prefix)} || '[' || ${index} || ']'`;
  return {
    column: {
      SEQ: empty === "joined" ? `CASE WHEN ${index} IS NOT NULL THEN ${seq} END` : seq,
      KEY: "CAST(NULL AS VARCHAR)",
      PATH: empty === "outer" ? `coalesce(${path}, ${literal(prefix)})` : path,
      INDEX: index,
      VALUE: value,
      THIS: "CAST(NULL AS JSON)",
    },
    place: `coalesce(${index} + 1, 1)`,
    from: ` FROM ${kept.render()}${empty === "none" ? ` WHERE ${index} IS NOT NULL` : ""}`,
  };
}

const unnested: readonly ColumnName[] = ["KEY", "PATH", "INDEX", "VALUE"];

function plain(
  { column, counted, from }: Level,
  carried: readonly Carried[],
  used: readonly ColumnName[],
  unused: () => string,
): string {
  const made = used.map((name) => `${column[name]} AS ${identifier(name)}`);
  // A list decides how many rows there are, so one is there even if nobody reads it.
  if (counted !== undefined && !used.some((name) => unnested.includes(name)))
    made.push(`${counted} AS ${identifier(unused())}`);
  // Nothing at all may be asked of elements that are scanned.
  if (carried.length + made.length === 0) made.push(`NULL AS ${identifier(unused())}`);
  return `SELECT ${[...carried.map(selected), ...made].join(", ")}${from}`;
}

/**
 * All levels, each made of the one before it: a list of a whole tree would hold each value once for every
 * level above it. The rows come in the order of the document, a value before what is inside of it.
 */
function recursive(
  { column, place, from }: Level,
  carried: readonly Carried[],
  used: readonly ColumnName[],
  mode: string,
  level: string,
): string {
  const kept = columns
    .map(({ name }) => name as ColumnName)
    .filter((name) => name === "SEQ" || name === "VALUE" || used.includes(name));
  const below: Readonly<Record<ColumnName, string>> = {
    SEQ: '"SEQ"',
    KEY: `unnest(snowflake_flatten_keys("VALUE", '${mode}'))`,
    PATH: `unnest(snowflake_flatten_paths("PATH", "VALUE", '${mode}'))`,
    INDEX: `unnest(snowflake_flatten_indexes("VALUE", '${mode}'))`,
    VALUE: `unnest(snowflake_flatten_values("VALUE", '${mode}'))`,
    THIS: '"VALUE"',
  };
  const first = kept.map((name) => `${column[name]} AS ${identifier(name)}`);
  const next = kept.map((name) => below[name]);
  const names = carried.map(({ name }) => identifier(name));
  const deeper = `list_append(place, generate_subscripts(snowflake_flatten_values("VALUE", '${mode}'), 1))`;
  const top = `SELECT ${[...carried.map(selected), ...first, `[CAST(${place} AS BIGINT)] AS place`].join(", ")}${from}`;
  const rest =
    `SELECT ${[...names, ...next, deeper].join(", ")} FROM ${identifier(level)} ` +
    `WHERE json_type("VALUE") IN ('ARRAY', 'OBJECT')`;
  return (
    `WITH RECURSIVE ${identifier(level)} AS (${top} UNION ALL ${rest}) ` +
    `SELECT * FROM ${identifier(level)} ORDER BY "SEQ", place`
  );
}
