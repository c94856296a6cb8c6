import { refusedFunctions } from "../functions/refused";
import { functionNamed, isAggregate, tableFunctionNamed } from "../functions/registry";
import { coerced } from "../semantics/cast";
import type { Context } from "../semantics/context";
import { Mismatch } from "../semantics/mismatch";
import type { Schema, UserFunction } from "../semantics/schema";
import { Scope } from "../semantics/scope";
import { type DeclaredType, typeNamed } from "../semantics/types";
import type { Value } from "../semantics/value";
import type { Call, Expression, TypeName } from "../syntax/ast";
import type { CreateFunction } from "../syntax/functionParser";
import { parseFunctionBody } from "../syntax/statement";
import { callsOf, holdsQuery, nodesOf } from "../syntax/traversal";
import { Emitter } from "./emitter";
import { functionOf, isVolatile, macroName, nameOf, parameterName } from "./userFunction";

/** A function, and the statement that makes a macro of it in DuckDB. */
export interface FunctionTranslation {
  function: UserFunction;
  /** Database and schema, as far as the function's name begins with them. */
  qualifiers: readonly string[];
  /** Whether it may take the place of a function of that name. */
  replaces: boolean;
  sql: string;
}

/** Translates CREATE FUNCTION. Calls find the function through the schema, once it is in there. */
export function emitFunction(
  created: CreateFunction,
  statement: string,
  schema: Schema,
): FunctionTranslation {
  const around = new Emitter(statement, schema);
  const qualifiers = created.name.map(({ folded }) => folded);
  const name = qualifiers.pop() ?? "";
  if (isBuiltIn(name))
    around.refuse(created.at, `${name} is a function of Snowflake's own. Take another name.`);
  const parameters = parametersOf(created, around);
  const returns = declared(created.returns, around);
  const inside = new Emitter(created.body, schema, scopeOf(parameters, created.body));
  const body = parseFunctionBody(created.body);
  refuseInBody(body, inside);
  const calls = callsOf(body);
  refuseRecursion(name, calls, inside);
  const sql = returned(inside.emit(body), returns, body, inside);
  const list = parameters.map((_, index) => parameterName(index)).join(", ");
  return {
    function: {
      name,
      parameters,
      returns,
      isVolatile: calls.some((call) => isVolatile(call, schema)),
      calls: calls.filter((call) => functionOf(call, schema) !== undefined).map(nameOf),
    },
    qualifiers,
    replaces: created.replaces,
    sql: `CREATE OR REPLACE TEMP MACRO ${macroName(name)}(${list}) AS ${sql}`,
  };
}

function isBuiltIn(name: string): boolean {
  return (
    functionNamed(name) !== undefined ||
    tableFunctionNamed(name) !== undefined ||
    refusedFunctions.has(name)
  );
}

function parametersOf(created: CreateFunction, around: Context): UserFunction["parameters"] {
  const names = created.parameters.map(({ name }) => name.folded);
  return created.parameters.map(({ name, type }, index) => {
    if (names.indexOf(name.folded) < index)
      around.refuse(name.at, `there are two parameters ${name.written}.`);
    return { name: name.folded, ...declared(type, around) };
  });
}

function declared(written: TypeName, context: Context): DeclaredType {
  const type =
    typeNamed(written) ??
    context.refuse(written.at, `the type ${written.name} is not supported here.`);
  return { type, sizes: written.arguments };
}

/** The parameters as a body names them. */
function scopeOf(parameters: UserFunction["parameters"], body: string): Scope {
  const columns = parameters.map(({ name, type }, index) => ({
    name,
    label: name,
    type,
    sql: parameterName(index),
  }));
  return new Scope(body, [{ alias: undefined, columns }]);
}

/** Refuses what is not computed of the parameters alone. */
function refuseInBody(body: Expression, context: Context): void {
  for (const node of nodesOf(body)) {
    if (holdsQuery(node))
      context.refuse(node.at, "a query in the body of a function is not supported here.");
    if (node.kind === "variable")
      context.refuse(node.at, "a function knows no session variable. Make it a parameter.");
    if (node.kind === "call" && (isAggregate(node) || node.over))
      context.refuse(
        node.at,
        `${node.name} is computed of several rows here, and a function of one.`,
      );
  }
}

function refuseRecursion(name: string, calls: readonly Call[], context: Context): void {
  const recursive = calls.find((call) => leadsTo(name, nameOf(call), context.schema));
  if (recursive)
    context.refuse(recursive.at, `${name} calls itself. A function of SQL cannot be recursive.`);
}

/** Whether a function is the one of that name, or calls it, directly or through others. */
function leadsTo(name: string, from: readonly string[], schema: Schema): boolean {
  if (from.at(-1) === name) return true;
  return (schema.function?.(from)?.calls ?? []).some((next) => leadsTo(name, next, schema));
}

function returned(
  value: Value,
  returns: DeclaredType,
  { at }: Expression,
  context: Context,
): string {
  try {
    return coerced(value, returns);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    return context.refuse(at, `the function returns ${returns.type}, and ${error.message}`);
  }
}
