import { DuckDBInstance } from "@duckdb/node-api";

/**
 * What somebody who knows DuckDB writes for these five detections and no others: events typed and in memory, with the
 * fields alone that the detections read. It takes a JSON null for an absent key, verifies no checksum, stops at the
 * first file that it cannot read, and has no column of what it does not need.
 */
async function main(folders: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("set preserve_insertion_order = false");
  await connection.run(load(folders));
  const [count] = (await connection.runAndReadAll("select count(*) from events")).getRows();
  const found = (await connection.runAndReadAll(findings)).getRows();
  connection.closeSync();
  instance.closeSync();
  const seen = { events: Number(count?.[0]), findings: found.length };
  process.stdout.write(`${JSON.stringify(seen)}\n`);
}

const texts = [
  "eventTime",
  "eventID",
  "eventSource",
  "eventName",
  "errorCode",
  "eventType",
  "sourceIPAddress",
  "readOnly",
];
const objects = ["userIdentity", "responseElements", "additionalEventData"];

function load(folders: readonly string[]): string {
  const files = folders.map((folder) => `'${folder.replaceAll("'", "''")}/**/*.json.gz'`);
  const fields = [
    ...texts.map((name) => `"${name}" VARCHAR`),
    ...objects.map((name) => `"${name}" JSON`),
  ];
  return `create table events as
    select unnest(Records, recursive := true)
    from read_json([${files.join(", ")}],
      columns = { Records: 'STRUCT(${fields.join(", ")})[]' }, maximum_object_size = 67108864)`;
}

const byPerson = `coalesce(userIdentity->>'$.invokedBy', 'signin.amazonaws.com')
  in ('signin.amazonaws.com', 'cloudformation.amazonaws.com')`;

const conditions: Readonly<Record<string, string>> = {
  console_login_without_mfa: `eventSource = 'signin.amazonaws.com'
    and eventName = 'ConsoleLogin'
    and (responseElements->>'$.ConsoleLogin') = 'Success'
    and (userIdentity->>'$.type') in ('IAMUser', 'Root')
    and coalesce(lower(additionalEventData->>'$.MFAUsed'), 'no') not in ('yes', 'true')`,
  root_activity: `(userIdentity->>'$.type') = 'Root'
    and coalesce(userIdentity->>'$.invokedBy', 'signin.amazonaws.com') = 'signin.amazonaws.com'
    and eventType is distinct from 'AwsServiceEvent'
    and (readOnly is distinct from 'true' or (userIdentity->>'$.accessKeyId') like 'AKIA%')`,
  s3_bucket_policy_changes: `eventSource in ('s3.amazonaws.com', 's3express.amazonaws.com')
    and eventName in ('PutBucketAcl', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketCors',
      'DeleteBucketCors', 'PutBucketLifecycle', 'PutBucketLifecycleConfiguration',
      'DeleteBucketLifecycle', 'PutBucketReplication', 'DeleteBucketReplication',
      'PutBucketOwnershipControls', 'DeleteBucketOwnershipControls', 'PutBucketPublicAccessBlock',
      'DeleteBucketPublicAccessBlock', 'PutAccountPublicAccessBlock',
      'DeleteAccountPublicAccessBlock')
    and errorCode is null and ${byPerson}`,
  security_group_changes: `eventSource = 'ec2.amazonaws.com'
    and eventName in ('AuthorizeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress',
      'CreateSecurityGroup', 'DeleteSecurityGroup', 'ModifySecurityGroupRules',
      'RevokeSecurityGroupEgress', 'RevokeSecurityGroupIngress')
    and errorCode is null and ${byPerson}`,
  unauthorized_api_calls: `(errorCode like '%UnauthorizedOperation' or errorCode like 'AccessDenied%')
    and sourceIPAddress is distinct from 'delivery.logs.amazonaws.com'
    and eventName is distinct from 'HeadBucket' and ${byPerson}`,
};

/** The detections of the hand-written query, by their ids. */
export const handWrittenIds: readonly string[] = Object.keys(conditions);

const findings = Object.entries(conditions)
  .map(([id, condition]) => `select '${id}' as detection_id, * from events where ${condition}`)
  .join("\nunion all\n");

if (require.main === module) void main(process.argv.slice(2));
