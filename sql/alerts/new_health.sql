/*
The view NEW_HEALTH: the state of PIPELINE_HEALTH, if alerts have noted another one last, or the same of another pipe.
Before they have noted any, they take it for HEALTHY. What is no fault, or one of what keeps the events in a table, is of no
pipe, however many there are.
*/
with noted as (
    select
        max(state) as state,
        max(pipe) as pipe
    from (
        select state, pipe
        from health_sent
        qualify row_number() over (order by noted_at desc) = 1
    ) as latest
),
present as (
    select
        state,
        message_text(to_do) as to_do,
        message_text(coalesce(pipe_error, run_error)) as reason,
        iff(
            state in ('HEALTHY', 'QUIET', 'TASK_SUSPENDED', 'TASK_FAILING', 'DYNAMIC_TABLE_FAILING', 'EVENTS_LATE'),
            null,
            message_text(replace(pipe, '"', ''))
        ) as pipe
    from pipeline_health
)
select present.*
from present
    cross join noted
where present.state is distinct from coalesce(noted.state, 'HEALTHY')
    or present.pipe is distinct from noted.pipe
