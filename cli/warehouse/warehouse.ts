import type { Catalogue } from "../../sql/catalogue";
import {
  DatabaseError,
  Engine,
  Relations,
  storedType,
  Session,
  identifier,
  literal,
  namedColumns,
  type Column,
} from "../../engine";
import { activityViews } from "./activity";
import { createDetectionView } from "./detectionView";
import { flatteningOf, type Flattening } from "./flattening";
import { insightsTable } from "./insightsTable";
import { createRawRelations } from "./rawRelations";

/** What `load_history` tells, one row for each content of each file that was tried. */
const historyColumns: readonly Column[] = [
  { name: "FILE_NAME", type: "VARCHAR", label: "file_name" },
  { name: "CONTENT_TAG", type: "VARCHAR", label: "content_tag" },
  { name: "SOURCE_TAG", type: "VARCHAR", label: "source_tag" },
  { name: "STATUS", type: "VARCHAR", label: "status" },
  { name: "REASON", type: "VARCHAR", label: "reason" },
  { name: "ROW_COUNT", type: "NUMBER", label: "row_count" },
  { name: "FILE_LAST_MODIFIED", type: "TIMESTAMP_NTZ", label: "file_last_modified" },
  { name: "LOADED_AT", type: "TIMESTAMP_NTZ", label: "loaded_at" },
];

export interface WarehouseOptions {
  /** The DuckDB file to keep the events in. */
  file: string;
  /** Open it for reading only: nothing can be loaded, and others can read at the same time. */
  readOnly: boolean;
  catalogue: Catalogue;
}

/**
 * The laptop's stand-in for the Snowflake schema: the tables that loading fills, and over them the
 * catalogue's views, from the same texts that are deployed.
 */
export class Warehouse {
  private constructor(
    readonly session: Session,
    readonly engine: Engine,
    readonly flattening: Flattening,
    private readonly relations: Relations,
    private readonly catalogue: Catalogue,
  ) {}

  /** @throws DatabaseError when the file is unusable, in use, or was filled under another definition. */
  static async open({ file, readOnly, catalogue }: WarehouseOptions): Promise<Warehouse> {
    const session = await Session.open({ file, readOnly, readsFiles: !readOnly });
    const relations = new Relations();
    const warehouse = new Warehouse(
      session,
      new Engine(session, relations),
      flatteningOf(catalogue),
      relations,
      catalogue,
    );
    try {
      await warehouse.prepare(file, readOnly);
      return warehouse;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** Which columns of `cloudtrail` a query over it may read. Undefined when that may be all of them. */
  columnsOf(statement: string): ReadonlySet<string> | undefined {
    const named = namedColumns(statement);
    const names = this.flattening.columns.map(({ name }) => name);
    return named && new Set(names.filter((name) => named.has(name)));
  }

  /**
   * Ends loading: takes the session's access to files away and creates the catalogue's functions and views. From here
   * on, a user's SQL may run.
   *
   * @param catalogue Whose views these are. Defaults to the warehouse's own, whole.
   */
  async ready(catalogue = this.catalogue): Promise<void> {
    await this.session.lock();
    for (const { statement } of catalogue.functions) {
      await this.engine.createFunction(statement);
    }
    await this.engine.createView("CLOUDTRAIL_INSIGHTS", catalogue.insights.statement);
    for (const { viewName, statement } of catalogue.lists) {
      await this.engine.createView(viewName, statement);
    }
    for (const detection of catalogue.detections) {
      await createDetectionView(this.engine, detection, this.flattening.columns);
    }
    await this.engine.createView("FINDINGS", catalogue.findings);
    await this.engine.createView("SUPPRESSED", catalogue.suppressed);
    for (const { viewName, statement } of catalogue.health) {
      await this.engine.createView(viewName, statement);
    }
  }

  /**
   * Creates a table of events that loading can fill. Statements do not know it.
   *
   * @param only The columns that it has. Defaults to all.
   */
  async createEventTable(name: string, only?: ReadonlySet<string>): Promise<void> {
    const wanted = this.flattening.columns.filter((column) => only?.has(column.name) ?? true);
    const columns = wanted.map((column) => {
      // JSON and ids are most of the bytes; zstd makes them a third of what DuckDB would choose.
      const zstd = column.type === "VARIANT" || column.name.endsWith("ID");
      return `${identifier(column.name)} ${storedType(column)}${zstd ? " using compression zstd" : ""}`;
    });
    await this.session.run(
      `create table ${identifier(name)} (${columns.join(", ")}, RECORD_INDEX BIGINT)`,
    );
  }

  /**
   * Makes a table of the command line's own known to statements, and creates it if the database has none of that name.
   *
   * @returns Whether it was created.
   */
  async addTable(name: string, columns: readonly Column[]): Promise<boolean> {
    const [found] = await this.session.rows(
      `select count(*)::INTEGER from duckdb_tables() where not internal and table_name = ${literal(name)}`,
    );
    const isThere = found?.[0] !== 0;
    if (isThere) this.relations.add("table", name, columns);
    else await this.engine.createTable(name, columns);
    return !isThere;
  }

  /**
   * Makes the events whose record passes known to statements, as a relation with the columns of `cloudtrail`.
   *
   * @param holds Whether a record passes, given as the JSON that was delivered.
   */
  async addSelection(name: string, holds: (record: string) => boolean): Promise<void> {
    const passes = `${name} passes`;
    this.session.addPredicate(passes, holds);
    await this.session.run(
      `create or replace temp view ${identifier(name)} as
        select * from "CLOUDTRAIL" where ${identifier(passes)}(RECORD::VARCHAR)`,
    );
    this.relations.add("view", name, this.flattening.columns);
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  private async prepare(file: string, readOnly: boolean): Promise<void> {
    const tables = await this.session.rows(
      "select table_name from duckdb_tables() where not internal and not temporary",
    );
    const names = new Set(tables.map(([name]) => String(name)));
    if (!names.has("snowtrail")) {
      if (names.size > 0 || readOnly) {
        throw new DatabaseError(
          `The database "${file}" was not made by Snowtrail. Give --db a file that "snowtrail detect --db" made, or a new name.`,
        );
      }
      await this.createTables();
    }
    const [made] = await this.session.rows("select cloudtrail_digest from snowtrail");
    if (made?.[0] !== this.flattening.digest) {
      throw new DatabaseError(
        `The database "${file}" was filled under another definition of cloudtrail (another version of Snowtrail, or an edited sql/cloudtrail.sql). Its rows cannot be mixed with new ones: load the log files into a new file.`,
      );
    }
    this.relations.add("table", "CLOUDTRAIL", this.flattening.columns);
    this.relations.add("table", "LOAD_HISTORY", historyColumns);
    for (const view of activityViews) await this.session.run(view);
    this.relations.knowsActivity = true;
    await createRawRelations(this.session, this.relations);
  }

  private async createTables(): Promise<void> {
    const history = historyColumns.map(
      (column) => `${identifier(column.name)} ${storedType(column)}`,
    );
    await this.session.transaction(async () => {
      await this.createEventTable("CLOUDTRAIL");
      await this.createEventTable(insightsTable.table, insightsTable.columns);
      await this.session.run(
        `create table "LOAD_HISTORY" (${history.join(", ")}, primary key (FILE_NAME, CONTENT_TAG))`,
      );
      await this.session.run(
        `create table snowtrail as select ${literal(this.flattening.digest)} as cloudtrail_digest`,
      );
    });
  }
}
