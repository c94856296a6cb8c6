import { asText } from "../../semantics/value";
import { type Produced, type TableEntry, type TableOptions, selectFrom } from "./entry";

const columns: Produced["columns"] = [
  { name: "SEQ", type: "NUMBER" },
  { name: "INDEX", type: "NUMBER" },
  { name: "VALUE", type: "VARCHAR" },
];

/** The rows of a list of texts. Their index counts from one. */
function rowsOf(list: string, { left, isLeftJoined }: TableOptions): Produced {
  const rows = (elements: string): string =>
    `unnest(${isLeftJoined ? `snowflake_outer(${elements}, NULL)` : elements})`;
  const seq = "row_number() OVER ()";
  const made: Readonly<Record<string, string>> = {
    SEQ: isLeftJoined ? `CASE WHEN len(${list}) > 0 THEN ${seq} END` : seq,
    INDEX: rows(`range(1, len(${list}) + 1)`),
    VALUE: rows(list),
  };
  return {
    columns,
    select: (carried, isUsed) => {
      // VALUE decides how many rows there are, so it is there even if nobody reads it.
      const used = columns.filter(({ name }) => name === "VALUE" || isUsed(name));
      const own = used.map(({ name }) => ({ sql: made[name] ?? "NULL", name }));
      return selectFrom(left, [...carried, ...own]);
    },
  };
}

/** SPLIT_TO_TABLE. */
export const splitToTable: TableEntry = {
  name: "SPLIT_TO_TABLE",
  parameters: ["STRING", "DELIMITER"],
  page: "split_to_table",
  examples: {
    "value from table(split_to_table('a.b', '.')) order by index": ["a", "b"],
    "index from table(split_to_table('a.b', '.')) order by index": [1, 2],
  },
  produce: (options) => {
    const { given, context, at } = options;
    const text = given.expression("STRING");
    const delimiter = given.expression("DELIMITER");
    if (!text || !delimiter)
      return context.refuse(at, "SPLIT_TO_TABLE takes a string and a delimiter.");
    const [list, by] = [text, delimiter].map((each) => asText(context.emit(each)));
    return rowsOf(`string_split(${list}, ${by})`, options);
  },
};

/** STRTOK_SPLIT_TO_TABLE: each character of the second argument delimits, and nothing between two of them is no token. */
export const strtokSplitToTable: TableEntry = {
  name: "STRTOK_SPLIT_TO_TABLE",
  parameters: ["STRING", "DELIMITER_LIST"],
  page: "strtok_split_to_table",
  examples: {
    "value from table(strtok_split_to_table('a.b', '.')) order by index": ["a", "b"],
    "value from table(strtok_split_to_table('user@example.com', '@.')) order by index": [
      "user",
      "example",
      "com",
    ],
    "value from table(strtok_split_to_table('a  b')) order by index": ["a", "b"],
  },
  produce: (options) => {
    const { given, context, at } = options;
    const text =
      given.expression("STRING") ?? context.refuse(at, "STRTOK_SPLIT_TO_TABLE takes a string.");
    const delimiters = given.expression("DELIMITER_LIST");
    const by = delimiters ? asText(context.emit(delimiters)) : "' '";
    return rowsOf(`snowflake_tokens(${asText(context.emit(text))}, ${by})`, options);
  },
};
