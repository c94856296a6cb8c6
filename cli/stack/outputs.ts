import { z } from "zod";
import { UsageError } from "../output/usageError";

// What outputs hold goes into SQL that is run or shown on a terminal, so nothing may end a name or move the cursor.
const part = String.raw`"(?:[^"\p{C}]|"")+"`;

/** The full name of an object in a schema, each part in quotes as SQL writes it. */
export const fullName = z
  .string({ error: "missing" })
  .regex(new RegExp(`^${part}\\.${part}\\.${part}$`, "u"), 'expected a name such as "A"."B"."C"');

/** One line of text. */
export const line = z
  .string({ error: "missing" })
  .regex(/^[^\p{C}]+$/u, "expected one line of printable text");

/** Where in S3 the logs are. */
export const logsLocation = line.regex(
  /^s3\w*:\/\/[^/]+\/(.*\/)?$/,
  "expected a location such as s3://b/AWSLogs/",
);

/** A raw table, and the pipe that loads files into it. */
export const load = z.object({ rawTable: fullName, pipe: fullName, filePattern: line });

/** The same for Insights events, with the view over them; undefined of a stack that loads none, whose output is empty. */
export const insights = z.union(
  [load.extend({ view: fullName }), z.strictObject({}).transform(() => undefined)],
  "missing",
);

/**
 * Reads from what `pulumi stack output --json` prints.
 *
 * @param source Where the text stands, for errors to name.
 * @throws UsageError that names each output that is missing or is not what it should be.
 */
export function readOutputs<Outputs>(
  outputs: z.ZodType<Outputs>,
  text: string,
  source: string,
): Outputs {
  const advice =
    "Give what `pulumi stack output --json` prints after a `pulumi up` with this version";
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`The stack's outputs in "${source}" are not JSON. ${advice}.`);
  }
  const read = outputs.safeParse(json);
  if (read.success) return read.data;
  const mistakes = read.error.issues.map(
    ({ path, message }) => `${path.join(".") || "the whole"}: ${message}`,
  );
  throw new UsageError(
    [`The stack's outputs in "${source}" are wrong. ${advice}.`, ...mistakes].join("\n  "),
  );
}
