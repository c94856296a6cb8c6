import type { Call } from "../syntax/ast";
import { aggregates } from "./aggregates";
import { arrays } from "./arrays";
import { bits } from "./bits";
import { collecting } from "./collecting";
import { conditional } from "./conditional";
import { conversions } from "./conversions";
import { dateParts } from "./dateParts";
import { encoding } from "./encoding";
import type { Entry } from "./entry";
import { extraction } from "./extraction";
import { generation } from "./generation";
import { higherOrder } from "./higherOrder";
import { json } from "./json";
import { matching } from "./matching";
import { notifications } from "./notifications";
import { numbers } from "./numbers";
import { objects } from "./objects";
import { regexp } from "./regexp";
import { system } from "./system";
import type { TableEntry } from "./tables/entry";
import { flatten } from "./tables/flatten";
import { generator } from "./tables/generator";
import { copyHistoryFunction, refreshHistoryFunction, taskHistoryFunction } from "./tables/history";
import { splitToTable, strtokSplitToTable } from "./tables/splitting";
import { statistics } from "./statistics";
import { temporal } from "./temporal";
import { texts } from "./texts";
import { times } from "./times";
import { variants } from "./variants";
import { windows } from "./windows";

/** Every function that is known. No other function of DuckDB can be reached. */
export const functions: readonly Entry[] = [
  ...aggregates,
  ...arrays,
  ...bits,
  ...collecting,
  ...conditional,
  ...conversions,
  ...dateParts,
  ...encoding,
  ...extraction,
  ...generation,
  ...higherOrder,
  ...json,
  ...matching,
  ...notifications,
  ...numbers,
  ...objects,
  ...regexp,
  ...statistics,
  ...system,
  ...temporal,
  ...texts,
  ...times,
  ...variants,
  ...windows,
];

/** Every table function that is known. */
export const tableFunctions: readonly TableEntry[] = [
  copyHistoryFunction,
  flatten,
  generator,
  refreshHistoryFunction,
  splitToTable,
  strtokSplitToTable,
  taskHistoryFunction,
];

const byName = new Map<string, Entry>();
for (const entry of functions) {
  for (const name of [entry.name, ...entry.aliases]) {
    if (byName.has(name)) throw new Error(`The function ${name} stands in the registry twice.`);
    byName.set(name, entry);
  }
}

/** The function of a name in upper case, with the schema if it stands in one, its aliases included. */
export function functionNamed(name: string): Entry | undefined {
  return byName.get(name);
}

/** The table function of a name in upper case. */
export function tableFunctionNamed(name: string): TableEntry | undefined {
  return tableFunctions.find((entry) => entry.name === name);
}

/** Whether a call makes one value of many rows, so that its query is grouped. */
export function isAggregate({ name, over }: Call): boolean {
  return over === undefined && functionNamed(name)?.kind === "aggregate";
}
