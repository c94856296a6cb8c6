import {
  type Catalogue,
  CatalogueError,
  type CatalogueOptions,
  UnknownDetectionError,
  readCatalogue,
} from "../../sql/catalogue";
import type { Problem } from "../validation/problem";

/** The SQL of all views with the detections that are wanted, and what is wrong with what is wanted. */
export interface WantedCatalogue {
  /** What is shipped, if something is wrong. */
  catalogue: Catalogue;
  problems: Problem[];
}

/** Reads the shipped detections and one's own. */
export function wantedCatalogue({
  detectionsFolder,
  disabledDetections,
}: CatalogueOptions): WantedCatalogue {
  try {
    return {
      catalogue: readCatalogue({ detectionsFolder, disabledDetections }),
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    const setting =
      error instanceof UnknownDetectionError ? "disabledDetections" : "detectionsFolder";
    return { catalogue: readCatalogue(), problems: [{ setting, problem: error.message }] };
  }
}
