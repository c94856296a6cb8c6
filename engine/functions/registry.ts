import type { Call } from "../syntax/ast";
import { aggregates } from "./aggregates";
import { conditional } from "./conditional";
import { conversions } from "./conversions";
import { elements } from "./elements";
import type { Entry } from "./entry";
import { json } from "./json";
import { numbers } from "./numbers";
import { regexp } from "./regexp";
import { temporal } from "./temporal";
import { texts } from "./texts";
import { times } from "./times";
import { windows } from "./windows";

/** Every function that is known. No other function of DuckDB can be reached. */
export const functions: readonly Entry[] = [
  ...aggregates,
  ...conditional,
  ...conversions,
  ...elements,
  ...json,
  ...numbers,
  ...regexp,
  ...temporal,
  ...texts,
  ...times,
  ...windows,
];

const byName = new Map<string, Entry>();
for (const entry of functions) {
  for (const name of [entry.name, ...entry.aliases]) {
    if (byName.has(name)) throw new Error(`The function ${name} stands in the registry twice.`);
    byName.set(name, entry);
  }
}

/** The function of a name in upper case, its aliases included. */
export function functionNamed(name: string): Entry | undefined {
  return byName.get(name);
}

/** Whether a call makes one value of many rows, so that its query is grouped. */
export function isAggregate({ name, over }: Call): boolean {
  return over === undefined && functionNamed(name)?.kind === "aggregate";
}
