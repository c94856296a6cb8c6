import { stringify } from "csv-stringify/sync";
import { idsLike } from "./idsLike";
import { entry, expiry, listSelect, type ListView, readList } from "./list";
import { literal } from "./literal";
import { patternColumns } from "./pattern";

/** What is found and is known to do no harm. */
export interface Exception {
  /** Id of the detection, or `*` for all. */
  detection: string;
  /** `actor` or `target` of FINDINGS, or where the value stands in the event, such as `userIdentity.arn`. */
  field: string;
  /** What the value is: a text in which `*` stands for any characters, or a network that the address is in. */
  pattern: string;
  reason: string;
  owner: string;
  /** The last day in UTC on which it counts, as YYYY-MM-DD. */
  expires: string;
}

/** A line of `exceptions.csv` for which nobody has given a reason yet, nor answers. */
type ExceptionDraft = Omit<Exception, "reason" | "owner">;

/** Columns of FINDINGS that an exception may be about, beside the event. */
const told = ["actor", "target"];

/**
 * Reads the exceptions.
 *
 * @param known What a line may name.
 * @throws CatalogueError that names the file, and of each wrong line its number and what is expected.
 */
export function readExceptions(
  file: string,
  known: { detections: readonly string[]; fields: readonly string[]; today: string },
): Exception[] {
  const id = entry.refine((value) => value === "*" || known.detections.includes(value), {
    error: ({ input }) =>
      `expected * or the id of a detection, found "${String(input)}". ${idsLike(String(input), known.detections)}`,
  });
  const field = entry.refine((value) => isField(value, known.fields), {
    error: ({ input }) =>
      `expected ${told.join(", ")} or a path into the event such as userIdentity.arn, found "${String(input)}". It begins with a field of CloudTrail, in its letter case`,
  });
  return readList(file, {
    detection: id,
    field,
    pattern: entry,
    reason: entry,
    owner: entry,
    expires: expiry(known.today),
  });
}

function isField(field: string, fields: readonly string[]): boolean {
  const [first = "", ...rest] = field.split(".");
  return told.includes(field) || (fields.includes(first) && rest.every((key) => key !== ""));
}

/**
 * The pattern that means this value and no other. Undefined where a line cannot hold it, where it would mean more than itself
 * (a `*`, a network), and where a spreadsheet would run it as a formula.
 */
export function patternOf(value: string): string | undefined {
  const { first_address, last_address } = patternColumns(value);
  const isOne = !value.includes("*") && first_address === last_address;
  const isSafe = value === value.trim() && !/^[=+\-@＝＋－＠]/u.test(value);
  return isOne && isSafe && entry.safeParse(value).success ? value : undefined;
}

/**
 * The text of `exceptions.csv` with drafts. Their reasons and owners are empty, so that `readExceptions` refuses it until
 * somebody has filled them in.
 */
export function draftExceptions(drafts: readonly ExceptionDraft[]): string {
  const columns = ["detection", "field", "pattern", "reason", "owner", "expires"];
  return stringify([...drafts], { header: true, columns });
}

/** The view of the exceptions. */
export function exceptionsView(file: string, exceptions: readonly Exception[]): ListView {
  return {
    viewName: "EXCEPTIONS",
    title: "Findings that are known to do no harm",
    statement: listSelect(
      file,
      {
        detection: "varchar",
        field: "varchar",
        pattern: "varchar",
        reason: "varchar",
        owner: "varchar",
        expires: "date",
        like_pattern: "varchar",
        first_address: "varchar",
        last_address: "varchar",
      },
      exceptions.map((each) => ({ ...each, ...patternColumns(each.pattern) })),
    ),
  };
}

/**
 * The LEFT JOIN or JOIN of findings with the exceptions about them. Of networks is asked only where there are some.
 *
 * @param finding The alias of a relation with the columns of FINDINGS.
 */
export function joinExceptions(
  kind: "join" | "left join",
  finding: string,
  exceptions: readonly Exception[],
): string {
  const value = `case exceptions.field
${[...new Set(exceptions.map(({ field }) => field))]
  .sort()
  .map((field) => `                when ${literal(field)} then ${valueOf(finding, field)}`)
  .join("\n")}
            end`;
  const hasAddresses = exceptions.some(({ pattern }) => "first_address" in patternColumns(pattern));
  const isInNetwork = `
            or address_key(${value}) between exceptions.first_address and exceptions.last_address`;
  return `    ${kind} exceptions
        on exceptions.detection in ('*', ${finding}.detection_id)
        and exceptions.expires >= sysdate()::date
        and (
            ${value} like exceptions.like_pattern escape '!'${hasAddresses ? isInNetwork : ""}
        )`;
}

function valueOf(finding: string, field: string): string {
  if (told.includes(field)) return `${finding}.${field}`;
  const steps = field.split(".").map((key) => `[${/^\d+$/.test(key) ? key : literal(key)}]`);
  return `${finding}.record${steps.join("")}::string`;
}
