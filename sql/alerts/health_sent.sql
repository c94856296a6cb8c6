/*
The table HEALTH_SENT: the states of PIPELINE_HEALTH that alerts have told, a row for each change, and what they are about
to tell. A change that is noted and not told yet has no SENT_AT.

The comment behind a column is the expression over NEW_HEALTH that it is filled with. Times are UTC wall clocks.
*/
create table health_sent (
    state varchar(16777216), -- state
    to_do varchar(16777216), -- to_do
    reason varchar(16777216), -- reason
    pipe varchar(16777216), -- pipe
    noted_at timestamp_ntz(9), -- sysdate()
    sent_at timestamp_ntz(9) -- null::timestamp_ntz
);
