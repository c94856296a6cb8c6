import type { Name } from "../syntax/ast";
import { SqlError } from "../syntax/error";
import type { Elements } from "./elements";
import type { SnowflakeType } from "./types";
import type { Value } from "./value";

/** A column that a name can mean. */
export interface ScopeColumn {
  name: string;
  label: string;
  type: SnowflakeType;
  /** How DuckDB is told of it. */
  sql: string;
  /** Left out of `*` and of unqualified names: the copies of a column that USING or NATURAL joined. */
  hidden?: boolean;
  /** Whether the statement uses it: what FLATTEN passes on is limited to these. */
  used?: boolean;
  /** The same column inside of the subquery that FLATTEN made of the tables before it. */
  origin?: ScopeColumn;
}

/** A table, a view or a subquery in FROM. */
export interface Source {
  /** The name that qualifies its columns, if it has one. */
  alias: string | undefined;
  columns: ScopeColumn[];
}

/** What FROM brings: names, and the SQL, which is known only once all clauses have said what they use. */
export interface EmittedFrom {
  sources: Source[];
  render(): string;
  /** An array in one of the columns whose elements can be read instead of it. */
  elements?: Elements | undefined;
}

/** Notes that a column is used, in every subquery that it passes. */
function use(column: ScopeColumn): ScopeColumn {
  for (let each: ScopeColumn | undefined = column; each; each = each.origin) each.used = true;
  return column;
}

/** What names mean at one place in a statement. */
export class Scope {
  /** The aliases of the select list, which the other clauses may use. */
  readonly aliases = new Map<string, Value>();

  constructor(
    private readonly statement: string,
    readonly sources: readonly Source[],
    readonly outer?: Scope,
  ) {}

  /** A column by name: of a table here, else an alias of the select list, else of the query around. */
  resolve(qualifier: Name | undefined, name: Name): Value {
    const found = this.find(qualifier, name);
    if (found) return found;
    const written = qualifier ? `${qualifier.written}.${name.written}` : name.written;
    const known = this.sources.flatMap(({ columns }) => columns.map((column) => column.label));
    const existing =
      known.length > 0 ? `The columns are ${known.join(", ")}.` : "There is no FROM.";
    throw new SqlError(this.statement, name.at, `there is no column ${written}. ${existing}`);
  }

  /** The columns that `*` or `alias.*` means. */
  star(qualifier: Name | undefined, at: number): ScopeColumn[] {
    const sources = this.sources.filter(({ alias }) => !qualifier || alias === qualifier.folded);
    if (sources.length === 0) {
      const missing = qualifier ? `there is no table ${qualifier.written}` : "there is no FROM";
      throw new SqlError(this.statement, at, `${missing} for * to mean.`);
    }
    const columns = sources.flatMap((source) => source.columns);
    return columns.filter((column) => qualifier ?? !column.hidden).map(use);
  }

  private find(qualifier: Name | undefined, name: Name): Value | undefined {
    const columns = this.sources
      .filter(({ alias }) => !qualifier || alias === qualifier.folded)
      .flatMap((source) => source.columns)
      .filter((column) => column.name === name.folded && (qualifier ?? !column.hidden));
    const [column, second] = columns;
    if (second) {
      throw new SqlError(
        this.statement,
        name.at,
        `${name.written} is in more than one table. Write the table's alias before it.`,
      );
    }
    if (column) return { sql: use(column).sql, type: column.type };
    const alias = qualifier ? undefined : this.aliases.get(name.folded);
    return alias ?? this.outer?.find(qualifier, name);
  }
}
