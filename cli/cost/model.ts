import { creditsPerHour, gigabyte, snowpipeCredits } from "./rates";

/** What a trail delivers in a day. */
export interface DailyLogs {
  files: number;
  /** Bytes as stored in the bucket. */
  packed: number;
  /** Bytes once unpacked. */
  unpacked: number;
}

/** How a stack is run. */
export interface Operation {
  /** Days for which events are kept. */
  keepDays: number;
  /** Minutes between two runs of the task, or the target lag of the dynamic table. */
  everyMinutes: number;
  /** Queries over FINDINGS in a day. */
  queriesPerDay: number;
  /** How often each of them reads the events: once for all conditions on one event, and once for each other detection. */
  scans: number;
}

/** Where CLOUDTRAIL reads from. */
const modes = ["view", "task", "dynamic-table"] as const;
type Mode = (typeof modes)[number];

/** What a mode needs: gigabytes that are stored once the days to keep are full, and credits in a month. */
export interface Cost {
  mode: Mode;
  rawTable: number;
  typedTable: number;
  snowpipe: number;
  /** Of the warehouse, for filling the typed table. */
  filling: number;
  /** Of the warehouse, for queries. */
  querying: number;
}

const daysPerMonth = 30;
const secondsPerDay = 86_400;

/** Seconds for which a warehouse stays up after its work; also the least that it is billed when it resumes. */
const autoSuspend = 60;

/** A row of the typed table holds the record and, once more, its columns. An assumption. */
const typedPerRaw = 2;

/** Bytes of JSON, unpacked, that an X-Small warehouse parses in a second. An assumption. */
const parsedPerSecond = 100e6;

/** How much sooner a query is done that reads typed columns and parses no JSON. An assumption. */
const typedSpeed = 20;

/** What each mode costs, on an X-Small warehouse that does nothing else. docs/cost.md explains it. */
export function costs(daily: DailyLogs, operation: Operation): Cost[] {
  const { keepDays, everyMinutes, queriesPerDay, scans } = operation;
  const rawTable = (daily.packed * keepDays) / gigabyte;
  const parseAll = (scans * daily.unpacked * keepDays) / parsedPerSecond;
  const runs = (24 * 60) / everyMinutes;
  return modes.map((mode) => {
    const isTyped = mode !== "view";
    return {
      mode,
      rawTable,
      typedTable: isTyped ? rawTable * typedPerRaw : 0,
      snowpipe: snowpipeCredits(daily) * daysPerMonth,
      filling: isTyped ? warehouse(runs, daily.unpacked / runs / parsedPerSecond) : 0,
      querying: warehouse(queriesPerDay, isTyped ? parseAll / typedSpeed : parseAll),
    };
  });
}

/** Credits in a month for what runs some times a day, each time for some seconds. */
function warehouse(timesPerDay: number, seconds: number): number {
  const interval = secondsPerDay / timesPerDay;
  // One that runs again before it is suspended is billed for the time between; work that takes longer is queued.
  const billed = Math.max(seconds, Math.min(seconds + autoSuspend, interval));
  return ((timesPerDay * billed * creditsPerHour) / 3600) * daysPerMonth;
}
