import pulumi
import pulumi_snowflake as snowflake
import pulumi_snowtrail as snowtrail

BASE_NAME = "AUDIT_DEV"

# Everything of the Snowflake provider that the components use and that its makers call a preview.
PREVIEW_FEATURES = [
    "snowflake_alert_resource",
    "snowflake_dynamic_table_resource",
    "snowflake_email_notification_integration_resource",
    "snowflake_function_sql_resource",
    "snowflake_notification_integration_resource",
    "snowflake_pipe_resource",
    "snowflake_stage_resource",
    "snowflake_storage_integration_resource",
    "snowflake_system_get_aws_sns_iam_policy_datasource",
    "snowflake_table_resource",
]

# A bucket and a trail that writes to it.
source = snowtrail.CloudTrailSource("audit", base_name=BASE_NAME)

# What loads its logs.
objects = snowflake.Provider(
    "snowflake",
    preview_features_enabled=PREVIEW_FEATURES,
    validate_default_parameters="false",
)
ingest = snowtrail.SnowflakeIngest(
    "audit",
    base_name=BASE_NAME,
    logs={
        "bucket_name": source.bucket_name,
        "prefix": source.logs_prefix,
        "kms_key_arn": source.kms_key_arn,
    },
    event_notifications={"mode": "bucket"},
    opts=pulumi.ResourceOptions(providers={"snowflake": objects}),
)

# What reads them. Reading a view back needs a running warehouse, hence a provider that has one.
queries = snowflake.Provider(
    "snowflake-with-warehouse",
    warehouse=ingest.warehouse_name,
    preview_features_enabled=PREVIEW_FEATURES,
    # A preview logs in too, before the warehouse is made.
    validate_default_parameters="false",
)
views = snowtrail.SecurityViews(
    "audit",
    database=ingest.database_name,
    schema=ingest.schema_name,
    pipes=[ingest.pipe_name],
    disabled_detections=["unauthorized_api_calls"],
    opts=pulumi.ResourceOptions(providers={"snowflake": queries}),
)

pulumi.export("findings", views.findings_name)
pulumi.export("operator_statements", ingest.operator_statements)
