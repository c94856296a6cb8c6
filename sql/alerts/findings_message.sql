/*
The view FINDINGS_MESSAGE: one row with the message about all findings that are noted and not told, or none.

Findings of one detection about one actor in one account are one entry, as `snowtrail detect` prints them: the gravest
first, then the earliest, ten at most, and how many findings are left out. Each way out has a column with the message as
it needs it:

- plain, lines of text, for e-mail. subject is its subject.
- json, for a topic: an object with the same, for people and programs.
- slack, teams and pagerduty, which Snowflake puts into the JSON of a request as they are: a line ends with \n in two
  characters, and there is no double quote and no other backslash. Slack's own markup is escaped. PagerDuty shows one
  line of 1,024 characters at most.

The texts in FINDINGS_SENT have passed MESSAGE_TEXT. alert_settings is one row: findings_name, what FINDINGS is called in
the query that shows the findings.
*/
with pending as (
    select *
    from findings_sent
    where sent_at is null
),
grouped as (
    select
        severity,
        title,
        detection_id,
        who,
        account,
        count(*) as times,
        min(event_time) as first_time,
        max(event_time) as last_time,
        array_agg(distinct what) within group (order by what) as actions,
        array_agg(distinct target) within group (order by target) as targets,
        array_agg(distinct address) within group (order by address) as addresses,
        array_agg(distinct region) within group (order by region) as regions
    from pending
    group by severity, title, detection_id, who, account
),
entry as (
    select
        severity,
        title,
        detection_id,
        times,
        row_number() over (
            order by
                array_position(severity::variant, array_construct('critical', 'high', 'medium', 'low', 'info')),
                first_time nulls last,
                detection_id,
                who,
                account
        ) as place,
        coalesce(who, 'unknown') as who,
        array_to_string(array_slice(actions, 0, 3), ', ')
        || iff(array_size(actions) > 3, ' and ' || (array_size(actions) - 3) || ' more', '')
        || iff(array_size(targets) > 0, ' on ' || array_to_string(array_slice(targets, 0, 2), ', '), '')
        || iff(array_size(targets) > 2, ' and ' || (array_size(targets) - 2) || ' more', '') as what,
        coalesce(nullif(array_to_string(
            array_cat(
                array_cat(array_slice(addresses, 0, 3), array_slice(regions, 0, 2)),
                array_construct_compact('account ' || account)
            ),
            ', '
        ), ''), 'unknown') as origin,
        coalesce(
            to_varchar(first_time, 'YYYY-MM-DD HH24:MI:SS')
            || iff(last_time > first_time, ' to ' || to_varchar(last_time, 'YYYY-MM-DD HH24:MI:SS'), '')
            || ' UTC',
            'no time'
        ) as period
    from grouped
),
told as (
    select
        max(iff(place = 1, severity || ': ' || title, null)) as gravest,
        sum(iff(place > 10, times, 0)) as left_out,
        listagg(
            iff(
                place > 10,
                '',
                place || '. ' || upper(severity) || ': ' || title
                || '\n   who: ' || who
                || '\n   what: ' || what
                || '\n   where: ' || origin
                || '\n   when: ' || period
                || '\n   how often: ' || iff(times = 1, 'once', times || ' times')
                || '\n\n'
            )
        ) within group (order by place) as entries,
        array_agg(
            iff(
                place > 10,
                null,
                object_construct(
                    'detection', detection_id,
                    'severity', severity,
                    'title', title,
                    'who', who,
                    'what', what,
                    'where', origin,
                    'when', period,
                    'times', times
                )
            )
        ) within group (order by place) as objects
    from entry
),
written as (
    select
        count(*) as findings,
        count(*) || ' new finding' || iff(count(*) = 1, '', 's') as amount,
        'select * from ' || max(findings_name)
        || ' where detection_id in (' || listagg(distinct '''' || detection_id || '''', ', ') within group (order by '''' || detection_id || '''')
        || ') and loaded_at between ''' || to_varchar(min(loaded_at), 'YYYY-MM-DD HH24:MI:SS.FF9')
        || ''' and ''' || to_varchar(max(loaded_at), 'YYYY-MM-DD HH24:MI:SS.FF9')
        || ''' order by eventTime' as query
    from pending
        cross join alert_settings
),
message as (
    select
        findings,
        objects,
        left_out,
        query,
        left('Snowtrail: ' || amount || ', the gravest ' || gravest, 250) as subject,
        amount || '\n\n' || entries
        || iff(left_out > 0, 'and ' || left_out || ' more\n\n', '')
        || 'All of them: ' || query as plain
    from written
        cross join told
    where findings > 0
)
select
    findings,
    subject,
    plain,
    to_json(object_construct(
        'subject', subject,
        'count', findings,
        'leftOut', left_out,
        'findings', objects,
        'query', query
    )) as json,
    replace(replace(replace(replace(plain, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '\n', '\\n') as slack,
    replace(replace(plain, '\n\n', '\n'), '\n', '\\n\\n') as teams,
    left(regexp_replace(plain, '\n+ *', '; '), 1024) as pagerduty
from message
