import { z } from "zod";
import { kinds } from "./indicators";
import { parsePath } from "./recordPath";

const path = z
  .string({ error: "expected a path" })
  .refine((text) => parsePath(text) !== undefined, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is no path. Expected keys with dots between them, such as userIdentity.type, and double quotes around a key that holds a dot`,
  });

const duration = z
  .string({ error: "expected a duration such as 90s or 1h30m" })
  .regex(
    /^(?=\d)(\d{1,5}d)?(\d{1,5}h)?(\d{1,5}m)?(\d{1,5}s)?$/,
    "expected a duration such as 90s, 1h30m or 30d",
  );

const changes = {
  /** Values by their paths. */
  with: z
    .record(path, z.json(), { error: "expected values by their paths, such as errorCode: null" })
    .default({}),
  /** Paths that are taken out. */
  without: z.array(path, { error: "expected a list of paths" }).default([]),
};

const step = z.strictObject(
  {
    ...changes,
    /** How long after the event's own time. */
    after: duration.default("0s"),
    /** How many events. `{n}` in texts of `with` is the number of each, from 1. */
    repeat: z.int().min(1).max(1000).optional(),
    /** The time from one to the next. */
    every: duration.default("0s"),
  },
  { error: "expected with, without, after, repeat or every" },
);

const steps = z.array(step, { error: "expected a list of events" }).min(1).optional();
const expected = { error: "expected with, without or events" };

const firing = z.strictObject(
  {
    ...changes,
    events: steps,
    finds: z.int("expected the number of findings").min(1).default(1),
  },
  expected,
);
const silent = z
  .strictObject({ ...changes, events: steps }, expected)
  .transform((given) => ({ ...given, finds: 0 }));

const cases = <T extends z.ZodType>(one: T) =>
  z
    .record(z.string(), one, { error: "expected cases by their names" })
    .refine((all) => Object.keys(all).length > 0, "expected at least one case");

const text = z.string({ error: "expected text, in quotes if it looks like a number" });

const event = z
  .looseObject(
    {
      eventVersion: text,
      eventTime: z.iso.datetime({ error: 'expected a time such as "2026-03-17T09:00:00Z"' }),
      eventSource: text,
      eventName: text,
      eventType: text,
      awsRegion: text,
      sourceIPAddress: text,
      userAgent: text,
      userIdentity: z.record(z.string(), z.json(), { error: "expected keys and values" }),
      recipientAccountId: text,
    },
    { error: "expected a whole event" },
  )
  .catchall(z.json())
  .refine((given) => !("eventID" in given), {
    path: ["eventID"],
    error: "each event of a case gets an id of its own. Leave it out",
  });

/** As a line of indicators.csv, but that it may have expired: what has is not found. */
const indicator = z.strictObject({
  kind: z.enum(kinds, { error: `expected one of ${kinds.join(", ")}` }),
  value: text,
  expires: z.iso.date({ error: 'expected a day such as "2026-03-17"' }).optional(),
});

/** What a file of fixtures holds. */
export const fixtureSchema = z.strictObject({
  event,
  indicators: z.array(indicator, { error: "expected a list of indicators" }).default([]),
  firing: cases(firing),
  nearMisses: cases(silent),
  quiet: cases(silent),
});

/** What is given of one case. */
export type GivenCase = z.output<typeof firing> | z.output<typeof silent>;

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A duration that the schema let pass, in milliseconds. */
export function milliseconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(\D)/g)];
  return parts.reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (seconds[unit] ?? 0) * 1000,
    0,
  );
}
