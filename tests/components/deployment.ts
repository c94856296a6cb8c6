import type { Deployment } from "../../sandbox/pulumi/deploy";
import type { Registration } from "../../sandbox/pulumi/registration";

/** Questions that tests put to a deployment. */
export class Graph {
  constructor(private readonly resources: readonly Registration[]) {}

  static of({ resources }: Deployment): Graph {
    return new Graph(resources);
  }

  /** The one resource of that logical name. */
  named(name: string): Registration {
    const [found, ...others] = this.resources.filter((resource) => resource.name === name);
    if (found === undefined || others.length > 0) {
      const all = this.resources.map((resource) => resource.name).join(", ");
      throw new Error(`expected one resource called ${name} among ${all}`);
    }
    return found;
  }

  /** The logical names of a component's children, in alphabetical order. */
  childrenOf(name: string): string[] {
    const { urn } = this.named(name);
    return this.resources
      .filter(({ parent }) => parent === urn)
      .map((child) => child.name)
      .sort();
  }

  /** Everything that a resource waits for, directly or through others. */
  waitsFor(name: string): Set<string> {
    const byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
    const found = new Set<string>();
    const visit = ({ dependencies }: Registration): void => {
      for (const urn of dependencies) {
        const next = byUrn.get(urn);
        if (next === undefined || found.has(next.name)) continue;
        found.add(next.name);
        visit(next);
      }
    };
    visit(this.named(name));
    return found;
  }

  types(): Set<string> {
    return new Set(this.resources.map(({ type }) => type));
  }

  /** The logical names of what stands in AWS or Snowflake, in alphabetical order. */
  ofClouds(): string[] {
    return this.resources
      .filter(({ type }) => /^(aws|snowflake):/.test(type))
      .map(({ name }) => name)
      .sort();
  }

  /** The logical names of what is protected, in alphabetical order. */
  protected(): string[] {
    return this.resources
      .filter(({ protect }) => protect)
      .map(({ name }) => name)
      .sort();
  }
}
