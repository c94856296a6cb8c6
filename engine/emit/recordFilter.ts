import { type RecordFilter, allOf, anyOf } from "../semantics/recordFilter";
import type { Expression, From, Name, Query, Select, TableExpression } from "../syntax/ast";
import { SqlError } from "../syntax/error";
import { parseSelectStatement } from "../syntax/statement";
import { rewrite } from "../syntax/traversal";
import type { Flattening, RecordPlaces } from "./flattening";
import type { ColumnPath } from "./path";
import { recordCondition } from "./recordCondition";

/** What the names of relations in a statement stand for. */
export interface RecordNames {
  /** The relation with a row for each record: its name as statements resolve it, and where its columns come from. */
  records: { name: string } & Pick<Flattening, "columns" | "places">;
  /** The SELECTs of views, by their names as statements resolve them. */
  views: ReadonlyMap<string, string>;
}

/**
 * Which records a query depends on: those that any of the places needs at which it reads them, in its own text or in that
 * of a view that it names. A place needs the records for which WHERE can be true, and ON where it decides on the rows of
 * that table. QUALIFY and HAVING decide after other records have counted.
 *
 * @returns Undefined when every record is needed, or may be: for relations that are not known, for a sample, which other
 *   records would change, and for a text that is no query. Whoever runs that is told.
 */
export function recordFilter(statement: string, names: RecordNames): RecordFilter | undefined {
  return new RecordReader(names).statement(statement);
}

/** What each of some places needs. */
type Needs = (RecordFilter | undefined)[];

const everything: Needs = [undefined];

/** The names of WITH that are in sight. What they read is told where their queries stand. */
type CommonTables = ReadonlySet<string>;

type TableName = Extract<TableExpression, { kind: "table" }>;

class RecordReader {
  private readonly views = new Map<string, RecordFilter | undefined>();
  private readonly places: ReadonlyMap<string, RecordPlaces[number]>;

  constructor(private readonly names: RecordNames) {
    const { columns, places } = names.records;
    this.places = new Map(columns.map(({ name }, index) => [name, places[index]]));
  }

  statement(text: string): RecordFilter | undefined {
    try {
      return anyOf(this.part(parseSelectStatement(text), new Set()));
    } catch (error) {
      if (error instanceof SqlError) return undefined;
      throw error;
    }
  }

  /** Any part of a statement: whatever can hold a query is looked into. */
  private part(part: unknown, inSight: CommonTables): Needs {
    if (Array.isArray(part)) return part.flatMap((item) => this.part(item, inSight));
    if (typeof part !== "object" || part === null) return [];
    if (isQuery(part)) return this.query(part, inSight);
    if (isSelect(part)) return this.select(part, inSight);
    if (isTableName(part)) return this.relation(part, inSight);
    if (isOtherTable(part)) return everything;
    return this.part(Object.values(part), inSight);
  }

  // What a recursive one reads by its own name is a relation that is not known.
  private query({ with: tables, ...rest }: Query, outer: CommonTables): Needs {
    const inSight = new Set(outer);
    const needs = tables.flatMap(({ name, query }) => {
      const own = this.query(query, new Set(inSight));
      inSight.add(name.folded);
      return own;
    });
    return [...needs, ...this.part(Object.values(rest), inSight)];
  }

  private select({ from, ...rest }: Select, inSight: CommonTables): Needs {
    const inner = this.part(Object.values(rest), inSight);
    if (!from) return inner;
    const read = tablesOf(from).flatMap((table, index) => {
      if (!isTableName(table) || !this.isRecords(table, inSight)) return this.part(table, inSight);
      const pathOf = this.columnsOf(table, from);
      const where = rest.where && this.withoutAliases(rest.where, rest.items, table, from);
      const conditions = [where, ...onAbout(from, index)];
      return [
        allOf(conditions.map((condition) => condition && recordCondition(condition, pathOf))),
      ];
    });
    return [
      ...inner,
      ...read,
      ...this.part(
        from.joins.map(({ on }) => on),
        inSight,
      ),
    ];
  }

  /** A relation of which no condition is known. */
  private relation(table: TableName, inSight: CommonTables): Needs {
    const name = nameOf(table);
    if (isCommon(table, inSight)) return [];
    const view = this.names.views.get(name);
    if (view === undefined || name === this.names.records.name) return everything;
    if (!this.views.has(name)) {
      // As long as it is not known: a view that reads itself.
      this.views.set(name, undefined);
      this.views.set(name, this.statement(view));
    }
    return [this.views.get(name)];
  }

  private isRecords(table: TableName, inSight: CommonTables): boolean {
    return nameOf(table) === this.names.records.name && !isCommon(table, inSight);
  }

  /**
   * A condition in which what an alias of the select list stands for takes its place. Where a column may have that name,
   * it is left as it is.
   */
  private withoutAliases(
    condition: Expression,
    items: Select["items"],
    { alias }: TableName,
    { joins }: From,
  ): Expression {
    const isAlone = joins.length === 0 && (alias?.columns.length ?? 0) === 0;
    const aliases = new Map(
      items.flatMap((item) =>
        item.kind !== "star" && item.alias && !this.places.has(item.alias.folded)
          ? [[item.alias.folded, item.expression] as const]
          : [],
      ),
    );
    return isAlone && aliases.size > 0
      ? rewrite(condition, (node) =>
          node.kind === "column" && !node.qualifier ? aliases.get(node.name.folded) : undefined,
        )
      : condition;
  }

  /** What a name means as a column of this table. One without a qualifier that two tables have is refused. */
  private columnsOf(table: TableName, { joins }: From): ColumnPath {
    const alias = table.alias?.name.folded ?? nameOf(table);
    const isRenamed = (table.alias?.columns.length ?? 0) > 0;
    const isMerged = joins.some(({ natural, using }) => natural || using !== undefined);
    return ({ qualifier, name }) => {
      const isOwn = qualifier ? qualifier.folded === alias : !isMerged;
      return isOwn && !isRenamed ? this.places.get(name.folded) : undefined;
    };
  }
}

function tablesOf({ first, joins }: From): TableExpression[] {
  return [first, ...joins.map(({ right }) => right)];
}

/**
 * The ONs that have to be true for a row of the table at this place: that of an outer join decides on the rows of the
 * side only that may be missing.
 */
function onAbout({ joins }: From, place: number): (Expression | undefined)[] {
  return joins.map(({ kind, on }, index) => {
    const isRight = place === index + 1;
    const isLeft = place <= index;
    const decides =
      (kind === "INNER" && (isLeft || isRight)) ||
      (kind === "LEFT" && isRight) ||
      (kind === "RIGHT" && isLeft);
    return decides ? on : undefined;
  });
}

function nameOf({ name }: TableName): string {
  return name.at(-1)?.folded ?? "";
}

function isCommon({ name }: TableName, inSight: CommonTables): boolean {
  const [only, more] = name as [Name, ...Name[]];
  return more === undefined && inSight.has(only.folded);
}

function isQuery(part: object): part is Query {
  return "body" in part && "with" in part;
}

function isSelect(part: object): part is Select {
  return "kind" in part && part.kind === "select";
}

function isTableName(part: object): part is TableName {
  return "kind" in part && part.kind === "table";
}

/** A table whose name is computed, or a stage. */
function isOtherTable(part: object): boolean {
  return "kind" in part && (part.kind === "identifier" || part.kind === "staged");
}
