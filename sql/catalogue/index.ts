export {
  type AlertSettings,
  alertViews,
  beginAlerts,
  findingsAreDue,
  findingsSent,
  tellFindings,
} from "./alerts";
export { type Catalogue, type CatalogueOptions, readCatalogue } from "./catalogue";
export { type Severity, gravestFirst, severities } from "./detection";
export { CatalogueError, UnknownDetectionError } from "./error";
export { healthInPlace } from "./health";
export { type EventTexts, eventTexts } from "./events";
export { fullRefreshReasons } from "./incremental";
export { literal } from "./literal";
export { rawColumns, rawCopy } from "./rawCopy";
export { rawTable } from "./rawTable";
