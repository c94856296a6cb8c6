import { readdirSync } from "node:fs";
import path from "node:path";
import { CatalogueError } from "./error";
import { reasonOf } from "./file";
import { fixturesEnding } from "./fixtures";

/** What may stand in a folder of detections, beside notes (`.md`) and names that start with a dot. */
const known = /\.sql$|\.fixtures\.yaml$|^(exceptions|indicators)\.csv$/;

/**
 * The files of the detections in a folder, in the order of their names.
 *
 * @throws CatalogueError that names what is no file of a folder of detections, or the folder if it cannot be read or
 *   holds nothing.
 */
export function detectionFiles(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new CatalogueError(
      `The folder of detections "${folder}" cannot be read: ${reasonOf(error)}. Give the path of a folder with .sql files.`,
    );
  }
  const files = entries
    .filter(({ name }) => !name.startsWith(".") && !name.toLowerCase().endsWith(".md"))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  // What is no detection would silently never run, so nothing else may lie here.
  const stranger = files.find((file) => file.isDirectory() || !known.test(file.name));
  if (stranger !== undefined) {
    throw new CatalogueError(
      `${path.join(folder, stranger.name)}: the folder of detections holds <id>.sql and <id>.fixtures.yaml files, exceptions.csv, indicators.csv and .md files only. Move it elsewhere, or rename it to one of these.`,
    );
  }
  if (files.length === 0) {
    throw new CatalogueError(
      `The folder of detections "${folder}" holds no .sql file. Add one, or leave the folder out of the settings.`,
    );
  }
  const orphan = files.find(
    ({ name }) =>
      name.endsWith(fixturesEnding) &&
      !files.some((file) => file.name === name.replace(fixturesEnding, ".sql")),
  );
  if (orphan !== undefined) {
    throw new CatalogueError(
      `${path.join(folder, orphan.name)}: there is no detection ${orphan.name.replace(fixturesEnding, ".sql")} beside these fixtures. Rename them, or remove them.`,
    );
  }
  return files.map(({ name }) => path.join(folder, name)).filter((file) => file.endsWith(".sql"));
}
