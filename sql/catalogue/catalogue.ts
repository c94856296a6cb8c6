import path from "node:path";
import { plainCondition } from "./condition";
import { CatalogueError, UnknownDetectionError } from "./error";
import type { Detection } from "./detection";
import { readText, sqlFolder } from "./file";
import { eventFields, type FlatteningSelect, readFlattening } from "./flattening";
import { type Found, foundBy } from "./found";
import { type Exception, exceptionsView, readExceptions } from "./exceptions";
import { indicatorsView, readIndicators } from "./indicators";
import type { ListView } from "./list";
import { idsLike } from "./idsLike";
import { openFolder } from "./folder";
import { type HealthView, readHealth } from "./health";
import { readFunctions, type SqlFunction } from "./function";
import { parseHeader } from "./header";
import { digestOf, endWithComment, names, splitSql } from "./statement";

/** The SQL that is deployed to Snowflake and run on the laptop. */
export interface Catalogue extends Found {
  /** Flattens `cloudtrail_raw`. */
  cloudtrail: FlatteningSelect;
  /** Flattens `cloudtrail_insights_raw`. */
  insights: FlatteningSelect;
  /** The functions that FINDINGS and detections call, and those for one's own queries. None calls another. */
  functions: SqlFunction[];
  /** The views EXCEPTIONS and INDICATORS, whose texts hold the lists. */
  lists: ListView[];
  /** The detections that are on, in the order of their ids. */
  detections: Detection[];
  /** What is found and known to do no harm. */
  exceptions: Exception[];
  /** The views that tell how loading does, each after those that it reads. */
  health: HealthView[];
}

/** What a user changes about the shipped catalogue. */
export interface CatalogueOptions {
  /**
   * A folder of one's own detections, one `<id>.sql` file each, and of the lists `exceptions.csv` and `indicators.csv`. A
   * detection with the id of a shipped one takes its place. Files ending in `.fixtures.yaml` or `.md` and names that start
   * with a dot are passed over. Defaults to none.
   */
  detectionsFolder?: string;
  /** Ids of detections that are off, shipped or one's own. Defaults to none. */
  disabledDetections?: string[];
  /** The day in UTC, as YYYY-MM-DD, by which lines of the lists have expired. Defaults to today. */
  today?: string;
}

/**
 * Reads the shipped SQL and one's own detections.
 *
 * @throws CatalogueError that names the file and the key or line and what is expected, and UnknownDetectionError if
 *   one that is off does not exist.
 */
export function readCatalogue(options: CatalogueOptions = {}): Catalogue {
  const { detectionsFolder, disabledDetections = [] } = options;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const cloudtrail = readFlattening("cloudtrail");
  const shipped = openFolder(path.join(sqlFolder, "detections"));
  const own = detectionsFolder === undefined ? undefined : openFolder(detectionsFolder);
  const byId = new Map<string, Detection>();
  for (const file of [...shipped.detections, ...(own?.detections ?? [])]) {
    const isOwn = !shipped.detections.includes(file);
    const detection = readDetection(file, cloudtrail.digest, isOwn);
    byId.set(detection.id, detection);
  }
  const ids = [...byId.keys()].sort();
  for (const id of disabledDetections) {
    if (!byId.has(id)) throw unknownId(id, ids);
  }
  const detections = [...byId.values()]
    .filter(({ id }) => !disabledDetections.includes(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const known = {
    detections: ids,
    fields: eventFields(cloudtrail).map(({ label }) => label),
    today,
  };
  const exceptions = own?.exceptions === undefined ? [] : readExceptions(own.exceptions, known);
  const indicators = own?.indicators === undefined ? [] : readIndicators(own.indicators, today);
  // It reads all events, and in an empty list there is nothing to look for.
  const looking = detections.filter(({ file }) => file !== indicatorMatch || indicators.length > 0);
  const functions = readFunctions();
  return {
    cloudtrail,
    insights: readFlattening("cloudtrail_insights"),
    functions,
    lists: [
      exceptionsView(own?.exceptions ?? "", exceptions),
      indicatorsView(own?.indicators ?? "", indicators),
    ],
    detections,
    ...foundBy(looking, { cloudtrail, functions, exceptions }),
    exceptions,
    health: readHealth(cloudtrail.digest),
  };
}

/** The detection that looks for the indicators. */
const indicatorMatch = path.join(sqlFolder, "detections", "indicator_match.sql");

function readDetection(file: string, cloudtrailDigest: string, isOwn: boolean): Detection {
  const text = readText(file);
  const { header, select } = splitSql(text, file);
  const parsed = parseHeader(header, file);
  const name = path.basename(file, ".sql");
  if (parsed.id !== name) {
    throw new CatalogueError(
      `${file}: id: expected "${name}", the name of the file, found "${parsed.id}". Change either.`,
    );
  }
  // A view keeps the columns that `select *` meant when it was created, and fails once `cloudtrail` has
  // others. With its digest in the text, every detection is deployed anew together with `cloudtrail`.
  const comment = `digest ${digestOf(text)} cloudtrail ${cloudtrailDigest}`;
  return {
    ...parsed,
    viewName: parsed.id.toUpperCase(),
    file,
    isOwn,
    readsInsights: names(select, ["cloudtrail_insights", "cloudtrail_insights_raw"]),
    condition: plainCondition(select),
    statement: endWithComment(select, comment),
  };
}

function unknownId(id: string, known: string[]): UnknownDetectionError {
  return new UnknownDetectionError(
    `There is no detection "${id}" to switch off. ${idsLike(id, known)}.`,
  );
}
