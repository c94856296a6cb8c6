export { type Catalogue, type CatalogueOptions, readCatalogue } from "../sql/catalogue";
export type { AlertChoiceArgs, FindingAlertsArgs } from "./alerts/args";
export { FindingAlerts } from "./alerts/findingAlerts";
export {
  type DatabaseArgs,
  type LogsArgs,
  type SchemaArgs,
  type SnowflakeIngestArgs,
  type WarehouseArgs,
  WarehouseSize,
} from "./ingest/args";
export { EventKind } from "./ingest/copyStatement";
export type { OperatorStatements } from "./ingest/operatorStatements";
export { previewFeatures } from "./ingest/previewFeatures";
export { SnowflakeIngest } from "./ingest/snowflakeIngest";
export { baseName } from "./names/derived";
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
export { CloudTrailSource } from "./source/cloudTrailSource";
export { StorageClass } from "./source/lifecycle";
export type {
  DetectionView,
  FunctionText,
  HealthView,
  ParameterText,
  ViewCatalogue,
  ViewText,
} from "./views/catalogue";
export { type MaterializationArgs, MaterializationMode } from "./views/materialization";
export { SecurityViews, type SecurityViewsArgs } from "./views/securityViews";
