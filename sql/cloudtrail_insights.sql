/*
The view CLOUDTRAIL_INSIGHTS: one row for each Insights event in the files of CLOUDTRAIL_INSIGHTS_RAW, each once, however
often it was delivered. CLOUDTRAIL_INSIGHTS_RAW has the columns of CLOUDTRAIL_RAW, and only a stack that loads Insights has
the two.

An insight is unusual activity: many more calls of an API, or many more errors of it, than in the week before. It has two
events with the same sharedEventID, where it starts and where it ends, by the column state. In the first the figures are of
its beginning, in the second of all of it.

- eventTime is a UTC wall clock without zone, as in CLOUDTRAIL.
- eventSource, eventName and errorCode tell the calls that were unusual; errorCode only of an unusual rate of errors.
- baselineAverage and insightAverage are calls or errors a minute, before and during the insight; baselineDuration and
  insightDuration are minutes.
- attributions has the identities, user agents and error codes that contributed the most, with their averages a minute.

Values that are not of the type of their column are null, and `record` holds the event as it was delivered.
Source: AWS CloudTrail User Guide, "CloudTrail record contents for Insights events for trails".
*/
select
    try_to_timestamp_ntz(event.value:eventTime::string) as eventTime,
    event.value:eventVersion::string as eventVersion,
    event.value:awsRegion::string as awsRegion,
    event.value:eventID::string as eventID,
    event.value:eventType::string as eventType,
    event.value:eventCategory::string as eventCategory,
    event.value:recipientAccountId::string as recipientAccountId,
    event.value:sharedEventID::string as sharedEventID,
    event.value:insightDetails:state::string as state,
    event.value:insightDetails:insightType::string as insightType,
    event.value:insightDetails:eventSource::string as eventSource,
    event.value:insightDetails:eventName::string as eventName,
    event.value:insightDetails:errorCode::string as errorCode,
    try_to_double(event.value:insightDetails:insightContext:statistics:baseline:average::string) as baselineAverage,
    try_to_double(event.value:insightDetails:insightContext:statistics:insight:average::string) as insightAverage,
    try_to_number(event.value:insightDetails:insightContext:statistics:baselineDuration::string) as baselineDuration,
    try_to_number(event.value:insightDetails:insightContext:statistics:insightDuration::string) as insightDuration,
    event.value:insightDetails:insightContext:attributions::variant as attributions,
    delivered.file_name as file_name,
    delivered.file_last_modified as file_last_modified,
    delivered.loaded_at as loaded_at,
    delivered.log_source as log_source,
    event.value as record
from cloudtrail_insights_raw as delivered,
    lateral flatten(input => delivered.record:Records) as event
qualify event.value:eventID::string is null
    or row_number() over (
        partition by event.value:eventID::string, event.value::string
        order by delivered.loaded_at, delivered.file_name
    ) = 1
