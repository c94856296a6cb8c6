import { createHash } from "node:crypto";
import { rawTable, type Catalogue } from "../../sql/catalogue";
import {
  Relations,
  identifier,
  literal,
  translateFlattening,
  type Column,
  type RecordPlaces,
} from "../../engine";
import { insightsTable } from "./insightsTable";

/** The raw table's columns, as the deployed one has them. */
export const rawColumns: readonly Column[] = rawTable.columns.map(({ name, type }) => ({
  name,
  type,
  label: name.toLowerCase(),
}));

/** How `cloudtrail` is computed from the elements of `Records`. */
export interface Flattening {
  /** The columns of `cloudtrail`. */
  columns: Column[];
  /** For each column the path at which it stands in a record, where that is all it is. */
  places: RecordPlaces;
  /**
   * A digest of what the columns mean, and of what is kept elsewhere: rows of another meaning do not belong into the same
   * table.
   */
  digest: string;
  /**
   * A SELECT of the events of a relation with one row a record: VALUE as JSON, RECORD_INDEX (the record's place in its
   * file), FILE_NAME, FILE_LAST_MODIFIED, LOADED_AT and LOG_SOURCE. Behind the columns it has RECORD_INDEX.
   */
  select(from: string): string;
  /**
   * A statement that inserts such events.
   *
   * @param into The name of the table, CLOUDTRAIL or one with its columns.
   * @param only The columns that are filled. Defaults to all.
   */
  insert(from: string, into: string, only?: ReadonlySet<string>): string;
}

/**
 * Makes the loader's INSERT from the text of the view, so that there is one definition of `cloudtrail`.
 * All paths into a record are extracted at once, one pass for texts and one for JSON: one by one they
 * would each parse the record again.
 */
export function flatteningOf(catalogue: Catalogue): Flattening {
  const raw = new Relations();
  raw.add("table", rawTable.name, rawColumns);
  const translated = (only?: ReadonlySet<string>): ReturnType<typeof translateFlattening> =>
    translateFlattening(catalogue.cloudtrail.statement, raw, only);
  const { columns, expressions, paths, places } = translated();
  const insights = [insightsTable.table, ...insightsTable.columns];
  const meaning = JSON.stringify([columns, expressions, paths, insights]);
  return {
    columns,
    places,
    select: (from) => selectStatement(translated(), from),
    insert: (from, into, only) => {
      const some = translated(only);
      const names = some.columns.map(({ name }) => identifier(name));
      return `insert into ${identifier(into)} (${names.join(", ")}, RECORD_INDEX) ${selectStatement(some, from)}`;
    },
    digest: createHash("sha256").update(meaning).digest("hex").slice(0, 16),
  };
}

function selectStatement(
  { columns, expressions, paths }: ReturnType<typeof translateFlattening>,
  from: string,
): string {
  const list = (of: readonly string[]): string => `[${of.map(literal).join(", ")}]::VARCHAR[]`;
  const items = columns.map(({ name }, at) => `${expressions[at]} as ${identifier(name)}`);
  return `
    select ${[...items, "RECORD_INDEX"].join(",\n      ")}
    from (
      select *,
        json_extract_string(VALUE, ${list(paths.texts)}) as TEXTS,
        json_extract(VALUE, ${list(paths.jsons)}) as JSONS
      from (${from})
    )`;
}
