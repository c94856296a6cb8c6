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
} from "../../engine";
import { insightsRawTable, narrowed, type Catalogue, type Detection } from "../../sql/catalogue";
import { matcherOf } from "../load/filter/matcher";
import type { StoredRecords } from "../load/recordChoice";
import { inFile } from "../warehouse/detectionView";
import type { Flattening } from "../warehouse/flattening";
import type { Warehouse } from "../warehouse/warehouse";
import { EventKinds, kindColumns, kindPlaces } from "./kinds";

/** A detection that picks events by a few of their columns. */
interface PickingDetection extends Detection {
  picking: Picking;
}

/** What each event has that may be picked, so that it can be made whole. */
const keptOfAll = ["RECORD", "FILE_NAME", "FILE_LAST_MODIFIED", "LOADED_AT", "LOG_SOURCE"];

/**
 * FINDINGS over log files that nothing else is asked of, now or later. What has to be stored for it are the records that a
 * condition on one event may find, whole, and of those that thresholds and their like look at, the few columns that they
 * look at. And of the detections only those are asked that may find something among the kinds of events that there are.
 */
export class FindingsAlone {
  private readonly picks: readonly PickingDetection[];

  constructor(
    private readonly catalogue: Catalogue,
    private readonly warehouse: Warehouse,
  ) {
    this.picks = picksOf(catalogue, warehouse.flattening);
  }

  /**
   * Makes the warehouse ready for the records.
   *
   * @param columnsOfAll What else is needed, of every record. Undefined where that may be all.
   * @returns How they are stored.
   */
  async begin(columnsOfAll: ReadonlySet<string> | undefined): Promise<StoredRecords[]> {
    await this.warehouse.createEventTable(lookedAt);
    await this.limitMemory(memory.loading);
    return this.stored(columnsOfAll);
  }

  private async limitMemory(most: string): Promise<void> {
    await this.warehouse.session.run(`set memory_limit = '${most}'`);
  }

  private stored(columnsOfAll: ReadonlySet<string> | undefined): StoredRecords[] {
    if (columnsOfAll === undefined) return [{}];
    const apart = new Set(this.picks.map(({ viewName }) => viewName));
    const whole = this.filter("select * from findings", { apart });
    if (whole === undefined) return [{}];
    const stored: StoredRecords[] = [{ takes: matcherOf(whole) }];
    const read = [...apart].map((name) => `select * from ${name}`).join(" union all ");
    const looked = apart.size === 0 ? undefined : this.filter(read);
    if (apart.size > 0) {
      const columns = new Set(this.picks.flatMap(({ picking }) => [...picking.columns]));
      stored.push({
        ...(looked && { takes: matcherOf(looked) }),
        columns: new Set([...columns, ...kindColumns, ...keptOfAll, ...columnsOfAll]),
        // What is told of all events is read from one table.
        ...(columnsOfAll.size === 0 && { table: lookedAt }),
      });
    }
    return columnsOfAll.size === 0 ? stored : [...stored, { columns: columnsOfAll }];
  }

  /**
   * Ends loading, as the warehouse's own `ready` does.
   *
   * @throws SqlError and QueryError that name the file of a detection that fails.
   */
  async ready(): Promise<void> {
    await this.limitMemory(memory.finding);
    const catalogue = await this.narrowedCatalogue();
    await this.warehouse.ready(catalogue);
    const ids = new Set(catalogue.detections.map(({ id }) => id));
    await this.pick(this.picks.filter(({ id }) => ids.has(id)));
  }

  /**
   * The detections that may find something. One's own are among them, since a mistake in them is told whatever there is, and
   * those that are more than a condition and do not pick events as they are.
   */
  private async narrowedCatalogue(): Promise<Catalogue> {
    const { session, flattening } = this.warehouse;
    const kinds = await EventKinds.in(session, ["CLOUDTRAIL", lookedAt]);
    const places = kindPlaces(flattening);
    const { windowed } = this.catalogue;
    const picking = new Set(this.picks.map(({ id }) => id));
    const mayFind = (detection: Detection): boolean => {
      const { isOwn, condition, id, viewName } = detection;
      if (isOwn) return true;
      if (condition === undefined && !picking.has(id)) return windowed.includes(detection);
      return kinds.mayPass(this.filter(`select * from ${viewName}`, { places }));
    };
    const { detections } = this.catalogue;
    const asked = new Set(detections.filter(mayFind));
    // One that is more than a condition may read the views of others. What is added here is looked through as well.
    for (const { condition, statement } of asked) {
      if (condition !== undefined) continue;
      const text = statement.toUpperCase();
      for (const other of detections) if (text.includes(other.viewName)) asked.add(other);
    }
    return narrowed(this.catalogue, (detection) => asked.has(detection));
  }

  /**
   * Has the detections pick their events, makes these whole by their records, and puts them in the place of what the views of
   * the detections would compute. Until then, FINDINGS is not right.
   *
   * @throws QueryError that names the file of a detection that fails.
   */
  private async pick(picks: readonly PickingDetection[]): Promise<void> {
    if (picks.length === 0) return;
    const { session, flattening } = this.warehouse;
    await session.run(
      `create temp view ${identifier(numbered)} as
        select *, 2 * rowid as ${identifier(number)} from "CLOUDTRAIL"
        union all
        select *, 2 * rowid + 1 from ${identifier(lookedAt)}`,
    );
    await session.run(`create temp table "PICKED" (VIEW_NAME VARCHAR, RECORD_INDEX BIGINT)`);
    for (const { viewName, picking, file } of picks) {
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
    await session.run(`create temp table "PICKED EVENTS" as ${flattening.select(records)}`);
    const columns = flattening.columns.map(({ name }) => identifier(name)).join(", ");
    for (const { viewName } of picks) {
      await session.run(
        `create or replace temp view ${identifier(viewName)} as
          select ${columns} from "PICKED EVENTS" join "PICKED" using (RECORD_INDEX)
          where VIEW_NAME = ${literal(viewName)}`,
      );
    }
  }

  /**
   * @param given.apart Views that are passed over. Defaults to none.
   * @param given.places Where columns stand whose conditions count. Defaults to those of all.
   */
  private filter(
    statement: string,
    given: { apart?: ReadonlySet<string>; places?: Flattening["places"] } = {},
  ): RecordFilter | undefined {
    const { lists, detections, findings } = this.catalogue;
    const { columns, places } = this.warehouse.flattening;
    const { apart } = given;
    const views = [...lists, ...detections].map(({ viewName, statement: select }) => {
      const reads = apart?.has(viewName) === true ? "select 1" : select;
      return [viewName, reads] as const;
    });
    // They hold none of the records of CLOUDTRAIL.
    const others = ["CLOUDTRAIL_INSIGHTS", insightsRawTable.name].map(
      (name) => [name, "select 1"] as const,
    );
    return recordFilter(statement, {
      records: {
        name: "CLOUDTRAIL",
        columns,
        places: given.places ?? places,
      },
      views: new Map([...views, ...others, ["FINDINGS", findings]]),
    });
  }
}

/**
 * What DuckDB takes of memory for this. It writes the rest to disk, as it does above any limit. What was loaded is not read
 * again until the end, and need not be kept at hand.
 */
const memory = { loading: "256MB", finding: "512MB" };

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
