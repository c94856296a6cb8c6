import { literal } from "../../sql/catalogue";
import type { Subject } from "./subjects";

const plural = {
  principal: "principals",
  address: "addresses",
  service: "services",
  region: "regions",
} as const satisfies Record<Subject, string>;

/**
 * The SELECT of a summary in Snowflake's SQL, over EACH_ONCE: one row for each principal, address, service or region, in the column
 * of that name (NULL for the events that have none), with `first_seen`, `last_seen`, `calls`, `errors`, and of each
 * other subject either the names, as arrays in the order of the alphabet (`regions`, `services`), or, since they may
 * be many, the number (`principals`, `addresses`). The most calls come first.
 *
 * @param bound.first Names that come before all others. Defaults to none.
 * @param bound.limit How many rows there are at most. Defaults to all.
 */
export function summarySelect(
  subject: Subject,
  bound: { first: readonly string[]; limit?: number } = { first: [] },
): string {
  const counted = (["principal", "address"] as const)
    .filter((other) => other !== subject)
    .map((other) => `    count(distinct ${other}) as ${plural[other]},`);
  const listed = (["region", "service"] as const)
    .filter((other) => other !== subject)
    .map(
      (other) =>
        `    array_agg(distinct ${other}) within group (order by ${other}) as ${plural[other]}`,
    );
  const before =
    bound.first.length === 0
      ? ""
      : `${subject} in (${bound.first.map(literal).join(", ")}) desc nulls last, `;
  return `select
    ${subject},
    min(eventTime) as first_seen,
    max(eventTime) as last_seen,
    count(*) as calls,
    count_if(isError) as errors,
${counted.join("\n")}
${listed.join(",\n")}
from each_once
group by ${subject}
order by ${before}calls desc, ${subject}${bound.limit === undefined ? "" : `\nlimit ${bound.limit}`}`;
}
