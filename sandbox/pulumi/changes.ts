import { isDeepStrictEqual } from "node:util";
import { hasUnknown, type Properties } from "../resource/properties";
import type { Difference, ResourceType } from "../resource/type";
import type { Registration } from "./registration";

const none: Difference = { changed: [], replaces: [], deleteBeforeReplace: false };

/** How a resource differs from what it was, as its provider and its `replaceOnChanges` see it. */
export async function differenceOf<Account>(
  type: ResourceType<Account> | undefined,
  before: Registration,
  inputs: Properties,
  replaceOnChanges: readonly string[],
): Promise<Difference> {
  if (!type) return none;
  if (type.diff) return type.diff(before.inputs, inputs);
  const changed = Object.keys({ ...before.inputs, ...inputs }).filter(
    (key) => !isSame(type, key, before.inputs[key], inputs[key]),
  );
  const removed = type.replacedWithout.filter((key) => inputs[key] === undefined);
  const asked = [...type.replacedBy, ...removed].filter((key) => changed.includes(key));
  const replaces = [...asked, ...replaceOnChanges.filter((key) => changed.includes(key))];
  const named = type.naming !== undefined && before.inputs[type.naming] !== undefined;
  const keepsName = named && !changed.includes(type.naming ?? "");
  return { changed, replaces, deleteBeforeReplace: asked.length > 0 && keepsName };
}

/** Whether the provider takes two values of an input for the same. */
export function isSame<Account>(
  type: ResourceType<Account>,
  key: string,
  before: unknown,
  after: unknown,
): boolean {
  if (hasUnknown(after)) return false;
  return isDeepStrictEqual(before, after) || (type.same?.(key, before, after) ?? false);
}
