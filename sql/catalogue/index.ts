export { type Catalogue, type CatalogueOptions, readCatalogue } from "./catalogue";
export { CatalogueError, UnknownDetectionError } from "./error";
export { type Severity, severities } from "./detection";
export { literal } from "./literal";
export { rawTable } from "./rawTable";
