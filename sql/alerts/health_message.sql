/*
The view HEALTH_MESSAGE: one row with the message about all changes of PIPELINE_HEALTH that are noted and not told, or
none. It has the columns of FINDINGS_MESSAGE for the same ways out.

Of several changes the last is the state, and those before it are named. alert_settings is one row: health_name, what
PIPELINE_HEALTH is called in the query that shows more.
*/
with pending as (
    select *
    from health_sent
    where sent_at is null
),
latest as (
    select *
    from pending
    qualify row_number() over (order by noted_at desc) = 1
),
before as (
    select state, noted_at
    from health_sent
    where sent_at is not null
    qualify row_number() over (order by noted_at desc) = 1
),
passed as (
    select
        coalesce((select max(before.state) from before), 'HEALTHY')
        || coalesce(listagg(iff(pending.noted_at < latest.noted_at, ', then ' || pending.state, '')) within group (order by pending.noted_at), '') as states
    from pending
        cross join latest
),
written as (
    select
        state,
        states,
        to_do,
        reason,
        pipe,
        to_varchar(noted_at, 'YYYY-MM-DD HH24:MI:SS') || ' UTC' as seen,
        'select * from ' || health_name as query
    from latest
        cross join passed
        cross join alert_settings
),
message as (
    select
        *,
        'Snowtrail: the pipeline is ' || state as subject,
        'The pipeline is ' || state || ', and was ' || states
        || '\n   what to do: ' || to_do
        || coalesce('\n   why: ' || reason, '')
        || coalesce('\n   pipe: ' || pipe, '')
        || '\n   seen: ' || seen
        || '\n\nMore: ' || query as plain
    from written
)
select
    subject,
    plain,
    to_json(object_construct(
        'subject', subject,
        'state', state,
        'before', states,
        'toDo', to_do,
        'reason', reason,
        'pipe', pipe,
        'seen', seen,
        'query', query
    )) as json,
    replace(replace(replace(replace(plain, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '\n', '\\n') as slack,
    replace(replace(plain, '\n\n', '\n'), '\n', '\\n\\n') as teams,
    left(regexp_replace(plain, '\n+ *', '; '), 1024) as pagerduty
from message
