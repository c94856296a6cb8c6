/** Parts of a file that are told apart from its events, for one reason. */
export interface Remark {
  /** Where the first of them stands in the file. */
  place: string;
  reason: string;
  count: number;
}

/** Gathers remarks by their reasons, so that a million broken lines are one. */
export class Remarks {
  private readonly byReason = new Map<string, Remark>();

  add(place: string, reason: string, count = 1): void {
    const known = this.byReason.get(reason);
    if (known === undefined) this.byReason.set(reason, { place, reason, count });
    else known.count += count;
  }

  get all(): Remark[] {
    return [...this.byReason.values()];
  }
}
