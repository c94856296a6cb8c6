/*
The first row of FINDINGS_SENT. It is written once: a table that has a row keeps it.
*/
with latest as (
    select coalesce(max(loaded_at), '1970-01-01'::timestamp_ntz) as loaded_at
    from cloudtrail_raw
)
select
    'begin' as finding_id,
    'Alerts were switched on' as title,
    loaded_at,
    sysdate() as noted_at,
    sysdate() as sent_at
from latest
where not exists (select 1 from findings_sent)
