/*
What an action was done to, from an event's requestParameters and resources: the parameter that names it,
under its own name (`bucketName logs`), else the first resource, as its ARN. NULL where the event does not
say it plainly.

Of several parameters the most telling is taken, in the order below. Only a text that is not empty counts,
and requestParameters that are no object, such as the text that stands for those that are too large, hold
none. A resource is an object with ARN, arn or ARNPrefix, or the text itself: all of these are delivered.
*/
create or replace function target(request_parameters variant, resources variant)
returns varchar
as $$
coalesce(
    'bucketName ' || nullif(as_varchar(request_parameters:bucketName), ''),
    'groupId ' || nullif(as_varchar(request_parameters:groupId), ''),
    'userName ' || nullif(as_varchar(request_parameters:userName), ''),
    'roleName ' || nullif(as_varchar(request_parameters:roleName), ''),
    'groupName ' || nullif(as_varchar(request_parameters:groupName), ''),
    'policyArn ' || nullif(as_varchar(request_parameters:policyArn), ''),
    'policyName ' || nullif(as_varchar(request_parameters:policyName), ''),
    'keyId ' || nullif(as_varchar(request_parameters:keyId), ''),
    'secretId ' || nullif(as_varchar(request_parameters:secretId), ''),
    'functionName ' || nullif(as_varchar(request_parameters:functionName), ''),
    'trailName ' || nullif(as_varchar(request_parameters:trailName), ''),
    'instanceId ' || nullif(as_varchar(request_parameters:instanceId), ''),
    'snapshotId ' || nullif(as_varchar(request_parameters:snapshotId), ''),
    'dBInstanceIdentifier ' || nullif(as_varchar(request_parameters:dBInstanceIdentifier), ''),
    'detectorId ' || nullif(as_varchar(request_parameters:detectorId), ''),
    'roleArn ' || nullif(as_varchar(request_parameters:roleArn), ''),
    'name ' || nullif(as_varchar(request_parameters:name), ''),
    'resourceArn ' || nullif(as_varchar(request_parameters:resourceArn), ''),
    nullif(as_varchar(resources[0]['ARN']), ''),
    nullif(as_varchar(resources[0]['arn']), ''),
    nullif(as_varchar(resources[0]['ARNPrefix']), ''),
    nullif(as_varchar(resources[0]), '')
)
$$;
