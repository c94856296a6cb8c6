import type { Context } from "../../semantics/context";
import { identifier } from "../../semantics/quote";
import type { EmittedFrom } from "../../semantics/scope";
import type { SnowflakeType } from "../../semantics/types";
import type { Argument, Call, Expression } from "../../syntax/ast";
import type { ExampleResult } from "../entry";

/** One table function of Snowflake. */
export interface TableEntry {
  /** In upper case. */
  name: string;
  /** The names of its arguments, in the order in which they are taken without names. */
  parameters: readonly string[];
  produce(options: TableOptions): Produced;
  /** Queries that are executed, as in the entry of any function: what stands after SELECT, and what it gives. */
  examples: Readonly<Record<string, ExampleResult>>;
  /** The page of Snowflake's reference, by the last part of its address. */
  page: string;
}

/** What a table function is called with. */
export interface TableOptions {
  given: NamedArguments;
  /** The tables before it, for each of whose rows it is called. */
  left: EmittedFrom | undefined;
  /** Whether a row that it makes no row of stays, as LEFT JOIN has it. */
  isLeftJoined: boolean;
  context: Context;
  at: number;
}

/** The rows that a table function makes of each row of the tables before it. */
export interface Produced {
  columns: readonly { name: string; type: SnowflakeType }[];
  /** A SELECT of the columns before it and of those of its own that are used. */
  select(carried: readonly Carried[], isUsed: (name: string) => boolean): string;
}

/** A column of the tables before a table function that the statement uses, and its name behind it. */
export interface Carried {
  sql: string;
  name: string;
}

export function selected({ sql, name }: Carried): string {
  return `${sql} AS ${identifier(name)}`;
}

/** A SELECT over the tables before a table function. */
export function selectFrom(left: EmittedFrom | undefined, columns: readonly Carried[]): string {
  return `SELECT ${columns.map(selected).join(", ")}${left ? ` FROM ${left.render()}` : ""}`;
}

/** The arguments of a table function, by position or by name. */
export class NamedArguments {
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
