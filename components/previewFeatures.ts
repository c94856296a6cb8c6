/**
 * The features that the Snowflake provider has to be told to allow for the components. They
 * belong into the provider's constructor: an explicit provider does not see the stack's configuration, and a
 * missing one fails only when its resource is created. All of them are allowed whatever the settings are, because
 * without its feature nothing that was made can be refreshed or deleted.
 */
export const previewFeatures: string[] = [
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
];
