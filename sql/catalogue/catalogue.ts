import path from "node:path";
import { CatalogueError, UnknownDetectionError } from "./error";
import type { Detection } from "./detection";
import { readText, sqlFolder } from "./file";
import { findingsSelect } from "./findings";
import { detectionFiles } from "./folder";
import { type HealthView, readHealth } from "./health";
import { readFunctions, type SqlFunction } from "./function";
import { parseHeader } from "./header";
import { digestOf, endWithComment, splitSql } from "./statement";

/** The SQL that is deployed to Snowflake and run on the laptop. */
export interface Catalogue {
  /** The SELECT that flattens `cloudtrail_raw`, its file and the digest of that file. */
  cloudtrail: { statement: string; file: string; digest: string };
  /** The functions that FINDINGS and detections call, and those for one's own queries. None calls another. */
  functions: SqlFunction[];
  /** The detections that are on, in the order of their ids. */
  detections: Detection[];
  /** The SELECT of FINDINGS over exactly these detections. */
  findings: string;
  /** The views that tell how loading does, each after those that it reads. */
  health: HealthView[];
}

/** What a user changes about the shipped catalogue. */
export interface CatalogueOptions {
  /**
   * A folder of one's own detections, one `<id>.sql` file each, and of what stands beside them. One with the id of a
   * shipped detection takes its place. Files ending in `.md` and names that start with a dot are passed over. Defaults
   * to none.
   */
  detectionsFolder?: string;
  /** Ids of detections that are off, shipped or one's own. Defaults to none. */
  disabledDetections?: string[];
}

/**
 * Reads the shipped SQL and one's own detections.
 *
 * @throws CatalogueError that names the file and the key and what is expected, and UnknownDetectionError if
 *   one that is off does not exist.
 */
export function readCatalogue(options: CatalogueOptions = {}): Catalogue {
  const cloudtrail = readCloudtrail(path.join(sqlFolder, "cloudtrail.sql"));
  const byId = new Map<string, Detection>();
  for (const folder of [path.join(sqlFolder, "detections"), options.detectionsFolder]) {
    if (folder === undefined) continue;
    for (const file of detectionFiles(folder)) {
      const detection = readDetection(file, cloudtrail.digest);
      byId.set(detection.id, detection);
    }
  }
  for (const id of options.disabledDetections ?? []) {
    if (!byId.has(id)) throw unknownId(id, [...byId.keys()]);
  }
  const off = new Set(options.disabledDetections);
  const detections = [...byId.values()]
    .filter(({ id }) => !off.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const functions = readFunctions();
  const findings = findingsSelect(detections, cloudtrail.digest, functions);
  const health = readHealth(cloudtrail.digest);
  return { cloudtrail, functions, detections, findings, health };
}

function readCloudtrail(file: string): Catalogue["cloudtrail"] {
  const text = readText(file);
  const digest = digestOf(text);
  return {
    statement: endWithComment(splitSql(text, file).select, `digest ${digest}`),
    file,
    digest,
  };
}

function readDetection(file: string, cloudtrailDigest: string): Detection {
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
    statement: endWithComment(select, comment),
  };
}

function unknownId(id: string, known: string[]): UnknownDetectionError {
  return new UnknownDetectionError(
    `There is no detection "${id}" to switch off. The ids are ${known.sort().join(", ")}.`,
  );
}
