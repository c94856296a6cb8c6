export {
  type AlertParts,
  type AlertViews,
  beginAlerts,
  findingAlert,
  findingViews,
  healthAlert,
  healthViews,
  isDue,
  tell,
} from "./alerts";
export { type Catalogue, type CatalogueOptions, readCatalogue } from "./catalogue";
export { firstDelivery } from "./delivery";
export { type Detection, type Severity, gravestFirst, severities } from "./detection";
export { CatalogueError, UnknownDetectionError } from "./error";
export { draftExceptions, patternOf } from "./exceptions";
export { type CaseKind, type FixtureCase, type Fixtures, readFixtures } from "./fixtures";
export { eventFields } from "./flattening";
export { narrowed } from "./found";
export { partsOf } from "./fullName";
export { idsLike } from "./idsLike";
export { type Indicator, indicatorsView } from "./indicators";
export { type WatchedPipe, healthInPlace } from "./health";
export { type EventTexts, eventTexts } from "./events";
export { fullRefreshReasons } from "./incremental";
export { literal } from "./literal";
export { newDetection } from "./newDetection";
export { rawColumns, rawCopy } from "./rawCopy";
export { techniquePage } from "./technique";
export { insightsRawTable, rawTable } from "./rawTable";
export { digestOf } from "./statement";
