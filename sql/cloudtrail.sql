/*
The view CLOUDTRAIL: one row for each element of `Records` in each file of CLOUDTRAIL_RAW.

The first 29 columns have the names and the order of Snowflake's CloudTrail quickstart, so that queries
written for it keep working. Their types are put right:

- eventTime is a UTC wall clock without zone. `::timestamp` would depend on the session's
  TIMESTAMP_TYPE_MAPPING, and one malformed value would fail every query; here it is null.
- managementEvent, readOnly and sessionCredentialFromConsole are booleans, whether they were delivered as
  booleans or as strings.
- addendum and edgeDeviceDetails are objects, and stay objects.

A path into a VARIANT that holds no object is null and not an error, and every other conversion is a
`try_…` or to text. So a record of any shape has its row, and `record` holds it as it was delivered:
fields without a column, such as those of aggregated events, are reached through it.

log_source tells in which bucket, or on the laptop in which folder, the file was found: a table may be loaded from several.

A JSON null stays a JSON null in the VARIANT columns, and `is null` is false for it. In conditions, write
`responseElements:x::string is null`.
*/
select
    try_to_timestamp_ntz(event.value:eventTime::string) as eventTime,
    event.value:eventVersion::string as eventVersion,
    event.value:userIdentity::variant as userIdentity,
    event.value:eventSource::string as eventSource,
    event.value:eventName::string as eventName,
    event.value:awsRegion::string as awsRegion,
    event.value:sourceIPAddress::string as sourceIPAddress,
    event.value:userAgent::string as userAgent,
    event.value:errorCode::string as errorCode,
    event.value:errorMessage::string as errorMessage,
    event.value:requestParameters::variant as requestParameters,
    event.value:responseElements::variant as responseElements,
    event.value:additionalEventData::variant as additionalEventData,
    event.value:requestID::string as requestID,
    event.value:eventID::string as eventID,
    event.value:eventType::string as eventType,
    event.value:apiVersion::string as apiVersion,
    try_to_boolean(event.value:managementEvent::string) as managementEvent,
    event.value:resources::variant as resources,
    event.value:recipientAccountId::string as recipientAccountId,
    event.value:serviceEventDetails::variant as serviceEventDetails,
    event.value:sharedEventID::string as sharedEventID,
    event.value:eventCategory::string as eventCategory,
    event.value:vpcEndpointId::string as vpcEndpointId,
    event.value:addendum::variant as addendum,
    try_to_boolean(event.value:sessionCredentialFromConsole::string) as sessionCredentialFromConsole,
    event.value:edgeDeviceDetails::variant as edgeDeviceDetails,
    event.value:tlsDetails::variant as tlsDetails,
    event.value:insightDetails::variant as insightDetails,
    try_to_boolean(event.value:readOnly::string) as readOnly,
    event.value:vpcEndpointAccountId::string as vpcEndpointAccountId,
    event.value:eventContext::variant as eventContext,
    delivered.file_name as file_name,
    delivered.file_last_modified as file_last_modified,
    delivered.loaded_at as loaded_at,
    delivered.log_source as log_source,
    event.value as record
from cloudtrail_raw as delivered,
    lateral flatten(input => delivered.record:Records) as event
