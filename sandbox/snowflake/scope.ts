import { SqlError, translateQuery, type Column, type Schema } from "../../engine";
import type { Moment } from "../resource/order";
import type { Namespace, Snowflake } from "./account";
import { SnowflakeError } from "./error";
import { quoted } from "./identifier";
import type { SnowflakeRequest } from "./type";

/** The relations and functions that names can mean at that moment; unqualified ones in the given schema. */
export function scope(
  { relations, functions }: Snowflake,
  namespace: Namespace | undefined,
  at?: Moment,
): Schema {
  const full = (name: readonly string[]): string =>
    quoted(...(name.length === 1 && namespace ? [...namespace, ...name] : name));
  return {
    resolve(name) {
      const relation = relations.get(full(name), at);
      return relation && { name: relation.name, columns: [...relation.columns] };
    },
    names: () => relations.names(),
    function: (name) => functions.get(full(name), at)?.made,
    namespace,
    knowsActivity: true,
  };
}

/** The columns of an object's SELECT, whose own names resolve in the object's own schema. */
export function columnsOf(
  { database, schema, statement }: { database: string; schema: string; statement: string },
  { account, at }: SnowflakeRequest,
): Column[] {
  const names = scope(account, [database, schema], at);
  return compiling(() => translateQuery(statement, names).columns);
}

/** @throws SnowflakeError for what the engine refuses. */
export function compiling<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw new SnowflakeError(`SQL compilation error: ${error.message}`);
  }
}
