/*
The table CLOUDTRAIL_RAW: one row for each log file, as it was delivered.

The comment behind a column is the expression over a staged file that a COPY fills it with. A COPY may
convert a zone (Snowflake, "Transforming data during a load").

- Lengths are explicit: Snowflake's default for varchar differs between accounts. A key in S3 has 1,024
  bytes at most.
- log_source is where the file was found: the URL of the stage, such as s3://bucket/AWSLogs/. No metadata of a staged
  file tells its bucket, so it is a constant of each COPY.
- Times are UTC wall clocks. The file's time is one already; the load's would be in the zone of the account.
*/
create table cloudtrail_raw (
    record variant, -- $1
    file_name varchar(1024), -- METADATA$FILENAME
    file_last_modified timestamp_ntz(9), -- METADATA$FILE_LAST_MODIFIED
    loaded_at timestamp_ntz(9), -- CONVERT_TIMEZONE('UTC', METADATA$START_SCAN_TIME)::TIMESTAMP_NTZ
    log_source varchar(1024) -- 's3://bucket/AWSLogs/'
);
