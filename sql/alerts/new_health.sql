/*
The view NEW_HEALTH: the state of PIPELINE_HEALTH, if alerts have noted another one last. Before they have noted any, they
take it for HEALTHY.
*/
with noted as (
    select state
    from health_sent
    qualify row_number() over (order by noted_at desc) = 1
)
select
    state,
    message_text(to_do) as to_do,
    message_text(coalesce(pipe_error, run_error)) as reason
from pipeline_health
where state is distinct from coalesce((select max(noted.state) from noted), 'HEALTHY')
