import type { Schema } from "../../engine";
import type { Moment } from "../resource/order";
import type { Snowflake } from "./account";
import { quoted } from "./identifier";

/** The tables, views and functions that names can mean at that moment; unqualified ones in the given schema. */
export function scope(
  { relations, functions }: Snowflake,
  namespace: readonly [string, string] | undefined,
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
  };
}
