import { CatalogueError } from "./error";

const types = ["VARIANT", "VARCHAR", "TIMESTAMP_NTZ"] as const;

/** A column of a table. */
interface TableColumn {
  /** The name as Snowflake keeps it, in upper case. */
  name: string;
  /** The type without its length, such as VARCHAR. */
  type: (typeof types)[number];
  /** The type as the table declares it, such as VARCHAR(1024). */
  declaredType: string;
  /** The expression that the column is filled with, such as `$1` of a staged file. */
  source: string;
}

/** A table of Snowtrail's own. */
export interface Table {
  /** The name as Snowflake keeps it, in upper case. */
  name: string;
  columns: readonly TableColumn[];
}

const statement = /\*\/\s*create table (?<name>[a-z_]+) \(\n(?<columns>.*)\n\);\s*$/s;
const column = /^ {4}(?<name>[a-z_]+) (?<type>[a-z_]+)(?<length>\(\d+\))?,? -- (?<source>\S.*)$/;

/**
 * Reads the text of a table whose columns stand on a line each, with the expression that fills them in a
 * comment behind.
 *
 * @throws CatalogueError that names the file and the line that is not written so.
 */
export function parseTable(text: string, file: string): Table {
  const { name, columns } = statement.exec(text)?.groups ?? {};
  if (name === undefined || columns === undefined) {
    throw new CatalogueError(
      `${file}: expected one "create table <name> (" after the header, a line for each column, and ");".`,
    );
  }
  return {
    name: name.toUpperCase(),
    columns: columns.split("\n").map((line) => parseColumn(line, file)),
  };
}

function parseColumn(line: string, file: string): TableColumn {
  const { name = "", type: given = "", length = "", source = "" } = column.exec(line)?.groups ?? {};
  const type = types.find((known) => known === given.toUpperCase());
  if (type === undefined) {
    throw new CatalogueError(
      `${file}: expected "<name> <type>, -- <expression>" with a type of ${types.join(", ").toLowerCase()}, found "${line.trim()}".`,
    );
  }
  return { name: name.toUpperCase(), type, declaredType: `${type}${length}`, source };
}
