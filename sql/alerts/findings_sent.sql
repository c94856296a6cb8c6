/*
The table FINDINGS_SENT: what alerts have told, a row for each finding, and what they are about to tell.

A finding that is noted and not told yet has no SENT_AT. The first row stands for the moment at which alerts were
switched on: LOADED_AT is when the latest file had been loaded, and what was loaded before is not told.

The comment behind a column is the expression over NEW_FINDINGS that it is filled with. The texts are those of the
message, so that it can be made whatever has become of the events. Times are UTC wall clocks.
*/
create table findings_sent (
    finding_id varchar(64), -- finding_id
    detection_id varchar(16777216), -- detection_id
    severity varchar(16777216), -- severity
    title varchar(16777216), -- title
    who varchar(16777216), -- who
    what varchar(16777216), -- what
    target varchar(16777216), -- target
    address varchar(16777216), -- address
    region varchar(16777216), -- region
    account varchar(16777216), -- account
    event_time timestamp_ntz(9), -- event_time
    loaded_at timestamp_ntz(9), -- loaded_at
    noted_at timestamp_ntz(9), -- sysdate()
    sent_at timestamp_ntz(9) -- null::timestamp_ntz
);
