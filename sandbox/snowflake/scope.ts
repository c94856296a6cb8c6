import type { Schema } from "../../engine";
import type { Moment } from "../resource/order";
import type { Snowflake } from "./account";
import { quoted } from "./identifier";

/** The tables and views that names can mean at that moment; unqualified ones in the given schema. */
export function scope(
  { relations }: Snowflake,
  namespace: readonly [string, string] | undefined,
  at?: Moment,
): Schema {
  return {
    resolve(name) {
      const full = name.length === 1 && namespace ? [...namespace, ...name] : name;
      const relation = relations.get(quoted(...full), at);
      return relation && { name: relation.name, columns: [...relation.columns] };
    },
    names: () => relations.names(),
    knowsLoads: true,
  };
}
