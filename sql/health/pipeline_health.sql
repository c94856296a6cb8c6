/*
The view PIPELINE_HEALTH: one row with the state of the way from the bucket to CLOUDTRAIL, and what to do. Of several
pipes it is the one that needs somebody: any state that is a fault comes before QUIET, and that before HEALTHY; of two that
are alike, the one that loads events. PIPELINE has a row for each.

The first state that fits is told: what is wrong with the pipe, with what keeps the events in a table of their own, and
then with what comes before the pipe. Single files that fail hide none of these.

What tells a quiet account from a broken pipe is that CloudTrail delivers a digest every hour, and the pipe's queue
hears of it. While messages come, trail and notifications work: a pipe that has loaded before and has nothing to load
now is quiet, and one that has never loaded anything does not see the logs. Three hours without any message are an
interruption. Whether the trail or the notifications are to blame is told by a refresh: files that it loads are files of
which the pipe was not told.

A pipe that loads insights may rightly load nothing for weeks, or ever: of it neither QUIET nor PATH_MISMATCH is told. Nor
is what is about CLOUDTRAIL, which shows events alone; PIPELINE has no due_at and no run_by for it. And as long as it has
heard of nothing, which is so until the first message after it was made, what the others have heard counts.

docs/operations.md has a section for each state.
*/
with heard as (
    select
        *,
        iff(loads = 'insights', coalesce(last_message_at, max(last_message_at) over ()), last_message_at) as heard_at
    from pipeline
),

judged as (
    select
        case
            when pipe_state = 'PAUSED' then 'PIPE_PAUSED'
            when pipe_state = 'STALLED_STAGE_PERMISSION_ERROR'
                or regexp_like(pipe_error, '.*(assuming aws_role|access ?denied|not authorized).*', 'is')
                or refused_last_day > 0
                then 'ROLE_BROKEN'
            when pipe_state is distinct from 'RUNNING' then 'PIPE_STOPPED'
            when run_by = 'task' and run_state = 'FAILED_AND_AUTO_SUSPENDED' then 'TASK_SUSPENDED'
            when run_by = 'task' and run_state <> 'SUCCEEDED' then 'TASK_FAILING'
            when run_by = 'dynamic table' and run_state <> 'SUCCEEDED' then 'DYNAMIC_TABLE_FAILING'
            when due_at is not null
                and (shown_at is null or shown_at < dateadd('hour', -1, due_at))
                then 'EVENTS_LATE'
            when heard_at is null
                then iff(last_ingested_at is null, 'TRAIL_STOPPED', 'NOTIFICATIONS_MISSING')
            when heard_at < dateadd('hour', -3, sysdate())
                then iff(
                    last_ingested_at > dateadd('hour', 1, heard_at),
                    'NOTIFICATIONS_MISSING',
                    'TRAIL_STOPPED'
                )
            when failed_last_day > 0 then 'FILES_FAILING'
            when loads = 'events' and last_ingested_at is null then 'PATH_MISMATCH'
            when loads = 'events'
                and (last_loaded_at is null or last_loaded_at < dateadd('day', -1, sysdate()))
                then 'QUIET'
            else 'HEALTHY'
        end as state,
        *
    from heard
    qualify row_number() over (
        order by
            case state when 'HEALTHY' then 3 when 'QUIET' then 2 when 'FILES_FAILING' then 1 else 0 end,
            iff(loads = 'events', 0, 1),
            pipe
    ) = 1
)

select
    state,
    case state
        when 'HEALTHY' then 'Nothing.'
        when 'QUIET' then 'Nothing, if the account is as quiet as that: messages arrive, and no logs.'
        when 'PIPE_PAUSED' then 'Resume the pipe, and refresh it.'
        when 'ROLE_BROKEN' then 'Put role, trust and policy back with pulumi up --refresh.'
        when 'PIPE_STOPPED' then 'Make stage and pipe anew as pipe_state says, and refresh the pipe.'
        when 'TASK_SUSPENDED' then 'Mend what run_error says, and resume the task with pulumi up --refresh.'
        when 'TASK_FAILING' then 'Mend what run_error says. The next run takes what is missing.'
        when 'DYNAMIC_TABLE_FAILING' then 'Mend what run_error says. The next refresh takes what is missing.'
        when 'EVENTS_LATE' then 'See whether the task or the dynamic table is suspended, and resume it.'
        when 'FILES_FAILING' then 'Look into LOAD_ERRORS.'
        when 'NOTIFICATIONS_MISSING' then 'Put the notifications of the bucket back, and refresh the pipe.'
        when 'TRAIL_STOPPED' then 'See whether the trail logs. If it does, refresh the pipe and look again.'
        when 'PATH_MISMATCH' then 'Compare prefix and pattern with the paths that the trail writes.'
    end as to_do,
    pipe_state,
    pipe_error,
    last_loaded_at,
    last_message_at,
    last_event_at,
    failed_last_day,
    run_state,
    run_error,
    pipe
from judged
