import { identifier } from "../semantics/quote";
import { noRelation, type Column } from "../semantics/schema";
import type { SnowflakeType } from "../semantics/types";
import type { Name } from "../syntax/ast";
import type { Describe, Show, Within } from "../syntax/commandParser";
import { SqlError } from "../syntax/error";
import type { KnownRelation, Relations } from "./relations";
import type { Rendered } from "./render";
import type { Session } from "./session";

/** What SHOW or DESCRIBE answers. */
interface Answer {
  columns: Column[];
  rows: Rendered[][];
}

/**
 * What SHOW TABLES, SHOW VIEWS and SHOW COLUMNS tell: those of Snowflake's columns that exist here, under
 * Snowflake's names and in its order. There is no owner, no time of creation, no comment and no size in
 * bytes, and types have no length, precision or scale, since none is kept. Rows are in the order of their
 * names. Sources: "SHOW TABLES", "SHOW VIEWS", "SHOW COLUMNS".
 *
 * @param statement The statement's text, for errors.
 */
export async function show(
  { objects, like, within, startsWith = "", limit }: Show,
  statement: string,
  relations: Relations,
  session: Session,
): Promise<Answer> {
  const found = relationsWithin(within, statement, relations);
  const pattern = likePattern(like ?? "%");
  const isAsked = (name: string): boolean => pattern.test(name) && name.startsWith(startsWith);
  const listed = (kind: "table" | "view"): string[] =>
    found
      .filter((relation) => relation.kind === kind && isAsked(relation.name))
      .map(({ name }) => name)
      .slice(0, limit);
  const [database = null, schema = null] = relations.namespace ?? [];
  switch (objects) {
    case "TABLES": {
      const rows: Rendered[][] = [];
      for (const name of listed("table")) {
        const [[count] = []] = await session.rows(`select count(*) from ${identifier(name)}`);
        rows.push([name, database, schema, "TABLE", Number(count)]);
      }
      return {
        columns: [...texts("name", "database_name", "schema_name", "kind"), rowCount],
        rows,
      };
    }
    case "VIEWS":
      return {
        columns: texts("name", "database_name", "schema_name"),
        rows: listed("view").map((name) => [name, database, schema]),
      };
    case "COLUMNS":
      return {
        columns: texts("table_name", "schema_name", "column_name", "data_type", "kind").concat(
          texts("database_name"),
        ),
        rows: found.flatMap(({ name: table, columns }) =>
          columns
            .filter(({ name }) => isAsked(name))
            .map(({ name, type }) => [table, schema, name, typeAsJson(type), "COLUMN", database]),
        ),
      };
  }
}

/**
 * The columns of a table or view, as DESCRIBE tells them, as far as they exist here: name, type and kind.
 * Source: "DESCRIBE TABLE".
 */
export function describe({ name, at }: Describe, statement: string, relations: Relations): Answer {
  const relation = relations.resolve(name.map(({ folded }) => folded));
  if (relation === undefined) throw new SqlError(statement, at, noRelation(name, relations));
  return {
    columns: texts("name", "type", "kind"),
    rows: relation.columns.map((column) => [column.name, column.type, "COLUMN"]),
  };
}

/** The relations in an account, a database or a schema, of which there is one of each, or the one that is named. */
function relationsWithin(
  within: Within | undefined,
  statement: string,
  relations: Relations,
): KnownRelation[] {
  const { kind, name, at } = within ?? { kind: "account", name: [], at: 0 };
  if (kind === "relation") {
    const known = relations.resolve(name.map(({ folded }) => folded));
    if (known === undefined) throw new SqlError(statement, at, noRelation(name, relations));
    return [known];
  }
  const { namespace } = relations;
  if (namespace !== undefined) {
    const parts = kind === "database" ? namespace.slice(0, 1) : namespace;
    const isHere = name.every(({ folded }, place) => folded === parts.at(place - name.length));
    if (!isHere) throw new SqlError(statement, at, noNamespace(kind, name, namespace));
  }
  return relations.all();
}

function noNamespace(kind: string, name: readonly Name[], namespace: readonly string[]): string {
  const written = name.map((part) => part.written).join(".");
  return `there is no ${kind} ${written} here. There is ${namespace.join(".")}.`;
}

/** Letter case makes no difference in a pattern of SHOW. */
function likePattern(like: string): RegExp {
  const plain = like.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const source = plain.replaceAll("%", ".*").replaceAll("_", ".");
  return new RegExp(`^${source}$`, "isu");
}

function texts(...names: string[]): Column[] {
  return names.map((name) => ({ name, label: name, type: "VARCHAR" }));
}

const rowCount: Column = { name: "rows", label: "rows", type: "NUMBER" };

/** The names of types in SHOW COLUMNS, where they are not those of SQL. Source: "SHOW COLUMNS". */
const internalNames: Partial<Record<SnowflakeType, string>> = {
  VARCHAR: "TEXT",
  NUMBER: "FIXED",
  FLOAT: "REAL",
};

function typeAsJson(type: SnowflakeType): string {
  return JSON.stringify({ type: internalNames[type] ?? type });
}
