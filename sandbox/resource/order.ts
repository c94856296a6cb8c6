/**
 * Order as the real engine gives it: a resource is certain to come after another only if it depends on it.
 * Everything else may happen at the same time, so the sandbox treats it as not there yet. Time is
 * virtual, in seconds since the deployment began.
 */

/** Where an object comes from. */
export interface Origin {
  /** The deployment that made it; undefined for what was there before. */
  deployment?: Order;
  urn?: string;
  /** When it was finished, in its deployment's time. */
  finished: number;
}

/** What was in the clouds before any deployment. */
export const given: Origin = { finished: 0 };

export interface Interval {
  started: number;
  finished: number;
}

/** The dependency graph of one deployment, with the time along it. */
export class Order {
  private readonly nodes = new Map<string, { before: Set<string> } & Interval>();

  /** When a resource with these dependencies can start: when the last of them has finished. */
  start(dependencies: Iterable<string>): number {
    return Math.max(0, ...[...dependencies].map((urn) => this.nodes.get(urn)?.finished ?? 0));
  }

  /** Everything that is certain to be finished before a resource with these dependencies starts. */
  before(dependencies: Iterable<string>): Set<string> {
    const all = new Set<string>();
    for (const urn of dependencies) {
      all.add(urn);
      for (const earlier of this.nodes.get(urn)?.before ?? []) all.add(earlier);
    }
    return all;
  }

  add(urn: string, before: Set<string>, interval: Interval): void {
    this.nodes.set(urn, { before, ...interval });
  }
}

/** A moment in a deployment from which objects are looked for: the creation of one resource. */
export class Moment {
  constructor(
    readonly deployment: Order,
    private readonly before: ReadonlySet<string>,
    readonly time: number,
  ) {}

  /** Whether the object is certain to exist: it was there before, or a dependency has made it. */
  sees(origin: Origin): boolean {
    if (origin.deployment !== this.deployment) return true;
    return origin.urn !== undefined && this.before.has(origin.urn);
  }

  /** Seconds since the object was finished; for what earlier deployments made, long enough. */
  age(origin: Origin): number {
    return origin.deployment === this.deployment ? this.time - origin.finished : Infinity;
  }
}
