export { type Catalogue, type CatalogueOptions, readCatalogue } from "./catalogue";
export { CatalogueError } from "./error";
export { type Detection, type Severity, gravestFirst, severities } from "./detection";
