/*
The view NEW_FINDINGS: what alerts have not noted yet.

A finding is new by when its event was loaded, not by when that happened: CloudTrail delivers late. It is known by its
detection, the event's id and the record, as in FINDINGS, and one of an event without an id by its file. What came with
the very last file before alerts were switched on is new as well, since another file may have the same time of load.

alert_settings is one row: minimum_severity, and detections, which is empty for all of them.
*/
with wanted as (
    select
        findings.*,
        sha2(
            detection_id || ' ' || coalesce(eventID, first_seen_in, '') || ' ' || coalesce(record::string, '')
        ) as finding_id
    from findings
        cross join alert_settings
    where (array_size(detections) = 0 or array_contains(detection_id::variant, detections))
        and array_position(severity::variant, array_construct('info', 'low', 'medium', 'high', 'critical'))
            >= array_position(minimum_severity::variant, array_construct('info', 'low', 'medium', 'high', 'critical'))
),
begun as (
    select min(loaded_at) as loaded_at
    from findings_sent
)
select
    wanted.finding_id,
    wanted.detection_id,
    wanted.severity,
    message_text(wanted.title) as title,
    message_text(wanted.actor) as who,
    message_text(
        coalesce(wanted.eventName, 'an event without a name')
        || coalesce(' (' || regexp_replace(wanted.eventSource, '[.]amazonaws[.]com$', '') || ')', '')
    ) as what,
    message_text(wanted.target) as target,
    message_text(wanted.sourceIPAddress) as address,
    message_text(wanted.awsRegion) as region,
    message_text(wanted.recipientAccountId) as account,
    wanted.eventTime as event_time,
    wanted.loaded_at
from wanted
    cross join begun
    left join findings_sent as sent
        on sent.finding_id = wanted.finding_id
where sent.finding_id is null
    and wanted.loaded_at >= begun.loaded_at
qualify row_number() over (partition by wanted.finding_id order by wanted.loaded_at) = 1
