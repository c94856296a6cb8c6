import { createHash } from "node:crypto";
import { milliseconds, type GivenCase } from "./fixtureSchema";
import { parsePath, withoutValue, withValue, type Json, type JsonObject } from "./recordPath";

/** A change that an event does not allow. The message says which. */
export class ChangeError extends Error {
  override readonly name = "ChangeError";
}

/**
 * The events of a case, in the order in which the file tells them. Each has an id that stays the same from run to run.
 *
 * @param event What every case starts from.
 * @param key What names the case among all others.
 * @throws ChangeError for a value to be set or left out where there can be, or is, none.
 */
export function eventsOf(
  event: JsonObject & { eventTime: string },
  given: GivenCase,
  key: string,
): JsonObject[] {
  const steps = given.events ?? [{ with: {}, without: [], after: "0s", every: "0s" }];
  return steps
    .flatMap((step) =>
      Array.from({ length: step.repeat ?? 1 }, (_, at) => {
        const later = milliseconds(step.after) + at * milliseconds(step.every);
        const values = step.repeat === undefined ? step.with : numbered(step.with, at + 1);
        return { later, changes: { with: values as JsonObject, without: step.without } };
      }),
    )
    .map(({ later, changes }, at) => {
      const own = { eventID: idOf(`${key}\n${at}`), eventTime: moved(event.eventTime, later) };
      return changed(changed({ ...event, ...own }, given), changes);
    });
}

function changed(event: JsonObject, changes: { with: JsonObject; without: string[] }): JsonObject {
  let result = event;
  for (const [path, value] of Object.entries(changes.with)) {
    const after = withValue(result, parsePath(path) ?? [], value);
    if (!after) throw new ChangeError(`with: ${path} leads through what is no object`);
    result = after;
  }
  for (const path of changes.without) {
    const after = withoutValue(result, parsePath(path) ?? []);
    if (!after) throw new ChangeError(`without: the event has no ${path} to leave out`);
    result = after;
  }
  return result;
}

/** The value with this number for each `{n}` in its texts. */
function numbered(value: Json, number: number): Json {
  if (typeof value === "string") return value.replaceAll("{n}", String(number));
  if (Array.isArray(value)) return value.map((item) => numbered(item, number));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, numbered(item, number)]),
  );
}

function moved(time: string, later: number): string {
  // CloudTrail tells whole seconds.
  return new Date(Date.parse(time) + later).toISOString().replace(".000Z", "Z");
}

function idOf(key: string): string {
  const digits = createHash("sha256").update(key).digest("hex");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
