// Arguments stand before their component: in this order Pulumi's analyzer learns what they are for.
export { type AccessObjectArgs, type AccessRolesArgs, type GranteesArgs } from "./access/args";
export type { AccountArgs } from "./account/account";
export { accessObjects } from "./access/objects";
export { AccessKind, AccessRole } from "./access/privileges";
export { AccessRoles } from "./access/accessRoles";
export type { AlertChoiceArgs, FindingAlertsArgs } from "./alerts/args";
export { FindingAlerts } from "./alerts/findingAlerts";
export {
  ConfigurationOwnership,
  EventNotificationMode,
  type EventNotificationsArgs,
  type EventTopicArgs,
} from "./eventNotifications/args";
export {
  type DatabaseArgs,
  type LogsArgs,
  type InsightsRawTableArgs,
  type RawTableArgs,
  type RetentionArgs,
  type SchemaArgs,
  type SnowflakeIngestArgs,
} from "./ingest/args";
export { EventKind } from "./ingest/copyStatement";
export type { OperatorStatements } from "./ingest/operatorStatements";
export { previewFeatures } from "./previewFeatures";
export { type ResourceMonitorArgs, type WarehouseArgs, WarehouseSize } from "./ingest/warehouse";
export { SnowflakeIngest } from "./ingest/snowflakeIngest";
export { baseName, roleName } from "./names/derived";
export { roleArn } from "./role/trustPolicy";
export {
  type EmailArgs,
  type NotificationSettings,
  type NotificationsArgs,
  type TopicArgs,
  type WebhookArgs,
} from "./notifications/args";
export { NotificationKind } from "./notifications/kind";
export { Notifications } from "./notifications/notifications";
export { WebhookService } from "./notifications/webhook";
export type {
  BucketArgs,
  CloudTrailSourceArgs,
  OrganizationArgs,
  TrailArgs,
  TransitionArgs,
} from "./source/args";
export type { AdvancedEventSelectorArgs, FieldSelectorArgs } from "./source/eventSelectors";
export { type InsightSelectorArgs, InsightType } from "./source/insightSelectors";
export type { KmsKeyArgs } from "./source/kmsKey";
export type { LogGroupArgs } from "./source/logGroup";
export { CloudTrailSource } from "./source/cloudTrailSource";
export { StorageClass } from "./source/lifecycle";
export { type MaterializationArgs, MaterializationMode } from "./views/materialization";
export { SecurityViews, type SecurityViewsArgs } from "./views/securityViews";
