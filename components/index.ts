export { CloudTrailSource } from "./source/cloudTrailSource";
export { EventKind } from "./ingest/copyStatement";
export { type SnowflakeIngestArgs, WarehouseSize } from "./ingest/settings";
export { baseName } from "./names";
export type { OperatorStatements } from "./ingest/operatorStatements";
export { previewFeatures } from "./ingest/previewFeatures";
export { SecurityViews, type SecurityViewsArgs } from "./views/securityViews";
export { SnowflakeIngest } from "./ingest/snowflakeIngest";
export { type CloudTrailSourceArgs, Origin, StorageClass, TrailOrigin } from "./source/settings";
