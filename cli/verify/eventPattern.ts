import { jsonIn } from "./json";

/** An event, or a part of one. */
interface Event {
  readonly [field: string]: string | Event;
}

/**
 * Whether a rule's pattern, which is JSON, takes an event: each of its fields one of the values or prefixes that the
 * pattern lists. Source: Amazon EventBridge, "Creating event patterns".
 *
 * @returns undefined if that depends on operators that are not understood.
 */
export function matchesEvent(pattern: string, event: Event): boolean | undefined {
  return matches(jsonIn(pattern), event);
}

function matches(pattern: unknown, part: string | Event | undefined): boolean | undefined {
  if (Array.isArray(pattern)) {
    const verdicts = pattern.map((one: unknown) => takes(one, part));
    if (verdicts.includes(true)) return true;
    return verdicts.includes(undefined) ? undefined : false;
  }
  if (typeof pattern !== "object" || pattern === null || typeof part !== "object") return undefined;
  const verdicts = Object.entries(pattern).map(([field, of]) => matches(of, part[field]));
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

/** Whether one of the values that a pattern lists is that of the event. */
function takes(one: unknown, value: string | Event | undefined): boolean | undefined {
  if (typeof value !== "string") return undefined;
  if (typeof one === "string") return one === value;
  const prefix =
    typeof one === "object" && one !== null && "prefix" in one ? one.prefix : undefined;
  return typeof prefix === "string" ? value.startsWith(prefix) : undefined;
}
