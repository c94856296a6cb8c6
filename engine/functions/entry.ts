import type { Context } from "../semantics/context";
import type { Value } from "../semantics/value";
import type { Call } from "../syntax/ast";

/**
 * What a function makes of rows: a scalar one value of each row, an aggregate one of many, a window function one of
 * each row with a look at its neighbours.
 */
export type FunctionKind = "scalar" | "aggregate" | "window";

/** What a call may hold beside its arguments. */
export type Clause = "DISTINCT" | "WITHIN GROUP" | "NULLS" | "OVER";

/** What an example gives: the value of its one row, or the values of its rows in their order. */
export type ExampleResult = Example | readonly Example[];
type Example = string | number | boolean | null;

/** Emits a call whose arguments are as many as its signature says. */
export type Emit = (call: Call, context: Context) => Value;

/** What there is to say about one function of Snowflake. */
export interface Definition {
  /** Other names of the same function. Defaults to none. */
  aliases?: readonly string[];
  /**
   * How it is called, and the DuckDB expression that is its value; Template tells how both are read. Where
   * the expression depends on more than the arguments' types, a function emits it.
   */
  calls: Readonly<Record<string, string | Emit>>;
  /** The frame of a window that gives none. Defaults to DuckDB's. */
  frame?: string;
  /** Whether the same arguments may give another value in another row. Defaults to false. */
  isVolatile?: boolean;
  /** What a call takes beside its arguments. Defaults to nothing, and to OVER for an aggregate or window function. */
  takes?: readonly Clause[];
  /**
   * Calls that are executed, each with the result that Snowflake documents: what stands after SELECT, with a FROM where
   * rows are needed. One at least.
   */
  examples: Readonly<Record<string, ExampleResult>>;
  /** The page of Snowflake's reference, by the last part of its address. Defaults to the name in lower case. */
  page?: string;
}

/** One function of Snowflake. */
export interface Entry extends Required<Omit<Definition, "calls">> {
  /** In upper case. */
  name: string;
  kind: FunctionKind;
  /** The ways to call it, tried in order by the number of arguments. */
  overloads: readonly Overload[];
}

/** One way to call a function. */
export interface Overload {
  /** As the definition writes it, such as `(text, integer) -> VARCHAR`. */
  signature: string;
  /** The kinds of the parameters. */
  parameters: readonly string[];
  /** How many arguments there are at least, and at most. */
  least: number;
  most: number;
  /** What the result is, as the signature says it; empty where the function that emits the call knows. */
  type: string;
  emit: string | Emit;
}

const defaultClauses: Readonly<Record<FunctionKind, readonly Clause[]>> = {
  scalar: [],
  aggregate: ["OVER"],
  window: ["OVER"],
};

/** The entries of functions of one kind, by their names. */
export function entries(
  kind: FunctionKind,
  definitions: Readonly<Record<string, Definition>>,
): Entry[] {
  return Object.entries(definitions).map(([name, definition]) => ({
    aliases: [],
    takes: defaultClauses[kind],
    page: name.toLowerCase(),
    frame: "",
    isVolatile: false,
    ...definition,
    name,
    kind,
    overloads: Object.entries(definition.calls).map(([signature, emit]) =>
      overload(name, signature, emit),
    ),
  }));
}

// `(text, [integer], json...) -> VARCHAR`: what is in square brackets may be left out, and dots repeat the last.
function overload(name: string, signature: string, emit: string | Emit): Overload {
  const found = /^\(([^)]*)\)(?: -> (\S+))?$/.exec(signature);
  if (!found) throw new Error(`${name}: "${signature}" is no signature.`);
  const [, list = "", type = ""] = found;
  const parameters = list.split(",").flatMap((kind) => (kind.trim() === "" ? [] : [kind.trim()]));
  const isVariadic = /\.\.\.\]?$/.test(list);
  return {
    signature,
    parameters: parameters.map((kind) => kind.replace(/\.\.\.|[[\]]/g, "")),
    least: parameters.filter((kind) => !kind.startsWith("[")).length,
    most: isVariadic ? Infinity : parameters.length,
    type,
    emit,
  };
}
