import { copyFileSync } from "node:fs";
import { readCatalogue } from "../sql/catalogue";
import type { Contestant, Task } from "./contestants";
import { writeDetections } from "./detections";
import { handWrittenIds } from "./handWritten";
import type { Trails } from "./trails";

/** A way to use Snowtrail that is measured against others that get the same answer. */
export interface Scenario {
  name: string;
  /** Events that there are in the end. */
  events: number;
  /** Who takes part. Defaults to all. */
  contestants?: readonly Contestant[];
  /** Makes what is read. @returns What a contestant is to do, made ready before each of its runs. */
  prepare(trails: Trails): Promise<(contestant: Contestant) => Task>;
}

/** The scenarios over a trail of so many events, and the one over ten million if it is asked for. */
export function scenarios(events: number, withTenMillion: boolean): Scenario[] {
  return [
    cold("cold", events),
    allDetections("cold, all detections", events),
    again(events),
    oneMore(events),
    cold("small files", 30_000, 4000),
    ...[5, 60, 600].map((count) => detections(count, events)),
    ...(withTenMillion
      ? [cold("ten million", 10_000_000), allDetections("ten million, all detections", 10_000_000)]
      : []),
  ];
}

/** All shipped detections but so many, of which those of the hand-written query are the first. */
function allBut(count: number): string[] {
  const ids = readCatalogue().detections.map(({ id }) => id);
  const others = ids.filter((id) => !handWrittenIds.includes(id));
  return others.slice(Math.max(0, count - handWrittenIds.length));
}

/** The same detections as in the hand-written query. */
const sameDetections = { disable: allBut(handWrittenIds.length) };

/** Nothing is kept, and everything is read. */
function cold(name: string, events: number, files?: number): Scenario {
  return {
    name,
    events,
    prepare: async (trails) => {
      const folders = [await trails.written({ events, ...(files !== undefined && { files }) })];
      return () => ({ folders, ...sameDetections });
    },
  };
}

/** The same with all detections that are shipped. */
function allDetections(name: string, events: number): Scenario {
  return {
    name,
    events,
    contestants: ["snowtrail"],
    prepare: async (trails) => {
      const folders = [await trails.written({ events })];
      return () => ({ folders });
    },
  };
}

/** A database holds all events already. The others keep nothing, and read all of them again. */
function again(events: number): Scenario {
  return {
    name: "again, with --db",
    events,
    prepare: async (trails) => {
      const folders = [await trails.written({ events })];
      const db = await trails.loaded({ events });
      return (contestant) => ({
        folders,
        ...(contestant === "snowtrail" && { db, ...sameDetections }),
      });
    },
  };
}

/** A database holds all events, and so many detections look at them. */
function detections(count: number, events: number): Scenario {
  return {
    name: `detections: ${count}, with --db`,
    events,
    contestants: ["snowtrail"],
    prepare: async (trails) => {
      const folders = [await trails.written({ events })];
      const db = await trails.loaded({ events });
      const more = count - readCatalogue().detections.length;
      const own = more > 0 && { detections: writeDetections(trails.at(`own-${count}`), more) };
      return () => ({ folders, db, disable: allBut(count), ...own });
    },
  };
}

/** A database holds all events but those of one file. */
function oneMore(events: number): Scenario {
  const more = { events: 500, files: 1, seed: 20240102 };
  return {
    name: "one more file, with --db",
    events: events + more.events,
    prepare: async (trails) => {
      const folders = [await trails.written({ events }), await trails.written(more)];
      const loaded = await trails.loaded({ events });
      const db = trails.at("one-more.duckdb");
      return (contestant) => {
        if (contestant !== "snowtrail") return { folders };
        copyFileSync(loaded, db);
        return { folders, db, ...sameDetections };
      };
    },
  };
}
