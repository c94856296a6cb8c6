/*
The view PIPELINE: one row for each pipe with what is known of the way from its bucket to the raw table, and from there to
CLOUDTRAIL. loads tells what the files hold that the pipe takes: events, which CLOUDTRAIL shows, or insights, which it does not.

- Of files, COPY_HISTORY tells: the last 14 days for the newest one, and the last day for the counts; a deployed view asks
  it for each raw table. They are those that the pipe itself has tried: what a COPY by hand loads counts for no pipe, so
  that none does look well that loads nothing. A file that was loaded after it failed, whoever loaded it, has not failed; one
  that nobody has loaded since is missing of the last pipe that tried it.
- Of events, only what was loaded in the last day, and as long before as CLOUDTRAIL may lag behind the raw table, is
  looked at: the health of a pipeline must not cost a scan of all logs. last_event_at is null when nothing was loaded in
  that time. With several pipes of events, the figures of all events stand in each of their rows. CLOUDTRAIL shows no
  insights: in the row of a pipe of insights these figures are null.
- Of a pipe, SYSTEM$PIPE_STATUS tells, and a deployed view asks for each. Its names are told apart there, since
  COPY_HISTORY writes them without quotes; on the laptop, where it has no database, two of them are null on both sides. A
  message is about any object below the notification's prefix, digests included, which CloudTrail delivers every hour even
  when nothing happens.
- Of the task or the dynamic table that keeps the events in a table of their own, the histories of the last 6 days tell
  how the last run ended; they reach no further back than 7. A deployed view looks at the one that its mode has. There
  is none where CLOUDTRAIL reads the raw table, and none that what a pipe of insights loads waits for: then run_by and the
  other columns of a run are null. The name of a dynamic table that does not exist may be an error, so its refreshes are
  picked out of all.
- due_at is when the newest of the events were loaded that CLOUDTRAIL has to show by now: those that have been there for
  120 minutes, to which a deployed view adds the schedule of the task or the lag of the dynamic table. It is null for a pipe
  of insights. shown_at is when the newest were loaded that CLOUDTRAIL shows. Where CLOUDTRAIL reads the raw table, they
  never differ for long.

All times are UTC wall clocks.
*/
with tries as (
    select
        pipe_catalog_name,
        pipe_schema_name,
        pipe_name,
        table_name,
        stage_location,
        file_name,
        first_error_message,
        convert_timezone('UTC', last_load_time)::timestamp_ntz as tried_at,
        lower(status) = 'loaded' as is_loaded
    from table(information_schema.copy_history(
        table_name => 'CLOUDTRAIL_RAW',
        start_time => dateadd('day', -14, current_timestamp())
    ))
    where lower(status) <> 'load in progress'
),

outcomes as (
    select
        *,
        not is_loaded
            and coalesce(
                tried_at > max(iff(is_loaded, tried_at, null)) over (partition by table_name, stage_location, file_name),
                true
            )
            and row_number() over (
                partition by table_name, stage_location, file_name, pipe_name is null
                order by tried_at desc
            ) = 1 as is_missing
    from tries
),

files as (
    select
        pipe_catalog_name,
        pipe_schema_name,
        pipe_name,
        max_by(iff(is_loaded, file_name, null), iff(is_loaded, tried_at, null)) as last_file,
        max(iff(is_loaded, tried_at, null)) as last_loaded_at,
        count(distinct iff(is_loaded and tried_at >= dateadd('day', -1, sysdate()), file_name, null)) as files_last_day,
        count_if(is_missing and tried_at >= dateadd('day', -1, sysdate())) as failed_last_day,
        count_if(
            is_missing
            and tried_at >= dateadd('day', -1, sysdate())
            and regexp_like(first_error_message, '.*(assuming aws_role|access ?denied|not authorized).*', 'is')
        ) as refused_last_day
    from outcomes
    group by pipe_catalog_name, pipe_schema_name, pipe_name
),

delivered as (
    select max(raw.loaded_at) as due_at
    from cloudtrail_raw as raw,
        lateral flatten(input => raw.record:Records) as event
    where raw.loaded_at >= dateadd('day', -1, dateadd('minute', -120, sysdate()))
        and raw.loaded_at < dateadd('minute', -120, sysdate())
),

events as (
    select
        count_if(loaded_at >= dateadd('day', -1, sysdate())) as events_last_day,
        max(eventTime) as last_event_at,
        max(loaded_at) as shown_at
    from cloudtrail
    where loaded_at >= dateadd('day', -1, dateadd('minute', -120, sysdate()))
),

pipes as (
    select
        'CLOUDTRAIL_PIPE' as pipe,
        current_database() as database_name,
        current_schema() as schema_name,
        'CLOUDTRAIL_PIPE' as name,
        'events' as loads,
        parse_json(system$pipe_status('CLOUDTRAIL_PIPE')) as status
),

runs as (
    select
        'task' as run_by,
        state,
        error_message as error,
        convert_timezone('UTC', completed_time)::timestamp_ntz as ended_at
    from table(information_schema.task_history(
        task_name => 'LOAD_CLOUDTRAIL_EVENTS',
        scheduled_time_range_start => dateadd('day', -6, current_timestamp()),
        result_limit => 10000
    ))
    where database_name = current_database()
        and schema_name = current_schema()
        and state in ('SUCCEEDED', 'FAILED', 'FAILED_AND_AUTO_SUSPENDED')
    union all
    select
        'dynamic table' as run_by,
        state,
        state_message as error,
        convert_timezone('UTC', refresh_end_time)::timestamp_ntz as ended_at
    from table(information_schema.dynamic_table_refresh_history(
        data_timestamp_start => dateadd('day', -6, current_timestamp()),
        result_limit => 10000
    ))
    where name = 'CLOUDTRAIL_EVENTS_DYNAMIC'
        and database_name = current_database()
        and schema_name = current_schema()
        and state in ('SUCCEEDED', 'FAILED', 'UPSTREAM_FAILED')
),

last_run as (
    select
        run_by,
        state as run_state,
        iff(state = 'SUCCEEDED', null, error) as run_error,
        ended_at as run_ended_at
    from runs
    where run_by in ('task', 'dynamic table')
    qualify row_number() over (order by ended_at desc) = 1
)

select
    files.last_file,
    files.last_loaded_at,
    events.last_event_at,
    datediff('second', events.last_event_at, sysdate()) as lag_seconds,
    coalesce(files.files_last_day, 0) as files_last_day,
    events.events_last_day,
    coalesce(files.failed_last_day, 0) as failed_last_day,
    coalesce(files.refused_last_day, 0) as refused_last_day,
    pipes.status:executionState::string as pipe_state,
    coalesce(pipes.status:error::string, pipes.status:fault::string) as pipe_error,
    coalesce(pipes.status:pendingFileCount::int, 0) as files_waiting,
    try_to_timestamp_ntz(pipes.status:lastReceivedMessageTimestamp::string) as last_message_at,
    try_to_timestamp_ntz(pipes.status:lastIngestedTimestamp::string) as last_ingested_at,
    delivered.due_at,
    events.shown_at,
    last_run.run_by,
    last_run.run_state,
    last_run.run_error,
    last_run.run_ended_at,
    pipes.pipe,
    pipes.loads
from pipes
left join files
    on files.pipe_name = pipes.name
    and files.pipe_schema_name is not distinct from pipes.schema_name
    and files.pipe_catalog_name is not distinct from pipes.database_name
left join events on pipes.loads = 'events'
left join delivered on pipes.loads = 'events'
left join last_run on pipes.loads = 'events'
