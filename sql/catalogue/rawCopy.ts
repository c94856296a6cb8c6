import { literal } from "./literal";
import { rawTable } from "./rawTable";

/** What a COPY into the raw table names. */
export interface RawCopyInputs {
  /** Full name of the table, as SQL writes it. It has the raw table's columns. */
  table: string;
  /** Full name of the stage, as SQL writes it, without the `@`. */
  stage: string;
  /** URL of the stage, which tells rows of one source from those of another. */
  logSource: string;
  /** The regular expression that a file's path has to match as a whole. */
  pattern: string;
}

/** The raw table's columns in their order, as SQL writes them. */
export const rawColumns = rawTable.columns.map(({ name }) => `"${name}"`).join(", ");

/**
 * The COPY that loads log files, a row each. The format stands here and not on the stage, whose provider never
 * stops seeing a change in it; a file that cannot be read is skipped whole.
 */
export function rawCopy({ table, stage, logSource, pattern }: RawCopyInputs): string {
  const values = rawTable.columns.map(({ name, source }) =>
    name === "LOG_SOURCE" ? literal(logSource) : source,
  );
  return `COPY INTO ${table} (${rawColumns})
FROM (
    SELECT ${values.join(", ")}
    FROM @${stage}
)
FILE_FORMAT = (TYPE = JSON)
PATTERN = ${literal(pattern)}
ON_ERROR = SKIP_FILE`;
}
