import type { Subject } from "./subjects";

/** What a subject is in an event. Each column is a text or NULL. */
const columns = {
  principal: "actor(userIdentity)",
  address: "sourceIPAddress",
  service: "regexp_replace(eventSource, '[.]amazonaws[.]com$')",
  region: "awsRegion",
} as const satisfies Record<Subject, string>;

/**
 * The SELECT of a summary in Snowflake's SQL: one row for each principal, address, service or region, in the column
 * of that name (NULL for the events that have none), with `first_seen`, `last_seen`, `calls`, `errors`, and of each
 * other subject either the names, as arrays in the order of the alphabet (`regions`, `services`), or, since they may
 * be many, the number (`principals`, `addresses`).
 */
export function summarySelect(subject: Subject): string {
  const counted = (["principal", "address"] as const)
    .filter((other) => other !== subject)
    .map((other) => `    count(distinct ${other}) as ${plural[other]},`);
  const listed = (["region", "service"] as const)
    .filter((other) => other !== subject)
    .map(
      (other) =>
        `    array_agg(distinct ${other}) within group (order by ${other}) as ${plural[other]}`,
    );
  return `with
${eachOnce}
select
    ${subject},
    min(eventTime) as first_seen,
    max(eventTime) as last_seen,
    count(*) as calls,
    count_if(isError) as errors,
${counted.join("\n")}
${listed.join(",\n")}
from each_once
group by ${subject}
order by calls desc, ${subject}`;
}

const plural = {
  principal: "principals",
  address: "addresses",
  service: "services",
  region: "regions",
} as const satisfies Record<Subject, string>;

const seen = `
        eventTime,
        ${Object.entries(columns)
          .map(([name, expression]) => `${expression} as ${name},`)
          .join("\n        ")}
        errorCode is not null or errorMessage is not null as isError`;

// FINDINGS' rule of what is one event (the same id and the same record). Records are compared only where an id
// occurs twice: they are most of the bytes.
const eachOnce = `repeated as (
    select eventID
    from cloudtrail
    where eventID is not null
    group by eventID
    having count(*) > 1
),
each_once as (
    select${seen}
    from cloudtrail
    where eventID is null or eventID not in (select eventID from repeated)
    union all
    select${seen}
    from cloudtrail
    where eventID in (select eventID from repeated)
    qualify row_number() over (partition by eventID, record::string order by loaded_at, file_name) = 1
)`;
