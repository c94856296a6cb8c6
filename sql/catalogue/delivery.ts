/**
 * The clause that keeps one row of each event, and that of its first delivery.
 *
 * CloudTrail delivers at least once, and two trails deliver everything twice. The same event has the same id and the
 * same record. Events without an id are never taken for one another: an event that is there twice is better than one
 * that is lost. The first delivery is kept, so that what is shown stays as it is when the second arrives.
 *
 * @param keys What events have to share beside that to be one. Defaults to nothing.
 * @param record How records are compared. Defaults to their texts.
 */
export function firstDelivery(keys: readonly string[] = [], record = "record::string"): string {
  return `qualify eventID is null
    or row_number() over (
        partition by ${[...keys, "eventID", record].join(", ")}
        order by loaded_at, file_name
    ) = 1`;
}
