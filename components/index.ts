export { CloudTrailSource } from "./cloudTrailSource";
export { EventKind } from "./copyStatement";
export { type SnowflakeIngestArgs, WarehouseSize } from "./ingestSettings";
export { baseName } from "./names";
export type { OperatorStatements } from "./operatorStatements";
export { previewFeatures } from "./previewFeatures";
export { SecurityViews, type SecurityViewsArgs } from "./securityViews";
export { SnowflakeIngest } from "./snowflakeIngest";
export { type CloudTrailSourceArgs, Origin, StorageClass, TrailOrigin } from "./sourceSettings";
