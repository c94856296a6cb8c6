import type { DeliveredFiles } from "./delivered";
import type { Fault } from "./fault";
import { fileNameOf } from "./fileName";

/** What a load history tells of a file. */
export interface Load {
  /** The file's name, as the history has it. */
  path: string;
  state: "loaded" | "partly" | "failed";
  /** Why it was not loaded whole, where that is told. */
  reason?: string;
  /** SHA-256 of the bytes that were loaded, where that is told. */
  tag?: string;
}

/**
 * Holds delivered files against a load history.
 *
 * @returns Each delivered file that is not loaded whole, once.
 */
export function compareLoads(files: DeliveredFiles, loads: readonly Load[]): Fault[] {
  const byName = new Map<string, Load[]>();
  for (const load of loads) {
    const name = fileNameOf(load.path);
    byName.set(name, [...(byName.get(name) ?? []), load]);
  }
  const faults: Fault[] = [];
  for (const [name, { key, found }] of files) {
    const reason = lack(byName.get(name) ?? [], new Map(found.map(({ path, tag }) => [path, tag])));
    if (reason === undefined) continue;
    faults.push({ kind: "not loaded", path: found[0]?.path ?? key, reason });
  }
  return faults;
}

/**
 * What is lacking in the loads of one file. A later load makes up for one that failed.
 *
 * @param tags Those of the files that are there now, by their paths.
 */
function lack(loads: readonly Load[], tags: ReadonlyMap<string, string>): string | undefined {
  const isOther = ({ path, tag }: Load): boolean =>
    tag !== undefined && tags.has(path) && tags.get(path) !== tag;
  const loaded = loads.filter(({ state }) => state === "loaded");
  if (loaded.some((load) => !isOther(load))) return undefined;
  if (loaded.length > 0) return "what was loaded from it is another content than it has now";
  const partly = loads.find(({ state }) => state === "partly");
  if (partly !== undefined) return `loaded in part: ${partly.reason ?? noReason}`;
  const failed = loads.find(({ state }) => state === "failed");
  if (failed !== undefined) return failed.reason ?? noReason;
  return "the load history does not know it";
}

const noReason = "the load history tells no reason";
