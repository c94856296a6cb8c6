import type { Argument, Call, Expression, TableExpression } from "../syntax/ast";
import type { Context } from "../semantics/context";
import { extract, parsePathText } from "../semantics/jsonPath";
import { identifier, literal } from "../semantics/quote";
import { type EmittedFrom, Scope, type ScopeColumn, type Source } from "../semantics/scope";
import type { SnowflakeType } from "../semantics/types";
import { type Value, asJson, asText } from "../semantics/value";

/** A column of a table function: a list with one element a row, or one value for all rows. */
interface Output {
  name: string;
  type: SnowflakeType;
  list?: string;
  value?: string;
}

interface Options {
  arguments: ReadonlyMap<string, Expression>;
  outer: boolean;
  context: Context;
  at: number;
}

const parameters: Readonly<Record<string, readonly string[]>> = {
  FLATTEN: ["INPUT", "PATH", "OUTER", "RECURSIVE", "MODE"],
  SPLIT_TO_TABLE: ["STRING", "DELIMITER"],
  GENERATOR: ["ROWCOUNT"],
};

const outputs: Readonly<Record<string, (options: Options) => Output[]>> = {
  FLATTEN: flatten,
  SPLIT_TO_TABLE: splitToTable,
  GENERATOR: generator,
};

export function isTableFunction(name: string): boolean {
  return name in outputs;
}

/**
 * A table function over the tables before it. All are wrapped in one subquery whose select list unnests,
 * with only the columns that the statement uses: a lateral subquery, or all columns of FLATTEN, would hold
 * every element of every file in memory.
 */
export function emitTableFunction(
  { call, alias, at }: Extract<TableExpression, { kind: "function" }>,
  left: EmittedFrom | undefined,
  outer: boolean,
  context: Context,
): EmittedFrom {
  const produce = outputs[call.name];
  if (!produce) return context.refuse(at, `the table function ${call.name} is not supported here.`);
  const inside = context.within(new Scope(context.statement, left?.sources ?? [], context.scope));
  const produced = produce({ arguments: named(call, context), outer, context: inside, at });
  const wrapper = context.unique("flattened");
  const columnOf = (column: string): string => `${identifier(wrapper)}.${identifier(column)}`;
  const passed: { column: ScopeColumn; inner: string; name: string }[] = [];
  const sources = (left?.sources ?? []).map((source): Source => ({
    alias: source.alias,
    columns: source.columns.map((origin) => {
      const name = `${origin.name}_${passed.length + 1}`;
      const column: ScopeColumn = { ...origin, used: false, origin, sql: columnOf(name) };
      passed.push({ column, inner: origin.sql, name });
      return column;
    }),
  }));
  const own = produced.map(({ name, type }, index): ScopeColumn => {
    const given = alias?.columns[index];
    return {
      name: given?.folded ?? name,
      label: given?.written ?? name,
      type,
      sql: columnOf(name),
    };
  });
  sources.push({ alias: alias?.name.folded, columns: own });
  return {
    sources,
    render: () => {
      const carried = passed
        .filter(({ column }) => column.used)
        .map(({ inner, name }) => `${inner} AS ${identifier(name)}`);
      // The first list decides how many rows there are, so it is there even if nobody reads it.
      const made = produced
        .filter((_, index) => own[index]?.used ?? false)
        .map(
          ({ name, list, value }) =>
            `${list === undefined ? value : `unnest(${list})`} AS ${identifier(name)}`,
        );
      if (!produced.some(({ list }, index) => list !== undefined && own[index]?.used)) {
        const counted = produced.find(({ list }) => list !== undefined);
        made.push(`unnest(${counted?.list}) AS ${identifier(context.unique("element"))}`);
      }
      const from = left ? ` FROM ${left.render()}` : "";
      return `(SELECT ${[...carried, ...made].join(", ")}${from}) AS ${identifier(wrapper)}`;
    },
  };
}

function named(call: Call, context: Context): ReadonlyMap<string, Expression> {
  const known = parameters[call.name] ?? [];
  const nameOf = ({ name }: Argument, index: number): string | undefined => name ?? known[index];
  const result = new Map<string, Expression>();
  for (const [index, argument] of call.arguments.entries()) {
    const name = nameOf(argument, index);
    if (name === undefined || !known.includes(name) || result.has(name)) {
      context.refuse(argument.value.at, `${call.name} takes ${known.join(", ")}, each once.`);
    }
    result.set(name, argument.value);
  }
  return result;
}

// Source: "FLATTEN". A JSON null, a scalar and a missing value have no rows, or one with OUTER.
function flatten({ arguments: given, outer, context, at }: Options): Output[] {
  const input = given.get("INPUT");
  if (!input) return context.refuse(at, "FLATTEN needs an input: flatten(input => column:path).");
  const text = constant(given.get("PATH"), "PATH", context) ?? "";
  const steps = parsePathText(text) ?? context.refuse(at, `'${text}' is no path.`);
  const value = context.emit(input);
  const start: Value = { sql: asJson(value), type: "VARIANT" };
  const element = steps.length > 0 ? extract(start, steps).sql : start.sql;
  const mode = (constant(given.get("MODE"), "MODE", context) ?? "BOTH").toUpperCase();
  if (!["BOTH", "ARRAY", "OBJECT"].includes(mode))
    context.refuse(at, "MODE is 'OBJECT', 'ARRAY' or 'BOTH'.");
  const isOuter = flag(given.get("OUTER"), "OUTER", context) || outer;
  const isRecursive = flag(given.get("RECURSIVE"), "RECURSIVE", context);
  const list = (what: string): string => {
    const all = isRecursive
      ? `snowflake_tree_${what}(${element}, '${mode}')`
      : `snowflake_flatten_${what}(${element}, '${mode}')`;
    return isOuter ? `snowflake_outer(${all})` : all;
  };
  const paths = `snowflake_prefixed(${list("paths")}, ${literal(text)})`;
  const holder: Output = isRecursive
    ? { name: "THIS", type: "VARIANT", list: list("holders") }
    : { name: "THIS", type: "VARIANT", value: element };
  return [
    { name: "SEQ", type: "NUMBER", value: "row_number() OVER ()" },
    { name: "KEY", type: "VARCHAR", list: list("keys") },
    { name: "PATH", type: "VARCHAR", list: paths },
    { name: "INDEX", type: "NUMBER", list: list("indexes") },
    { name: "VALUE", type: "VARIANT", list: list("values") },
    holder,
  ];
}

// Source: "SPLIT_TO_TABLE". Its index counts from one.
function splitToTable({ arguments: given, outer, context, at }: Options): Output[] {
  const text = given.get("STRING");
  const delimiter = given.get("DELIMITER");
  if (!text || !delimiter)
    return context.refuse(at, "SPLIT_TO_TABLE takes a string and a delimiter.");
  const parts = `string_split(${asText(context.emit(text))}, ${asText(context.emit(delimiter))})`;
  const list = outer ? `snowflake_outer(${parts})` : parts;
  return [
    { name: "SEQ", type: "NUMBER", value: "row_number() OVER ()" },
    { name: "INDEX", type: "NUMBER", list: `range(1, len(${list}) + 1)` },
    { name: "VALUE", type: "VARCHAR", list },
  ];
}

function generator({ arguments: given, context, at }: Options): Output[] {
  const count = given.get("ROWCOUNT");
  if (count?.kind !== "number") return context.refuse(at, "GENERATOR needs rowcount => a number.");
  return [{ name: context.unique("row"), type: "NUMBER", list: `range(${Number(count.text)})` }];
}

function constant(
  argument: Expression | undefined,
  name: string,
  context: Context,
): string | undefined {
  if (!argument) return undefined;
  return argument.kind === "string"
    ? argument.value
    : context.refuse(argument.at, `${name} of FLATTEN is a string.`);
}

function flag(argument: Expression | undefined, name: string, context: Context): boolean {
  if (!argument) return false;
  return argument.kind === "boolean"
    ? argument.value
    : context.refuse(argument.at, `${name} of FLATTEN is TRUE or FALSE.`);
}
