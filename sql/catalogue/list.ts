import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { CatalogueError } from "./error";
import { readText } from "./file";
import { literal } from "./literal";
import { digestOf, endWithComment } from "./statement";

/** A list of one's own, as the view that holds it. */
export interface ListView {
  /** Name of the view, in upper snake case. */
  viewName: string;
  /** What it lists, in one line. */
  title: string;
  /** The SELECT, which has the list in its text and reads nothing. */
  statement: string;
}

/** One line of text that is not empty and can be printed: it is shown in tables and terminals. */
export const entry = z
  .string("expected text")
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, "expected one line of printable text")
  .max(500, "expected at most 500 characters");

/** A day that is not over, as YYYY-MM-DD. @param today The day in UTC. */
export const expiry = (today: string): z.ZodType<string> =>
  z.iso.date("expected a day as YYYY-MM-DD").refine((day) => day >= today, {
    error: `expected today (${today}) or a later day, since what has expired counts no more. Take the line out, or give it a new day`,
  });

/**
 * Reads a list from a CSV file whose first line names the columns, in any order.
 *
 * @param columns What a line has to hold in each column. A column that may be undefined may be missing or empty.
 * @param whole What a line has to be as a whole, as far as its columns are right. Defaults to anything.
 * @throws CatalogueError that names the file, and of each wrong line its number, its column and what is expected.
 */
export function readList<Columns extends Record<string, z.ZodType>>(
  file: string,
  columns: Columns,
  whole: (row: z.infer<z.ZodObject<Columns>>) => string | undefined = () => undefined,
): z.infer<z.ZodObject<Columns>>[] {
  const schema = z.object(columns);
  const [head, ...lines] = linesOf(file);
  const names = head?.values ?? [];
  const wrongName = names.find((name, at) => !(name in columns) || names.indexOf(name) !== at);
  const missing = Object.keys(columns).filter(
    (name) => !names.includes(name) && !columns[name]?.safeParse(undefined).success,
  );
  if (wrongName !== undefined || missing.length > 0) {
    throw new CatalogueError(
      `${file}: line 1: expected the names of the columns, ${Object.keys(columns).join(",")}, found "${names.join(",")}". Write that line first.`,
    );
  }
  const mistakes: string[] = [];
  const rows = lines.flatMap(({ line, values }) => {
    const result = schema.safeParse(
      Object.fromEntries(
        names.map((name, at) => [name, values[at] === "" ? undefined : values[at]]),
      ),
    );
    const problems =
      values.length !== names.length
        ? [
            `expected ${names.length} values, found ${values.length}. Put one with a comma in it into double quotes`,
          ]
        : result.success
          ? [whole(result.data)]
          : result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    const wrong = problems.filter((problem) => problem !== undefined);
    mistakes.push(...wrong.map((problem) => `line ${line}: ${problem}.`));
    return result.success && wrong.length === 0 ? [result.data] : [];
  });
  if (mistakes.length === 0) return rows;
  throw new CatalogueError([`${file}: the list is wrong.`, ...mistakes].join("\n  "));
}

/** The lines of a CSV file that are not empty, each with its number. */
function linesOf(file: string): { line: number; values: string[] }[] {
  try {
    const records = parse(readText(file), {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, values: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CatalogueError(
      `${file}: line ${String(error.lines)}: expected CSV, in which each double quote that is opened is closed on its line.`,
    );
  }
}

/** What Snowflake takes of a VALUES, and of a statement in bytes. Source: "VALUES", "CREATE VIEW". */
const most = { rows: 16_384, bytes: 1_000_000 };

/**
 * The SELECT of a list, whose values stand in it as literals.
 *
 * @param columns The columns with their types, in their order.
 * @throws CatalogueError when Snowflake would not take it for its length.
 */
export function listSelect<Name extends string>(
  file: string,
  columns: Readonly<Record<Name, "varchar" | "date">>,
  rows: readonly Readonly<Partial<Record<NoInfer<Name>, string | undefined>>>[],
): string {
  const names = Object.keys(columns) as Name[];
  const list = names.map((name, at) => `    column${at + 1}::${columns[name]} as ${name}`);
  const line = (cells: readonly (string | undefined)[]): string =>
    `    (${cells.map((cell) => (cell === undefined ? "null" : literal(cell))).join(", ")})`;
  const values = rows.map((row) => line(names.map((name) => row[name])));
  if (rows.length === 0) values.push(line(names.map(() => undefined)));
  const select = `select
${list.join(",\n")}
from values
${values.join(",\n")}${rows.length > 0 ? "" : "\nwhere 1 = 0"}`;
  const bytes = Buffer.byteLength(select);
  if (rows.length > most.rows || bytes > most.bytes) {
    throw new CatalogueError(
      `${file}: expected at most ${most.rows} lines and ${most.bytes} bytes as SQL, which is what Snowflake takes, found ${rows.length} and ${bytes}. Shorten the list.`,
    );
  }
  return endWithComment(select, `digest ${digestOf(select)}`);
}
