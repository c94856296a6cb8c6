import { createHash } from "node:crypto";
import { rawTable, type Catalogue } from "../../sql/catalogue";
import { Relations, identifier, literal, translateFlattening, type Column } from "../../engine";

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
  /** A digest of what the columns mean: rows of another meaning do not belong into the same table. */
  digest: string;
  /**
   * A SELECT of the columns, and of the record's place in its file as the last one, over a relation with one row a
   * record: VALUE as JSON, RECORD_INDEX, FILE_NAME, FILE_LAST_MODIFIED and LOADED_AT.
   */
  select(from: string): string;
}

/**
 * Makes the loader's SELECT from the text of the view, so that there is one definition of `cloudtrail`.
 * All paths into a record are extracted at once, one pass for texts and one for JSON: one by one they
 * would each parse the record again.
 */
export function flatteningOf(catalogue: Catalogue): Flattening {
  const raw = new Relations();
  raw.add("table", rawTable.name, rawColumns);
  const { columns, expressions, paths } = translateFlattening(catalogue.cloudtrail.statement, raw);
  const list = (of: readonly string[]): string => `[${of.map(literal).join(", ")}]`;
  const outputs = expressions.map((expression, at) => {
    const name = columns[at]?.name ?? "";
    return `${expression} as ${identifier(name)}`;
  });
  const select = (from: string): string => `
    select ${outputs.join(",\n      ")},
      RECORD_INDEX
    from (
      select *,
        json_extract_string(VALUE, ${list(paths.texts)}) as TEXTS,
        json_extract(VALUE, ${list(paths.jsons)}) as JSONS
      from (${from})
    )`;
  const meaning = JSON.stringify([columns, expressions, paths]);
  return {
    columns,
    select,
    digest: createHash("sha256").update(meaning).digest("hex").slice(0, 16),
  };
}
