import { CatalogueError } from "./error";
import { rawTable } from "./rawTable";

/** A column of CLOUDTRAIL, and of a table that holds its rows. */
export interface EventColumn {
  /** The name as Snowflake keeps it, in upper case. */
  name: string;
  /** The name as the SELECT writes it, such as `eventTime`. */
  label: string;
  /** The type as a table declares it, such as `TIMESTAMP_NTZ(9)`. */
  declaredType: string;
}

// The longest text there is on every account: one that a column were too short for would stop the load.
const text = "VARCHAR(16777216)";

const types: readonly (readonly [RegExp, string])[] = [
  [/^try_to_timestamp_ntz\(.*\)$/, "TIMESTAMP_NTZ(9)"],
  [/^try_to_boolean\(.*\)$/, "BOOLEAN"],
  [/^[^()]+::string$/, text],
  [/^[^()]+::variant$/, "VARIANT"],
  [/^event\.value$/, "VARIANT"],
];

/**
 * Reads the columns of the SELECT that flattens the raw table, each of which stands on a line of its own.
 *
 * @throws CatalogueError that names the file and the line whose type cannot be told.
 */
export function parseEventColumns(select: string, file: string): EventColumn[] {
  const list = /^select\n(.*?)\nfrom /s.exec(select)?.[1];
  if (list === undefined) {
    throw new CatalogueError(
      `${file}: expected "select", a line for each column, and "from" at the start of a line.`,
    );
  }
  return list.split("\n").map((line) => {
    const { expression = "", label = "" } =
      /^ {4}(?<expression>\S.*) as (?<label>\w+),?$/.exec(line)?.groups ?? {};
    const declaredType = typeOf(expression);
    if (declaredType === undefined) {
      throw new CatalogueError(
        `${file}: expected "<expression> as <name>," with a cast or a conversion that tells the type, found "${line.trim()}".`,
      );
    }
    return { name: label.toUpperCase(), label, declaredType };
  });
}

function typeOf(expression: string): string | undefined {
  const raw = /^delivered\.(\w+)$/.exec(expression)?.[1]?.toUpperCase();
  if (raw !== undefined) return rawTable.columns.find(({ name }) => name === raw)?.declaredType;
  return types.find(([pattern]) => pattern.test(expression))?.[1];
}
