/*
The view PIPELINE: one row with what is known of the way from the bucket to CLOUDTRAIL.

- Of files, COPY_HISTORY tells: the last 14 days for the newest one, and the last day for the counts.
- Of events, only what was loaded in the last day is looked at: the health of a pipeline must not cost a scan of
  all logs. last_event_at is null when nothing was loaded in that time.
- Of the pipe, SYSTEM$PIPE_STATUS tells. A message is about any object below the notification's prefix, digests
  included, which CloudTrail delivers every hour even when nothing happens.
- due_at is when the newest of the events were loaded that have been there for two hours, and shown_at when the
  newest were that CLOUDTRAIL shows. Where CLOUDTRAIL reads the raw table, they never differ for long.

All times are UTC wall clocks.
*/
with copies as (
    select
        file_name,
        first_error_message,
        lower(status) = 'loaded' as is_loaded,
        convert_timezone('UTC', last_load_time)::timestamp_ntz as tried_at
    from table(information_schema.copy_history(
        table_name => 'CLOUDTRAIL_RAW',
        start_time => dateadd('day', -14, current_timestamp())
    ))
    where lower(status) <> 'load in progress'
    qualify row_number() over (partition by file_name order by last_load_time desc) = 1
),

files as (
    select
        max_by(iff(is_loaded, file_name, null), iff(is_loaded, tried_at, null)) as last_file,
        max(iff(is_loaded, tried_at, null)) as last_loaded_at,
        count_if(is_loaded and tried_at >= dateadd('day', -1, sysdate())) as files_last_day,
        count_if(not is_loaded and tried_at >= dateadd('day', -1, sysdate())) as failed_last_day,
        count_if(
            not is_loaded
            and tried_at >= dateadd('day', -1, sysdate())
            and regexp_like(first_error_message, '.*(assuming aws_role|access ?denied|not authorized).*', 'is')
        ) as refused_last_day
    from copies
),

delivered as (
    select max(raw.loaded_at) as due_at
    from cloudtrail_raw as raw,
        lateral flatten(input => raw.record:Records) as event
    where raw.loaded_at >= dateadd('day', -1, sysdate())
        and raw.loaded_at < dateadd('hour', -2, sysdate())
),

events as (
    select
        count(*) as events_last_day,
        max(eventTime) as last_event_at,
        max(loaded_at) as shown_at
    from cloudtrail
    where loaded_at >= dateadd('day', -1, sysdate())
),

pipe as (
    select parse_json(system$pipe_status('CLOUDTRAIL_PIPE')) as status
)

select
    files.last_file,
    files.last_loaded_at,
    events.last_event_at,
    datediff('second', events.last_event_at, sysdate()) as lag_seconds,
    files.files_last_day,
    events.events_last_day,
    files.failed_last_day,
    files.refused_last_day,
    pipe.status:executionState::string as pipe_state,
    coalesce(pipe.status:error::string, pipe.status:fault::string) as pipe_error,
    coalesce(pipe.status:pendingFileCount::int, 0) as files_waiting,
    try_to_timestamp_ntz(pipe.status:lastReceivedMessageTimestamp::string) as last_message_at,
    try_to_timestamp_ntz(pipe.status:lastIngestedTimestamp::string) as last_ingested_at,
    delivered.due_at,
    events.shown_at
from files
cross join delivered
cross join events
cross join pipe
