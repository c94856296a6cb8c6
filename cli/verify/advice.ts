/**
 * What to do, by what is wrong. docs/operations.md has the same words in the table of "Verifying the chain", and a test
 * holds one to the other.
 */
export const advice = {
  trailGone:
    "`pulumi up --refresh` makes it again, or its owner does, if it was adopted. If it is of another account than the bucket, name the AWS profile of that account: `--trail-profile`.",
  trailStopped:
    "Find out who stopped it (`StopLogging` in the event history of the console), and start it: `aws cloudtrail start-logging --name …`.",
  trailElsewhere:
    "`pulumi up --refresh` puts bucket and prefix back. For a trail that was adopted, run `pointTrailCommand` of the output `toDo`.",
  bucketGone:
    "Nothing brings its logs back. Find out who deleted it, and make it again with `pulumi up --refresh`.",
  bucketPolicy:
    "`pulumi up --refresh` puts ours back. In a bucket that was adopted, merge `bucketPolicyToMerge` of the output `toDo` again.",
  deliveryRefused:
    "The bucket's policy or the KMS key refuses the trail. `pulumi up --refresh`, or merge `bucketPolicyToMerge` or `trailKeyPolicyToMerge` again.",
  deliveryLate:
    "Look at the trail's event selectors and at AWS's health: a trail with log file validation delivers a digest every hour.",
  notification:
    "`pulumi up --refresh` puts ours back; if others have entries there now, first set `snowtrail:eventNotifications.configuration` to `merge`. In an adopted bucket `notificationToAdd` has to be added again. Then `refreshPipe`, and `snowtrail backfill` for what is older than 7 days.",
  rule: "`pulumi up --refresh` puts rule and target back. Then `refreshPipe`, and `snowtrail backfill` for what is older than 7 days.",
  topicGone:
    "`pulumi up --refresh` makes it again, and each subscriber has to confirm again. A topic that was adopted has to be made by its owner.",
  topicPolicy:
    "`pulumi up --refresh` puts ours back. For a topic that was adopted, merge `eventTopicPolicyToMerge` of the output `toDo` again. Then `refreshPipe`.",
  topicUnsubscribed:
    "`pulumi up --replace '<URN of the pipe>'` subscribes it again, but not within 72 hours of the deletion: until then, `refreshPipe` once a day. See \"A new pipe\".",
  integration:
    '`pulumi up --refresh` puts role, locations and switch back. If it was dropped, look at "Something was dropped by hand".',
  role: "Put role, trust and policy back with `pulumi up --refresh`. Snowflake keeps credentials for up to an hour. Then `refreshPipe`.",
  read: "Put the role's policy back with `pulumi up --refresh`, and look for a Deny in the bucket's policy. With a KMS key, look at its policy as well. Then `refreshPipe`.",
  stage:
    "`pulumi up --refresh` puts it back; if the pipe has stopped, with `--replace '<URN of the pipe>'`. If the stage is gone, look at \"Something was dropped by hand\". Then `refreshPipe`.",
  stageUnbound:
    "The integration was made anew under its stage. `pulumi up --replace '<URN of the stage>' --replace '<URN of the pipe>'`, then `refreshPipe`.",
  rawTable:
    '`UNDROP TABLE …` within its retention time brings it back with all rows. Else look at "Something was dropped by hand".',
  pipeGone: '`pulumi up --refresh` makes it again. A new pipe has no history: see "A new pipe".',
  pipePaused:
    "Somebody paused it: `ALTER PIPE … SET PIPE_EXECUTION_PAUSED = FALSE`, then `refreshPipe`. After 14 days, see PIPE_PAUSED.",
  pipeStopped:
    "`pulumi up --refresh --replace '<URN of the pipe>'`, then `refreshPipe`. See PIPE_STOPPED for what the state says.",
  pipePattern:
    "`pulumi up --refresh` makes the pipe anew with the pattern of the stack's settings, then `refreshPipe`.",
  loading: 'See the section of that state in "The health of the pipeline".',
  events:
    "Mend what made it stop (see TASK_SUSPENDED and DYNAMIC_TABLE_FAILING), then `ALTER … RESUME`. Nothing is lost within 14 days.",
  views:
    "`pulumi up --refresh` makes it again. If it is there and fails, its error names what it reads and does not find.",
  alertStopped:
    "Somebody has suspended it, or the role had no `EXECUTE ALERT` when it was made. Grant it, then `pulumi up --refresh`, or `ALTER ALERT … RESUME`.",
  alertFailed:
    'See "No message comes": `CONDITION_FAILED` is a view that fails, `ACTION_FAILED` mostly the way of the messages.',
  unconfirmed:
    "The subscriber follows the link in the mail that AWS sends, within 3 days. After that, subscribe again.",
  nobody: "Set `snowtrail:notifications.topic.subscribers`, or subscribe to the topic.",
} as const;

export type Advice = keyof typeof advice;
