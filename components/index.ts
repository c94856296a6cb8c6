export { type Catalogue, type CatalogueOptions, readCatalogue } from "../sql/catalogue";
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
export type {
  BucketArgs,
  CloudTrailSourceArgs,
  OrganizationArgs,
  TrailArgs,
  TransitionArgs,
} from "./source/args";
export { CloudTrailSource } from "./source/cloudTrailSource";
export { StorageClass } from "./source/lifecycle";
export type { HealthView } from "./views/health";
export {
  type DetectionView,
  SecurityViews,
  type SecurityViewsArgs,
  type ViewCatalogue,
  type ViewText,
} from "./views/securityViews";
