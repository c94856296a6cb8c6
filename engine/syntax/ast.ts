/** The syntax tree of the Snowflake SQL that is understood. `at` is an offset into the statement. */

/** A name as Snowflake resolves it (upper case unless it was quoted), and as it was written. */
export interface Name {
  folded: string;
  written: string;
  at: number;
}

export interface TypeName {
  name: string;
  arguments: number[];
  at: number;
}

export type PathStep = { key: string } | { index: Expression };

export interface OrderKey {
  expression: Expression;
  descending: boolean;
  nulls?: "FIRST" | "LAST";
}

interface WindowFrame {
  unit: "ROWS" | "RANGE";
  start: FrameBound;
  end?: FrameBound;
}
export type FrameBound =
  | { kind: "unbounded" | "offset"; direction: "PRECEDING" | "FOLLOWING"; offset?: Expression }
  | { kind: "current" };

export interface Window {
  partitionBy: Expression[];
  orderBy: OrderKey[];
  frame?: WindowFrame;
}

export interface Call {
  kind: "call";
  /** Database and schema of a function that somebody has made. Absent where the name stands alone. */
  qualifier?: Name[];
  name: string;
  arguments: Argument[];
  distinct: boolean;
  withinGroup?: OrderKey[];
  nulls?: "IGNORE" | "RESPECT";
  over?: Window;
  at: number;
}

/** An argument: by position, or by name (`input => …`). */
export interface Argument {
  name?: string;
  value: Expression;
}

export type Expression =
  | { kind: "string"; value: string; at: number }
  | { kind: "number"; text: string; at: number }
  | { kind: "boolean"; value: boolean; at: number }
  | { kind: "null"; at: number }
  | { kind: "interval"; text: string; at: number }
  | { kind: "column"; qualifier?: Name; name: Name; at: number }
  | { kind: "variable"; name: Name; at: number }
  | { kind: "star"; qualifier?: Name; at: number }
  | { kind: "path"; base: Expression; steps: PathStep[]; at: number }
  | { kind: "cast"; value: Expression; type: TypeName; attempt: boolean; at: number }
  | { kind: "unary"; operator: "-" | "+" | "NOT"; operand: Expression; at: number }
  | { kind: "binary"; operator: string; left: Expression; right: Expression; at: number }
  | { kind: "isNull"; operand: Expression; negated: boolean; at: number }
  | { kind: "isBoolean"; operand: Expression; value: boolean; negated: boolean; at: number }
  | {
      kind: "between";
      operand: Expression;
      low: Expression;
      high: Expression;
      negated: boolean;
      at: number;
    }
  | { kind: "in"; operand: Expression; values: Expression[] | Query; negated: boolean; at: number }
  | {
      kind: "like";
      operator: LikeOperator;
      operand: Expression;
      patterns: Expression[];
      quantifier?: "ANY" | "ALL";
      escape?: Expression;
      negated: boolean;
      at: number;
    }
  | {
      kind: "quantified";
      operator: string;
      left: Expression;
      quantifier: "ANY" | "ALL";
      query: Query;
      at: number;
    }
  | {
      kind: "case";
      operand?: Expression;
      branches: { when: Expression; then: Expression }[];
      otherwise?: Expression;
      at: number;
    }
  | { kind: "exists"; query: Query; at: number }
  | { kind: "subquery"; query: Query; at: number }
  | { kind: "tuple"; items: Expression[]; at: number }
  | { kind: "array"; items: Expression[]; at: number }
  | { kind: "object"; entries: { key: string; value: Expression }[]; at: number }
  | { kind: "lambda"; parameters: { name: Name; type?: TypeName }[]; body: Expression; at: number }
  | Call;

/** The expressions of one kind. */
export type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

export type LikeOperator = "LIKE" | "ILIKE" | "RLIKE";

export type SelectItem =
  | { kind: "expression"; expression: Expression; alias?: Name; label: string }
  | {
      kind: "star";
      qualifier?: Name;
      ilike?: string;
      exclude: Name[];
      replace: { expression: Expression; name: Name }[];
      rename: { from: Name; to: Name }[];
      at: number;
    };

export type TableExpression =
  | { kind: "table"; name: Name[]; alias?: Alias; at: number }
  | { kind: "identifier"; name: Node<"string" | "variable">; alias?: Alias; at: number }
  | { kind: "derived"; query: Query; alias?: Alias; lateral: boolean; at: number }
  | { kind: "values"; rows: Expression[][]; alias?: Alias; at: number }
  | { kind: "function"; call: Call; alias?: Alias; at: number }
  | { kind: "sample"; table: TableExpression; sample: Sample; at: number }
  | { kind: "staged"; stage: Name[]; path: string; alias?: Alias; at: number };

/** Some of a table's rows: a share of them in percent, or a number of rows. */
export interface Sample {
  method: "row" | "block";
  percent?: Expression;
  rows?: Expression;
  seed?: Expression;
}

export interface Alias {
  name: Name;
  columns: Name[];
}

export interface Join {
  kind: "CROSS" | "INNER" | "LEFT" | "RIGHT" | "FULL";
  natural: boolean;
  right: TableExpression;
  on?: Expression;
  using?: Name[];
  at: number;
}

export interface From {
  first: TableExpression;
  joins: Join[];
}

export type Grouping = { kind: "all" } | { kind: "keys"; keys: GroupKey[] };
export type GroupKey =
  Expression | { kind: "rollup" | "cube" | "sets"; sets: Expression[][]; at: number };

export interface Select {
  kind: "select";
  distinct: boolean;
  top?: Expression;
  items: SelectItem[];
  from?: From;
  where?: Expression;
  groupBy?: Grouping;
  having?: Expression;
  qualify?: Expression;
  at: number;
}

export type QueryBody =
  | Select
  | { kind: "values"; rows: Expression[][]; at: number }
  | { kind: "nested"; query: Query; at: number }
  | {
      kind: "set";
      operator: "UNION" | "INTERSECT" | "EXCEPT";
      all: boolean;
      left: QueryBody;
      right: QueryBody;
      at: number;
    };

export interface CommonTable {
  name: Name;
  columns: Name[];
  query: Query;
}

export interface Query {
  with: CommonTable[];
  body: QueryBody;
  orderBy: OrderKey[];
  limit?: Expression;
  offset?: Expression;
  at: number;
}
