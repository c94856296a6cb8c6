import type { Argument, Call, Expression, TableExpression } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { flatten } from "./flatten";
import type { EmittedFrom } from "./from";
import { identifier } from "../semantics/quote";
import { Scope, type ScopeColumn, type Source } from "../semantics/scope";
import type { SnowflakeType } from "../semantics/types";
import { asText } from "../semantics/value";

/** A column of the tables before a table function that the statement uses, and its name behind it. */
export interface Carried {
  sql: string;
  name: string;
}

/** The rows that a table function makes of each row of the tables before it. */
export interface Produced {
  columns: readonly { name: string; type: SnowflakeType }[];
  /** A SELECT of the columns before it and of those of its own that are used. */
  select(carried: readonly Carried[], isUsed: (name: string) => boolean): string;
}

interface Options {
  given: Arguments;
  left: EmittedFrom | undefined;
  /** Whether a row without rows stays, as LEFT JOIN has it. */
  isLeftJoined: boolean;
  context: Context;
  at: number;
}

export interface TableFunction {
  /** The names of its arguments, in the order in which they are taken without names. */
  parameters: readonly string[];
  produce(options: Options): Produced;
}

// Source: "SPLIT_TO_TABLE". Its index counts from one.
const splitToTable: TableFunction = {
  parameters: ["STRING", "DELIMITER"],
  produce: ({ given, left, isLeftJoined, context, at }) => {
    const text = given.expression("STRING");
    const delimiter = given.expression("DELIMITER");
    if (!text || !delimiter)
      return context.refuse(at, "SPLIT_TO_TABLE takes a string and a delimiter.");
    const parts = `string_split(${asText(context.emit(text))}, ${asText(context.emit(delimiter))})`;
    return pieces(parts, left, isLeftJoined);
  },
};

const generator: TableFunction = {
  parameters: ["ROWCOUNT"],
  produce: ({ given, left, context, at }) => {
    const count = given.expression("ROWCOUNT");
    if (count?.kind !== "number")
      return context.refuse(at, "GENERATOR needs rowcount => a number.");
    const rows = `unnest(range(${Number(count.text)}))`;
    return {
      columns: [],
      select: (carried) => select([...carried, { sql: rows, name: context.unique("row") }], left),
    };
  },
};

const functions: Readonly<Record<string, TableFunction>> = {
  FLATTEN: flatten,
  SPLIT_TO_TABLE: splitToTable,
  GENERATOR: generator,
};

export function isTableFunction(name: string): boolean {
  return name in functions;
}

/**
 * A table function over the tables before it. All are wrapped in one subquery whose select list unnests,
 * with only the columns that the statement uses: a lateral subquery, or all columns of FLATTEN, would hold
 * every element of every file in memory.
 */
export function emitTableFunction(
  { call, alias, at }: Extract<TableExpression, { kind: "function" }>,
  left: EmittedFrom | undefined,
  isLeftJoined: boolean,
  context: Context,
): EmittedFrom {
  const called = functions[call.name];
  if (!called) return context.refuse(at, `the table function ${call.name} is not supported here.`);
  const inside = context.within(new Scope(context.statement, left?.sources ?? [], context.scope));
  const given = new Arguments(call, called.parameters, context);
  const produced = called.produce({ given, left, isLeftJoined, context: inside, at });
  const wrapper = context.unique("flattened");
  const columnOf = (column: string): string => `${identifier(wrapper)}.${identifier(column)}`;
  const passed: { column: ScopeColumn; carried: Carried }[] = [];
  const sources = (left?.sources ?? []).map((source): Source => ({
    alias: source.alias,
    columns: source.columns.map((origin) => {
      const name = `${origin.name}_${passed.length + 1}`;
      const column: ScopeColumn = { ...origin, used: false, origin, sql: columnOf(name) };
      passed.push({ column, carried: { sql: origin.sql, name } });
      return column;
    }),
  }));
  const own = produced.columns.map(({ name, type }, index): ScopeColumn => {
    const renamed = alias?.columns[index];
    return {
      name: renamed?.folded ?? name,
      label: renamed?.written ?? name,
      type,
      sql: columnOf(name),
    };
  });
  sources.push({ alias: alias?.name.folded, columns: own });
  const isUsed = (name: string): boolean =>
    own[produced.columns.findIndex((column) => column.name === name)]?.used ?? false;
  return {
    sources,
    render: () => {
      const carried = passed.filter(({ column }) => column.used).map((each) => each.carried);
      return `(${produced.select(carried, isUsed)}) AS ${identifier(wrapper)}`;
    },
  };
}

/** The arguments of a table function, by position or by name. */
class Arguments {
  private readonly named = new Map<string, Expression>();

  constructor(
    private readonly call: Call,
    parameters: readonly string[],
    private readonly context: Context,
  ) {
    const nameOf = ({ name }: Argument, index: number): string | undefined =>
      name ?? parameters[index];
    for (const [index, argument] of call.arguments.entries()) {
      const name = nameOf(argument, index);
      if (name === undefined || !parameters.includes(name) || this.named.has(name)) {
        const names = parameters.join(", ");
        context.refuse(argument.value.at, `${call.name} takes ${names}, each once.`);
      }
      this.named.set(name, argument.value);
    }
  }

  expression(name: string): Expression | undefined {
    return this.named.get(name);
  }

  string(name: string): string | undefined {
    const argument = this.named.get(name);
    if (!argument) return undefined;
    return argument.kind === "string"
      ? argument.value
      : this.context.refuse(argument.at, `${name} of ${this.call.name} is a string.`);
  }

  flag(name: string): boolean {
    const argument = this.named.get(name);
    if (!argument) return false;
    return argument.kind === "boolean"
      ? argument.value
      : this.context.refuse(argument.at, `${name} of ${this.call.name} is TRUE or FALSE.`);
  }
}

/** The rows of a list of texts: SEQ, INDEX from one, and VALUE. */
function pieces(list: string, left: EmittedFrom | undefined, isLeftJoined: boolean): Produced {
  const columns: Produced["columns"] = [
    { name: "SEQ", type: "NUMBER" },
    { name: "INDEX", type: "NUMBER" },
    { name: "VALUE", type: "VARCHAR" },
  ];
  const rows = (texts: string): string =>
    `unnest(${isLeftJoined ? `snowflake_outer(${texts}, NULL)` : texts})`;
  const present = (value: string): string =>
    isLeftJoined ? `CASE WHEN len(${list}) > 0 THEN ${value} END` : value;
  const made: Readonly<Record<string, string>> = {
    SEQ: present("row_number() OVER ()"),
    INDEX: rows(`range(1, len(${list}) + 1)`),
    VALUE: rows(list),
  };
  return {
    columns,
    // VALUE decides how many rows there are, so it is there even if nobody reads it.
    select: (carried, isUsed) =>
      select(
        [
          ...carried,
          ...columns
            .filter(({ name }) => name === "VALUE" || isUsed(name))
            .map(({ name }) => ({ sql: made[name] ?? "", name })),
        ],
        left,
      ),
  };
}

function select(columns: readonly Carried[], left: EmittedFrom | undefined): string {
  const list = columns.map(({ sql, name }) => `${sql} AS ${identifier(name)}`).join(", ");
  return `SELECT ${list}${left ? ` FROM ${left.render()}` : ""}`;
}
