import { literal } from "../../sql/catalogue";
import type { Subject } from "./subjects";

const plural = {
  principal: "principals",
  address: "addresses",
  service: "services",
  region: "regions",
} as const satisfies Record<Subject, string>;

/** A bounded number of rows. */
interface Bound {
  /** Names that come before all others. */
  first: readonly string[];
  /** How many rows there are at most. Events without a name have none. */
  limit: number;
}

/**
 * The SELECT of a summary in Snowflake's SQL, over EACH_ONCE: one row for each principal, address, service or region, in
 * the column of that name (NULL for the events that have none), with `first_seen`, `last_seen`, `calls`, `errors`, and of
 * each other subject either the names, as arrays in the order of the alphabet (`regions`, `services`), or, since they may
 * be many, the number (`principals`, `addresses`). The most calls come first.
 *
 * @param bound Defaults to telling all.
 */
export function summarySelect(subject: Subject, bound?: Bound): string {
  const counted = (["principal", "address"] as const)
    .filter((other) => other !== subject)
    .map((other) => `    count(distinct ${other}) as ${plural[other]},`);
  const listed = (["region", "service"] as const)
    .filter((other) => other !== subject)
    .map(
      (other) =>
        `    array_agg(distinct ${other}) within group (order by ${other}) as ${plural[other]}`,
    );
  const order = `${firstOf(subject, bound?.first ?? [])}calls desc, ${subject}`;
  // Lists of a million names would take more memory than the names that are told.
  const chosen = bound && [
    "with chosen as (",
    `    select ${subject}, count(*) as calls`,
    "    from each_once",
    `    where ${subject} is not null`,
    `    group by ${subject}`,
    `    order by ${order}`,
    `    limit ${bound.limit}`,
    ")",
  ];
  return [
    ...(chosen ?? []),
    "select",
    `    ${subject},`,
    "    min(eventTime) as first_seen,",
    "    max(eventTime) as last_seen,",
    "    count(*) as calls,",
    "    count_if(isError) as errors,",
    ...counted,
    listed.join(",\n"),
    "from each_once",
    ...(chosen ? [`where ${subject} in (select ${subject} from chosen)`] : []),
    `group by ${subject}`,
    `order by ${order}`,
  ].join("\n");
}

/** What an ORDER BY begins with to have these names first. */
function firstOf(subject: Subject, names: readonly string[]): string {
  return names.length === 0
    ? ""
    : `${subject} in (${names.map(literal).join(", ")}) desc nulls last, `;
}
