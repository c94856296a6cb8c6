import { digestKind, logNameOf } from "../logName";
import { takes, type Selection } from "../selection";
import { pages, type ListedObject, type ListPage, type ListRequest } from "./listing";
import { isInTrail, listTrail, trailAbove } from "./trail";

/**
 * Lists the objects at a place in a bucket that may hold events: of trails those that do by their folders, and what lies
 * elsewhere unless its name tells that it holds none, or not those that are wanted. Or else a trail's digests, by the same
 * folders and names, if the selection wants those.
 *
 * @param place A folder, or one whole key.
 */
export async function* listKeys(
  list: ListPage,
  place: string,
  selection: Selection,
): AsyncGenerator<ListedObject> {
  const object = await objectAt(list, place);
  if (object !== undefined) {
    if (isWanted(object, selection)) yield object;
    return;
  }
  const prefix = place === "" || place.endsWith("/") ? place : `${place}/`;
  if (isInTrail(prefix, selection)) yield* listTrail(list, prefix, selection);
  else yield* listFolder(list, prefix, selection);
}

/** The object whose key is the whole of the place. */
async function objectAt(list: ListPage, place: string): Promise<ListedObject | undefined> {
  if (place === "" || place.endsWith("/")) return undefined;
  const { objects } = await list({ prefix: place });
  return objects.find(({ key }) => key === place);
}

/** Lists a folder through, and jumps over the trails in it, which are listed by their own folders. */
async function* listFolder(
  list: ListPage,
  prefix: string,
  selection: Selection,
): AsyncGenerator<ListedObject> {
  let request: ListRequest | undefined = { prefix };
  while (request !== undefined) {
    let trail: string | undefined;
    for await (const { objects } of pages(list, request)) {
      const first = objects.findIndex(({ key }) => isTrailBelow(prefix, key));
      yield* (first < 0 ? objects : objects.slice(0, first)).filter((object) =>
        isWanted(object, selection),
      );
      trail = first < 0 ? undefined : trailAbove(objects[first]?.key ?? "");
      if (trail !== undefined) break;
    }
    if (trail !== undefined) yield* listTrail(list, trail, selection);
    // No key of the trail is behind the last character that there is.
    request = trail === undefined ? undefined : { prefix, after: `${trail}\u{10ffff}` };
  }
}

/** Whether a key belongs to a trail as a whole, and not only to the part of one that the prefix names. */
function isTrailBelow(prefix: string, key: string): boolean {
  return (trailAbove(key)?.length ?? 0) > prefix.length;
}

function isWanted({ key }: ListedObject, selection: Selection): boolean {
  const name = logNameOf(key);
  const isDigest = name.kind === digestKind;
  return !key.endsWith("/") && isDigest === (selection.digests ?? false) && takes(selection, name);
}
