/**
 * The beginning of a statement in Snowflake's SQL: a relation `each_once` with each event once, however often it was
 * delivered, by FINDINGS' rule of what is one event (the same id and the same record). Records are compared only
 * where an id occurs twice: they are most of the bytes.
 *
 * @param columns What `each_once` has of each event: expressions over `cloudtrail` with their names.
 */
export function withEachOnce(columns: readonly string[]): string {
  const select = `select
        ${columns.join(",\n        ")}
    from cloudtrail`;
  return `with
repeated as (
    select eventID
    from cloudtrail
    where eventID is not null
    group by eventID
    having count(*) > 1
),
each_once as (
    ${select}
    where eventID is null or eventID not in (select eventID from repeated)
    union all
    ${select}
    where eventID in (select eventID from repeated)
    qualify row_number() over (partition by eventID, record::string order by loaded_at, file_name) = 1
)`;
}
