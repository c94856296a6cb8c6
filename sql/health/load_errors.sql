/*
The view LOAD_ERRORS: one row for each file of the last 14 days that is not in its raw table, because loading it failed,
with the reason. A file that was loaded later is not shown any more.

Files of two sources may have the same name: stage_location tells which stage it was, and pipe_name which pipe tried last.
That is null for a COPY by hand.

COPY_HISTORY reaches no further back, and a deployed view asks it for each raw table. Its times are of the session's zone;
here they are UTC wall clocks.
*/
with tries as (
    select
        table_name,
        stage_location,
        file_name,
        pipe_name,
        status,
        first_error_message,
        error_count,
        file_size,
        last_load_time
    from table(information_schema.copy_history(
        table_name => 'CLOUDTRAIL_RAW',
        start_time => dateadd('day', -14, current_timestamp())
    ))
)
select
    file_name,
    first_error_message as reason,
    convert_timezone('UTC', last_load_time)::timestamp_ntz as failed_at,
    status,
    error_count,
    file_size,
    stage_location,
    pipe_name
from tries
where lower(status) <> 'load in progress'
qualify row_number() over (partition by table_name, stage_location, file_name order by last_load_time desc) = 1
    and lower(status) <> 'loaded'
