import { narrowed, readCatalogue, type Catalogue } from "../../sql/catalogue";

/** What a command line says of the detections. */
export interface DetectionOptions {
  /** A folder of one's own. */
  detections?: string;
  /** Ids of those that are left out. */
  disable: string[];
}

/**
 * The catalogue with the detections that a command line asks for.
 *
 * @throws CatalogueError as `readCatalogue` does.
 */
export function askedCatalogue({ detections: folder, disable }: DetectionOptions): Catalogue {
  return readCatalogue({
    ...(folder === undefined ? {} : { detectionsFolder: folder }),
    disabledDetections: disable,
  });
}

/** The catalogue of a command that runs no detection. */
export function withoutDetections(): Catalogue {
  return narrowed(readCatalogue(), () => false);
}
