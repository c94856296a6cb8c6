import { UsageError } from "../output/usageError";
import { readDay, refuseBackwards, type Day } from "./days";
import { digestKind, type LogName } from "./logName";

/** Which log files are wanted, by what CloudTrail's names for them tell. */
export interface Selection {
  /** The first day of delivery, in UTC. Defaults to all that came before `to`. */
  from?: Day;
  /** The last day of delivery. Defaults to all that came after `from`. */
  to?: Day;
  /** Ids of accounts. Empty for all. */
  accounts: readonly string[];
  /** Regions such as `eu-west-1`. Empty for all. */
  regions: readonly string[];
  /** Whether the digests of a trail are wanted, and not its logs. Defaults to false; on disk a log may be any file then. */
  digests?: boolean;
}

/** Takes every file. */
export const everything: Selection = { accounts: [], regions: [] };

/** A selection as a command line has it. */
export interface SelectionOptions {
  from?: string;
  to?: string;
  account?: readonly string[];
  region?: readonly string[];
}

/** @throws UsageError for what is no day, account id or region, and for a range that runs backwards. */
export function readSelection(options: SelectionOptions): Selection {
  const from = options.from === undefined ? undefined : readDay("--from", options.from);
  const to = options.to === undefined ? undefined : readDay("--to", options.to);
  if (from !== undefined && to !== undefined) refuseBackwards(from, to);
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    accounts: each("--account", options.account, /^\d{12}$/, "an account id such as 111122223333"),
    regions: each(
      "--region",
      options.region,
      /^[a-z]{2}(-[a-z]+)+-\d+$/,
      "a region such as eu-west-1",
    ),
  };
}

function each(
  option: string,
  texts: readonly string[] = [],
  form: RegExp,
  expected: string,
): readonly string[] {
  const wrong = texts.find((text) => !form.test(text));
  if (wrong !== undefined) {
    throw new UsageError(`${option}: expected ${expected}, found "${wrong}".`);
  }
  return texts;
}

/** Whether a selection takes every file, whatever its name. */
export function isEverything(selection: Selection): boolean {
  const { from, to, accounts, regions, digests = false } = selection;
  const anyDay = from === undefined && to === undefined;
  return anyDay && accounts.length === 0 && regions.length === 0 && !digests;
}

/**
 * Whether a file is wanted. What its name does not tell excludes it from nothing: a file that may hold what was asked
 * for is read.
 */
export function takes(selection: Selection, name: LogName): boolean {
  const { from, to, accounts, regions, digests = false } = selection;
  return (
    (!digests || name.kind === undefined || name.kind === digestKind) &&
    (name.day === undefined || ((from ?? name.day) <= name.day && name.day <= (to ?? name.day))) &&
    isAmong(name.account, accounts) &&
    isAmong(name.region, regions)
  );
}

function isAmong(value: string | undefined, wanted: readonly string[]): boolean {
  return value === undefined || wanted.length === 0 || wanted.includes(value);
}
