import { ahead } from "../ahead";
import type { Day } from "../days";
import { digestKind } from "../logName";
import { takes, type Selection } from "../selection";
import { pages, type ListedObject, type ListPage } from "./listing";

/** Requests for keys that are under way at the same time. */
const width = 8;

// Where in a trail's folders a prefix ends: AWSLogs/[<organization>/]<account>/CloudTrail/<region>/<the day>. Source: AWS
// CloudTrail User Guide, "Finding your CloudTrail log files".
const layoutOf = (kind: string): RegExp =>
  new RegExp(
    `^((?:.*?/)?AWSLogs/)(o-[a-z0-9]+/)?(?:(\\d{12})/(?:${kind}/(?:([^/]+)/(.*))?)?)?$`,
    "s",
  );
const layouts = { logs: layoutOf("CloudTrail"), digests: layoutOf(digestKind) };

function layout({ digests }: Selection): RegExp {
  return digests === true ? layouts.digests : layouts.logs;
}

/** The first folder `AWSLogs/` on the way to a key. */
export function trailAbove(key: string): string | undefined {
  return /^(?:.*?\/)?AWSLogs\//s.exec(key)?.[0];
}

/** Whether a prefix is a folder of a trail, below which only files of the kind that is wanted are looked for. */
export function isInTrail(prefix: string, selection: Selection): boolean {
  return layout(selection).test(prefix);
}

/**
 * Lists the objects of a trail that hold events, or its digests if those are wanted, account by account and region by
 * region. Beside their folder nothing is looked at, be it another service's logs, and of the days only those that are wanted.
 *
 * @param prefix One for which `isInTrail` holds.
 */
export async function* listTrail(
  list: ListPage,
  prefix: string,
  selection: Selection,
): AsyncGenerator<ListedObject> {
  const regions = ahead(accountsUnder(list, prefix, selection), width, (account) =>
    regionsUnder(list, account, selection),
  );
  for await (const objects of ahead(flat(regions), width, (region) =>
    listDays(list, region, selection),
  )) {
    yield* objects;
  }
}

/** Prefixes that end with an account, or lie below one. */
async function* accountsUnder(
  list: ListPage,
  prefix: string,
  selection: Selection,
): AsyncGenerator<string> {
  const account = layout(selection).exec(prefix)?.[3];
  if (account !== undefined) {
    if (takes(selection, { account })) yield prefix;
    return;
  }
  for await (const { folders } of pages(list, { prefix, byFolder: true })) {
    for (const folder of folders.filter((each) => isInTrail(each, selection)))
      yield* accountsUnder(list, folder, selection);
  }
}

/** Prefixes that end with a region, or lie below one. */
async function regionsUnder(
  list: ListPage,
  prefix: string,
  selection: Selection,
): Promise<string[]> {
  const [, root, organization = "", account, region] = layout(selection).exec(prefix) ?? [];
  if (region !== undefined) return takes(selection, { region }) ? [prefix] : [];
  const trail = `${root}${organization}${account}/${selection.digests === true ? digestKind : "CloudTrail"}/`;
  if (selection.regions.length > 0) return selection.regions.map((each) => `${trail}${each}/`);
  const found: string[] = [];
  for await (const { folders } of pages(list, { prefix: trail, byFolder: true })) {
    found.push(...folders);
  }
  return found;
}

/** Lists the wanted days of a region. Their folders stand in the order of the days, so that they are one stretch of keys. */
async function listDays(
  list: ListPage,
  prefix: string,
  selection: Selection,
): Promise<ListedObject[]> {
  const stretch = stretchOf(prefix, selection);
  const objects: ListedObject[] = [];
  if (stretch === undefined) return objects;
  const { until, ...request } = stretch;
  for await (const page of pages(list, request)) {
    for (const object of page.objects) {
      if (until !== undefined && object.key > until) return objects;
      // A key that ends so is a folder that the console made.
      if (!object.key.endsWith("/")) objects.push(object);
    }
  }
  return objects;
}

/** Keys one after another. */
interface Stretch {
  prefix: string;
  /** A key before the first. */
  after?: string;
  /** A key behind the last. */
  until?: string;
}

/**
 * The keys of the wanted days.
 *
 * @param prefix One that ends with a region, or within the days below it.
 * @returns None if no day that is wanted lies below the prefix.
 */
function stretchOf(prefix: string, selection: Selection): Stretch | undefined {
  const { from, to } = selection;
  const given = layout(selection).exec(prefix)?.[5] ?? "";
  const region = prefix.slice(0, prefix.length - given.length);
  const wanted = sharedFolder(from, to);
  if (!wanted.startsWith(given) && !given.startsWith(wanted)) return undefined;
  return {
    prefix: region + (given.length > wanted.length ? given : wanted),
    ...(from === undefined ? {} : { after: `${region}${folderOf(from)}` }),
    // No key of that day is behind the last character that there is.
    ...(to === undefined ? {} : { until: `${region}${folderOf(to)}\u{10ffff}` }),
  };
}

function folderOf(day: Day): string {
  return `${day.replaceAll("-", "/")}/`;
}

/** The innermost folder that two days share. */
function sharedFolder(from: Day | undefined, to: Day | undefined): string {
  if (from === undefined || to === undefined) return "";
  const [first, last] = [folderOf(from), folderOf(to)];
  let end = 0;
  while (end < first.length && first[end] === last[end]) end += 1;
  return first.slice(0, first.lastIndexOf("/", end - 1) + 1);
}

async function* flat<Item>(lists: AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  for await (const list of lists) yield* list;
}
