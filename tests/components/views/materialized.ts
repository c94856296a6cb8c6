import type { SecurityViewsArgs } from "../../../components";
import { eventTexts, readCatalogue } from "../../../sql/catalogue";
import type { Graph } from "../deployment";
import { deployViews } from "./deployViews";

const { cloudtrail, detections, functions } = readCatalogue();

/** The texts that keep the events in a table, made of the catalogue's CLOUDTRAIL. */
export const texts = eventTexts(cloudtrail.statement);

/** What there is in every mode. */
export const views = [
  "views-cloudtrail",
  "views-exceptions",
  "views-findings",
  "views-indicators",
  "views-suppressed",
  ...detections.map(({ id }) => `views-${id.replaceAll("_", "-")}`),
  ...functions.map(({ name }) => `views-${name.toLowerCase().replaceAll("_", "-")}`),
];

/** Deploys the views with the warehouse that keeps up the events. */
export const deployMaterialized = (
  args: Partial<SecurityViewsArgs>,
  options?: { preview?: boolean },
): Promise<Graph> => deployViews({ warehouse: "REPORTING", ...args }, options);
