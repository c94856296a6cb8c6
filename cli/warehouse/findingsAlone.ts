import {
  attempt,
  identifier,
  literal,
  recordFilter,
  Relations,
  translateFunction,
  translatePicking,
  translateQuery,
  type NumberedRelation,
  type Picking,
  type RecordFilter,
  type Session,
} from "../../engine";
import type { Catalogue, Detection } from "../../sql/catalogue";
import { inFile } from "./detectionView";
import type { Flattening } from "./flattening";
import type { Warehouse } from "./warehouse";

/** Records that are needed in the same way. */
export interface NeededRecords {
  /** Which ones. Undefined where that may be all. */
  filter: RecordFilter | undefined;
  /** The columns that are needed of them. Undefined where that may be all. */
  columns: ReadonlySet<string> | undefined;
  /** The table for them, if FINDINGS does not read them from CLOUDTRAIL. They may stand there nevertheless. */
  table: string | undefined;
}

/** A detection that picks events by a few of their columns. */
interface PickingDetection extends Detection {
  picking: Picking;
}

/** What each event has that may be picked, so that it can be made whole. */
const keptOfAll = ["RECORD", "FILE_NAME", "FILE_LAST_MODIFIED", "LOADED_AT", "LOG_SOURCE"];

/**
 * What has to be stored when nothing but FINDINGS is asked for: the records that a condition on one event may find, whole,
 * and of those that thresholds and their like look at, the few columns that they look at.
 */
export class FindingsAlone {
  private readonly picks: readonly PickingDetection[];

  constructor(
    private readonly catalogue: Catalogue,
    private readonly flattening: Flattening,
  ) {
    this.picks = picksOf(catalogue, flattening);
  }

  /** A record is needed as the first of these tells that it passes. */
  needs(): NeededRecords[] {
    const apart = new Set(this.picks.map(({ viewName }) => viewName));
    const whole = this.filter("select * from findings", apart);
    const needed = { filter: whole, columns: undefined, table: undefined };
    if (whole === undefined || apart.size === 0) return [needed];
    const columns = new Set(this.picks.flatMap(({ picking }) => [...picking.columns]));
    return [
      needed,
      {
        filter: this.filter([...apart].map((name) => `select * from ${name}`).join(" union all ")),
        columns: new Set([...columns, ...keptOfAll]),
        table: lookedAt,
      },
    ];
  }

  /** Makes the warehouse ready for them, before anything is loaded. */
  async prepare(warehouse: Warehouse): Promise<void> {
    await warehouse.createEventTable(lookedAt);
    await warehouse.session.run(`set memory_limit = '${memoryLimit}'`);
  }

  /**
   * Has the detections pick their events, makes these whole by their records, and puts them in the place of what the views of
   * the detections would compute. Until then, FINDINGS is not right.
   *
   * @throws QueryError that names the file of a detection that fails.
   */
  async pick(session: Session): Promise<void> {
    if (this.picks.length === 0) return;
    await session.run(
      `create temp view ${identifier(numbered)} as
        select *, 2 * rowid as ${identifier(number)} from "CLOUDTRAIL"
        union all
        select *, 2 * rowid + 1 from ${identifier(lookedAt)}`,
    );
    await session.run(`create temp table "PICKED" (VIEW_NAME VARCHAR, RECORD_INDEX BIGINT)`);
    for (const { viewName, picking, file } of this.picks) {
      const picked = `select ${literal(viewName)}, * from (${picking.sql})`;
      try {
        await attempt(session.run(`insert into "PICKED" ${picked}`));
      } catch (error) {
        throw inFile(file, error);
      }
    }
    const place = identifier(number);
    const records = `select RECORD as VALUE, ${place} as RECORD_INDEX, FILE_NAME, FILE_LAST_MODIFIED, LOADED_AT, LOG_SOURCE
      from ${identifier(numbered)} where ${place} in (select RECORD_INDEX from "PICKED")`;
    await session.run(`create temp table "PICKED EVENTS" as ${this.flattening.select(records)}`);
    const columns = this.flattening.columns.map(({ name }) => identifier(name)).join(", ");
    for (const { viewName } of this.picks) {
      await session.run(
        `create or replace temp view ${identifier(viewName)} as
          select ${columns} from "PICKED EVENTS" join "PICKED" using (RECORD_INDEX)
          where VIEW_NAME = ${literal(viewName)}`,
      );
    }
  }

  /** @param apart Views that are passed over. */
  private filter(statement: string, apart?: ReadonlySet<string>): RecordFilter | undefined {
    const { lists, detections, findings } = this.catalogue;
    const views = [...lists, ...detections].map(({ viewName, statement: select }) => {
      const reads = apart?.has(viewName) === true ? "select 1" : select;
      return [viewName, reads] as const;
    });
    return recordFilter(statement, {
      records: { name: "CLOUDTRAIL", ...this.flattening },
      views: new Map([...views, ["FINDINGS", findings]]),
    });
  }
}

/** What DuckDB takes of memory for this. It writes the rest to disk, as it does above any limit. */
const memoryLimit = "512MB";

/** The table of what only thresholds and their like look at. Conditions on one event need not be asked of it. */
const lookedAt = "CLOUDTRAIL looked at";
const numbered = "CLOUDTRAIL numbered";
const number = "event number";

/**
 * The detections of FINDINGS that are more than a condition, as far as they pick events as they are. One that does anything
 * else has to have its events whole.
 */
function picksOf(
  { functions, lists, windowed }: Catalogue,
  { columns }: Flattening,
): PickingDetection[] {
  const known = new Relations();
  for (const { statement } of functions) {
    known.addFunction(translateFunction(statement, known).function);
  }
  for (const { viewName, statement } of lists) {
    known.add("view", viewName, translateQuery(statement, known).columns);
  }
  const events: NumberedRelation = { name: "CLOUDTRAIL", columns, numbered, number };
  return windowed.flatMap((detection) => {
    const picking = translatePicking(detection.statement, events, known);
    return picking ? [{ ...detection, picking }] : [];
  });
}
