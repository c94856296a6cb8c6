import type { Warehouse } from "../warehouse/warehouse";
import type { Subject } from "./subjects";

/** What a subject is in an event: a text, or NULL. */
const subjectColumns = {
  principal: "actor(userIdentity)",
  address: "sourceIPAddress",
  service: "regexp_replace(eventSource, '[.]amazonaws[.]com$')",
  region: "awsRegion",
} as const satisfies Record<Subject, string>;

const columns = [
  "eventTime",
  ...Object.entries(subjectColumns).map(([subject, column]) => `${column} as ${subject}`),
  "recipientAccountId as account",
  "errorCode is not null or errorMessage is not null as isError",
].join(",\n    ");

/**
 * Each event once, however often it was delivered, in Snowflake's SQL. Deliveries with the same id are one event unless
 * they differ in what is told here, or in the event's name. Events without an id are all there.
 */
export const eachOnceSelect = `with
repeated as (
    select eventID
    from cloudtrail
    where eventID is not null
    group by eventID
    having count(*) > 1
)
select
    ${columns}
from cloudtrail
where eventID is null or eventID not in (select eventID from repeated)
union all
select
    ${columns}
from cloudtrail
where eventID in (select eventID from repeated)
qualify row_number() over (
    partition by eventID, eventTime, eventName, eventSource, awsRegion, sourceIPAddress, userIdentity, errorCode,
        errorMessage, recipientAccountId
    order by loaded_at, file_name
) = 1`;

/** Makes the table EACH_ONCE with what `eachOnceSelect` gives: many queries read it. */
export async function addEachOnce({ engine }: Warehouse): Promise<void> {
  await engine.createTemporaryTable("EACH_ONCE", eachOnceSelect);
}
