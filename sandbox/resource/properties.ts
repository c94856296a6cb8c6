import { runtime } from "@pulumi/pulumi";

/** The inputs or outputs of a resource, by name. */
export type Properties = Record<string, unknown>;

/** Stands for a value that a preview cannot know yet. */
export const unknown = "[unknown]";

/** Whether the value is, or holds, an unknown. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (typeof value === "string") return value.includes(runtime.unknownValue);
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
