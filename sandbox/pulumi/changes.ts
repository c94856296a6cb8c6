import { isDeepStrictEqual } from "node:util";
import type { Registration } from "./registration";
import type { ResourceType } from "./resourceType";
import { hasUnknown, type Properties } from "./wire";

/** What an update does to a resource. */
export type Operation = "create" | "same" | "update" | "replace";

export interface Change {
  operation: Operation;
  /** The inputs that change. */
  changed: string[];
}

/** What an update does to a resource that was registered before with other inputs, or the same. */
export async function changeOf(
  type: ResourceType | undefined,
  before: Registration | undefined,
  { inputs, ignoreChanges, replaceOnChanges }: Registration,
): Promise<Change> {
  if (!before) return { operation: "create", changed: [] };
  if (!type) return { operation: "same", changed: [] };
  const changed = [...new Set([...Object.keys(before.inputs), ...Object.keys(inputs)])].filter(
    (key) => !ignoreChanges.includes(key) && !isSame(type, key, before.inputs[key], inputs[key]),
  );
  // A dynamic resource decides by itself.
  const replaces = type.diff
    ? await type.diff(before.inputs, inputs)
    : [...type.replacedBy, ...replaceOnChanges].filter((key) => changed.includes(key));
  if (replaces.length > 0) return { operation: "replace", changed: replaces };
  const operation = changed.length === 0 || type.diff ? "same" : "update";
  return { operation, changed };
}

/** The state that a preview shows the program: what is certain to stay, and what is planned. */
export function plannedState(
  { operation }: Change,
  before: Registration | undefined,
  inputs: Properties,
): { id: string | undefined; outputs: Properties } {
  if (!before || operation === "create" || operation === "replace") {
    return { id: undefined, outputs: inputs };
  }
  return { id: before.id, outputs: { ...before.outputs, ...inputs } };
}

function isSame(type: ResourceType, key: string, before: unknown, after: unknown): boolean {
  if (hasUnknown(after)) return false;
  return isDeepStrictEqual(before, after) || (type.same?.(key, before, after) ?? false);
}
