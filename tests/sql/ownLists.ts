import { type Catalogue, readCatalogue } from "../../sql/catalogue";
import { withFolder } from "./ownFolder";

/** The day on which exceptions and indicators are looked at. */
export const today = "2026-03-17";

/** The catalogue with files of one's own. */
export const catalogueOf = (files: Record<string, string>): Catalogue =>
  withFolder(files, (detectionsFolder) => readCatalogue({ detectionsFolder, today }));

/** The first line of exceptions.csv. */
export const exceptionsHead = "detection,field,pattern,reason,owner,expires";
/** The first line of indicators.csv. */
export const indicatorsHead = "kind,value,description,source,expires";
