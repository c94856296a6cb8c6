import path from "node:path";

/** What a contestant saw, so that nobody wins by leaving something out. */
export interface Seen {
  events: number;
  findings: number;
}

/** What a contestant does. */
export interface Task {
  folders: string[];
  /** The database that it may keep the events in. */
  db?: string;
  /** A folder of detections beside those that are shipped. */
  detections?: string;
  /** Shipped detections that it leaves out. Defaults to none. */
  disable?: string[];
}

/** How a contestant is run. */
export interface Run {
  /** What Node needs to run the script, which is not measured. */
  options: string[];
  /** A script and its arguments. */
  args: string[];
  /** What it saw, by what it printed. */
  seen: (printed: string) => Seen;
}

/** Those that are compared, each a process of its own. */
export const contestants = {
  floor: ({ folders }: Task): Run => ofBench("floor.ts", folders),
  handWritten: ({ folders }: Task): Run => ofBench("handWritten.ts", folders),
  snowtrail: (task: Task): Run => snowtrail(task),
};

/** The name of a contestant. */
export type Contestant = keyof typeof contestants;

function ofBench(script: string, folders: readonly string[]): Run {
  return {
    options: ["--require", "tsx/cjs"],
    args: [path.join(__dirname, script), ...folders],
    seen: (printed) => JSON.parse(printed) as Seen,
  };
}

/** The command as it is installed, with all that it takes to start. */
function snowtrail({ folders, db, detections, disable = [] }: Task): Run {
  const options = [
    ...(db === undefined ? [] : ["--db", db]),
    ...(detections === undefined ? [] : ["--detections", detections]),
    ...disable.flatMap((id) => ["--disable", id]),
  ];
  return {
    options: [],
    args: [path.join(__dirname, "..", "dist", "cli", "main.js"), "detect", ...folders, ...options],
    seen: (printed) => {
      const count = (pattern: RegExp): number =>
        Number(pattern.exec(printed)?.[1]?.replaceAll(",", "") ?? 0);
      return {
        // Of a database that holds events already, all of them are told behind the new ones.
        events: count(/^events +(?:[\d,]+, )?([\d,]+)/m),
        findings: count(/^findings +([\d,]+)/m),
      };
    },
  };
}
