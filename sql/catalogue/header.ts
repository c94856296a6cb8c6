import { parseDocument } from "yaml";
import { z } from "zod";
import { CatalogueError } from "./error";
import { severities, type Header } from "./detection";
import { mistakesOf } from "./mistakes";
import { isReserved } from "./reservedNames";

// One line of printable text: it goes into SQL literals, tables and terminals.
const line = z
  .string({ error: "expected text" })
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, "expected one line of printable text");

const lines = (of: z.ZodType<string>, what: string) =>
  z.array(of, { error: "expected a list" }).min(1, `expected at least one ${what}`);

const id = line
  .regex(
    /^[a-z][a-z0-9_]{0,62}$/,
    "expected lower-case letters, digits and underscores, a letter first, 63 at most",
  )
  .refine((value) => !isReserved(value), {
    error: ({ input }) =>
      `"${String(input)}" cannot name a view of findings: it is a relation of Snowtrail's or a word of SQL. Choose another id`,
  });

const version = (example: string) =>
  line.regex(/^\d+(\.\d+){0,2}$/, `expected a version such as "${example}"`);

const schema: z.ZodType<Header> = z.strictObject({
  id,
  title: line.max(80, "expected at most 80 characters"),
  description: line
    .regex(/^Detects /, 'expected a sentence that starts with "Detects"')
    .default(""),
  severity: z.enum(severities, { error: `expected one of ${severities.join(", ")}` }),
  attack: z
    .strictObject(
      {
        version: version("18"),
        techniques: lines(
          line.regex(/^T\d{4}(\.\d{3})?$/, "expected a technique such as T1078 or T1078.004"),
          "technique",
        ),
      },
      { error: expectedKeys("the keys version and techniques") },
    )
    .optional(),
  cis: z
    .record(version("5.0"), line.regex(/^\d+(\.\d+)+$/, 'expected a control such as "4.10"'), {
      error: expectedKeys('benchmark versions with their control, such as "5.0": "4.10"'),
    })
    .default({}),
  falsePositives: lines(line, "sentence").default([]),
  blindSpots: lines(line, "sentence").default([]),
  references: lines(line.regex(/^https:\/\/\S+$/, "expected an https address"), "address").default(
    [],
  ),
  status: z
    .enum(["stable", "experimental"], { error: "expected stable or experimental" })
    .default("experimental"),
});

/**
 * Reads the YAML in a detection's header.
 *
 * Every value is text, whatever it looks like: as numbers, control 4.10 would be 4.1 and benchmark 5.0 would be 5.
 *
 * @throws CatalogueError that names the file and each key that is unknown, missing or wrong.
 */
export function parseHeader(text: string, file: string): Header {
  const document = parseDocument(text, { schema: "failsafe" });
  const [error] = document.errors;
  if (error) {
    const [reason = ""] = error.message.split("\n");
    throw new CatalogueError(`${file}: the header is no valid YAML: ${reason}`);
  }
  // Aliases would let a small file grow without bound, and no header needs one.
  const result = schema.safeParse(document.toJS({ maxAliasCount: 0 }), { reportInput: true });
  if (result.success) return result.data;
  throw new CatalogueError(
    [`${file}: the header is wrong.`, ...mistakesOf(result.error)].join("\n  "),
  );
}

function expectedKeys(what: string) {
  return (issue: z.core.$ZodRawIssue): string | undefined =>
    issue.code === "invalid_type" ? `expected ${what}` : undefined;
}
