import { literal } from "../../engine";

/** The relation that `Flattening.select` reads, over log files on disk. */
export interface FilesToRead {
  /** Absolute paths, none of which is gzip, or all of which are. */
  paths: readonly string[];
  isGzip: boolean;
  /** The bytes of the largest one, unpacked. */
  largest: number;
}

/**
 * A DuckDB table function call that reads log files, one row each.
 *
 * `records = true` refuses a top level that is no object; `columns` keeps `Records` as JSON text, so that
 * JSON null stays apart from an absent key and keys that differ in case only stay apart.
 */
export function readFiles({ paths, isGzip, largest }: FilesToRead): string {
  const list = paths.map((path) => literal(escapeGlob(path))).join(", ");
  return `read_json([${list}],
    columns = { "Records": 'JSON[]' },
    records = true,
    format = 'unstructured',
    filename = true,
    hive_partitioning = false,
    maximum_object_size = ${Math.max(1 << 22, Math.ceil(largest * 1.01) + 1024)},
    compression = '${isGzip ? "gzip" : "uncompressed"}')`;
}

/** A path in which DuckDB sees no pattern. */
function escapeGlob(path: string): string {
  return path.replace(/[*?[]/g, (special) => `[${special}]`);
}
