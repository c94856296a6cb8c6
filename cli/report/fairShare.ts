/** How many things there may be: of all owners, of one group, and groups of one owner. */
interface Bounds {
  all: number;
  ofGroup: number;
  groupsOfOwner: number;
}

/** What is kept of one owner. */
interface Share<Group, Thing> {
  groups: Map<Group, Thing[]>;
  size: number;
}

/**
 * Things that come one by one, in groups that have owners. When not all of them can be kept, owners are treated alike: one
 * that needs less than the others has all it needs, and what it leaves is shared by the rest. So are the groups of an owner.
 * Of each group the first that came are kept.
 */
export class FairShare<Group, Thing> {
  private readonly shares = new Map<string, Share<Group, Thing>>();
  private total = 0;

  constructor(private readonly bounds: Bounds) {}

  /** @param make Makes the thing, if there is room for it. */
  add(owner: string, group: Group, make: () => Thing): void {
    const { all, ofGroup, groupsOfOwner } = this.bounds;
    const share = this.shareOf(owner);
    if (!share.groups.has(group)) {
      if (share.groups.size >= groupsOfOwner) return;
      share.groups.set(group, []);
    }
    const things = share.groups.get(group) ?? [];
    if (things.length >= ofGroup) return;
    if (this.total >= all && !this.makesRoom(share, things)) return;
    things.push(make());
    share.size += 1;
    this.total += 1;
  }

  /** What is kept of a group. */
  of(owner: string, group: Group): readonly Thing[] {
    return this.shares.get(owner)?.groups.get(group) ?? [];
  }

  private shareOf(owner: string): Share<Group, Thing> {
    const known = this.shares.get(owner);
    if (known !== undefined) return known;
    const share = { groups: new Map<Group, Thing[]>(), size: 0 };
    this.shares.set(owner, share);
    return share;
  }

  /**
   * Takes the last thing from whoever has the most, if that has more even then. A difference of one is let be: otherwise two
   * would take from one another for ever, and of a group later things could be kept without earlier ones.
   */
  private makesRoom(own: Share<Group, Thing>, things: readonly Thing[]): boolean {
    const richest = largest(this.shares.values(), ({ size }) => size) ?? own;
    const from = richest.size > own.size + 1 ? richest : own;
    const longest = largest(from.groups.values(), ({ length }) => length);
    if (longest === undefined) return false;
    if (from === own && longest.length <= things.length + 1) return false;
    longest.pop();
    from.size -= 1;
    this.total -= 1;
    return true;
  }
}

function largest<T>(from: Iterable<T>, sizeOf: (one: T) => number): T | undefined {
  let found: T | undefined;
  for (const one of from) if (found === undefined || sizeOf(one) > sizeOf(found)) found = one;
  return found;
}
