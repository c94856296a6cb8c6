import { literal, rawColumns, rawCopy } from "../../sql/catalogue";
import { copyCredits, snowpipeCredits } from "../cost/rates";
import { counted, estimate, size } from "../output/numbers";
import { dayPattern } from "./dayPattern";
import { daysAfter, type Day } from "../sources/days";
import type { DayOfFiles } from "./listing";
import type { StackNames } from "./stackNames";

/** Days that `ALTER PIPE … REFRESH` reaches back. Source: Snowflake, "ALTER PIPE". */
const refreshDays = 7;

/** What is to be loaded. */
export interface Backfill {
  names: StackNames;
  /** Whether the files are of events or of Insights. Defaults to events. */
  of?: "events" | "insights";
  /** In ascending order. */
  days: readonly Day[];
  today: Day;
  /** The files of each day that has any, if they are known. */
  files?: ReadonlyMap<Day, DayOfFiles>;
}

/**
 * The statements that load the files of some days, each file once.
 *
 * The pipe and COPY know nothing of each other's files. The days that a refresh reaches are the pipe's, because
 * it remembers for 14 days what it has loaded. All older days come after it and go through a temporary table,
 * from which only files are taken that the raw table does not hold: so it does not matter which of them the pipe
 * loaded, whether COPY's own memory of 64 days has ended, or whether a day is run twice.
 */
export function backfillScript({ names, of = "events", days, today, files }: Backfill): string {
  const reached = daysAfter(today, 1 - refreshDays);
  const [byCopy, byPipe] = [
    days.filter((day) => day < reached),
    days.filter((day) => day >= reached),
  ];
  const blocks = [
    heading(of, days),
    ...pipeBlocks(names, byPipe, files),
    ...copyBlocks(names, byCopy, files),
    ...(files === undefined ? [] : [total(byPipe, byCopy, files)]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function heading(of: "events" | "insights", days: readonly Day[]): string {
  return `-- CloudTrail's files of ${of} of ${days[0]} to ${days.at(-1)}, each once.
-- Run the statements in this order and in one session. What fails can be run again.`;
}

function pipeBlocks(
  { pipe }: StackNames,
  days: readonly Day[],
  files: Backfill["files"],
): string[] {
  const [first] = days;
  const refresh =
    first === undefined
      ? []
      : [
          `-- The pipe loads what came since ${first}: it knows what it has loaded in the last 14 days.${told(sum(days, files), snowpipeCredits)}
ALTER PIPE ${pipe} REFRESH MODIFIED_AFTER = '${first}T00:00:00Z';`,
        ];
  return [
    ...refresh,
    `-- What waits for the pipe is in nobody's memory yet: go on once pendingFileCount is 0.
SELECT SYSTEM$PIPE_STATUS(${literal(pipe)});`,
  ];
}

function copyBlocks(names: StackNames, days: readonly Day[], files: Backfill["files"]): string[] {
  if (days.length === 0) return [];
  const { rawTable, warehouse } = names;
  const arrived = `${rawTable.slice(0, -1)}_BACKFILL"`;
  return [
    `-- A warehouse loads the older days, through a table that only this session sees.
USE WAREHOUSE "${warehouse.replaceAll('"', '""')}";
CREATE OR REPLACE TEMPORARY TABLE ${arrived} LIKE ${rawTable};`,
    ...days.map((day) => copyBlock(names, arrived, day, files)),
    `DROP TABLE ${arrived};`,
  ];
}

function copyBlock(
  { rawTable, stage, logsLocation, filePattern }: StackNames,
  arrived: string,
  day: Day,
  files: Backfill["files"],
): string {
  const of = sum([day], files);
  if (of?.files === 0) return `-- ${day}: no file.`;
  return `-- ${day}.${told(of, copyCredits)}
${rawCopy({ table: arrived, stage, logSource: logsLocation, pattern: dayPattern(filePattern, day) })};
INSERT INTO ${rawTable} (${rawColumns})
SELECT ${rawColumns}
FROM ${arrived} AS ARRIVED
WHERE NOT EXISTS (
    SELECT 1 FROM ${rawTable} AS HELD
    WHERE HELD.FILE_NAME = ARRIVED.FILE_NAME AND HELD.LOG_SOURCE = ARRIVED.LOG_SOURCE
);
TRUNCATE TABLE ${arrived};`;
}

function total(
  byPipe: readonly Day[],
  byCopy: readonly Day[],
  files: ReadonlyMap<Day, DayOfFiles>,
): string {
  const credits = [...byCopy.map((day) => [day, copyCredits] as const)]
    .concat(byPipe.map((day) => [day, snowpipeCredits] as const))
    .reduce((all, [day, price]) => all + price(sum([day], files) ?? nothing), 0);
  return `-- In all:${told(sum([...byPipe, ...byCopy], files), () => credits)}`;
}

const nothing: DayOfFiles = { files: 0, packed: 0, unpacked: 0 };

/** The files of some days, or undefined where none are known. */
function sum(days: readonly Day[], files: Backfill["files"]): DayOfFiles | undefined {
  return (
    files &&
    days.reduce((all, day) => {
      const of = files.get(day) ?? nothing;
      return {
        files: all.files + of.files,
        packed: all.packed + of.packed,
        unpacked: all.unpacked + of.unpacked,
      };
    }, nothing)
  );
}

function told(of: DayOfFiles | undefined, price: (of: DayOfFiles) => number): string {
  if (of === undefined) return "";
  return ` ${counted(of.files, "file")}, ${size(of.packed)} packed, ${size(of.unpacked)} unpacked, ${estimate(price(of))} credits.`;
}
