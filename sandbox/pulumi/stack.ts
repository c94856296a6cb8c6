import type { Registration } from "./registration";

/** What the engine remembers of a stack from one deployment to the next. */
export class Stack {
  /** The configuration of the last deployment: a package's default provider is configured by it. */
  config: Record<string, string> = {};

  private readonly live = new Map<string, Registration>();
  private readonly replaced = new Set<Registration>();

  /** What it holds, by URN. */
  get resources(): ReadonlyMap<string, Registration> {
    return this.live;
  }

  /** What has been replaced and is still to be deleted. */
  get condemned(): readonly Registration[] {
    return [...this.replaced];
  }

  put(registration: Registration): void {
    this.live.set(registration.urn, registration);
  }

  /** Keeps the old one of a pair until the end of the deployment. */
  condemn(registration: Registration): void {
    this.replaced.add(registration);
  }

  drop(registration: Registration): void {
    this.replaced.delete(registration);
    if (this.live.get(registration.urn) === registration) this.live.delete(registration.urn);
  }
}

/** The URNs that a resource cannot be without: what it depends on, its parent, its provider. */
export function needsOf({ dependencies, parent, provider }: Registration): string[] {
  return [dependencies, parent ?? [], provider ?? []].flat();
}

/** Each resource after everything of the list that it needs. */
export function inOrder(resources: Iterable<Registration>): Registration[] {
  const all = [...resources];
  const sorted = new Set<Registration>();
  const visit = (registration: Registration): void => {
    if (sorted.has(registration)) return;
    const needs = needsOf(registration);
    for (const other of all) if (needs.includes(other.urn)) visit(other);
    sorted.add(registration);
  };
  for (const registration of all) visit(registration);
  return [...sorted];
}

/** Everything that needs the resource, directly or through others. */
export function dependentsOf(urn: string, resources: Iterable<Registration>): Registration[] {
  const found = new Map<string, Registration>();
  for (const registration of inOrder(resources)) {
    if (needsOf(registration).some((need) => need === urn || found.has(need))) {
      found.set(registration.urn, registration);
    }
  }
  return [...found.values()];
}
