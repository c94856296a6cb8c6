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

/**
 * Reads the shipped detections and one's own.
 *
 * @param hasInsights Whether there are Insights events to read.
 */
export function wantedCatalogue(
  { detectionsFolder, disabledDetections }: CatalogueOptions,
  hasInsights: boolean,
): WantedCatalogue {
  try {
    const catalogue = readCatalogue({ detectionsFolder, disabledDetections });
    return { catalogue, problems: hasInsights ? [] : insightsProblems(catalogue) };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    const setting =
      error instanceof UnknownDetectionError ? "disabledDetections" : "detectionsFolder";
    return { catalogue: readCatalogue(), problems: [{ setting, problem: error.message }] };
  }
}

/** A view that reads what there is not would fail, and FINDINGS with it. */
function insightsProblems({ detections }: Catalogue): Problem[] {
  return detections
    .filter(({ readsInsights }) => readsInsights)
    .map(({ id }) => ({
      setting: "detectionsFolder",
      problem: `the detection ${id} reads cloudtrail_insights, and no Insights are loaded. Load them, or switch it off in disabledDetections.`,
    }));
}
