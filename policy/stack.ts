/** A resource of a stack, as far as the guarantees look at it. */
export interface Resource {
  urn: string;
  type: string;
  name: string;
  /** The outputs; in a preview without those that are not known yet. */
  props: Record<string, unknown>;
  protect: boolean;
  /** The URN of the parent. */
  parent?: string | undefined;
  /** The URNs of what it depends on. */
  dependencies: readonly string[];
  /** The URNs of what each input depends on. */
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** The input of a type of resources that names a role by its ARN. */
export interface RoleInput {
  type: string;
  input: string;
}

/** The resources of a stack, and how they belong together. */
export class Stack {
  constructor(private readonly resources: readonly Resource[]) {}

  /** The children of Snowtrail's components that are of a type. Names of components are as in `SnowflakeIngest`. */
  children(components: readonly string[], type: string): Resource[] {
    return this.resources.filter(
      (each) =>
        each.type === type &&
        components.some((name) => each.parent?.split("::")[2]?.endsWith(`snowtrail:index:${name}`)),
    );
  }

  /** The children of the same component that are of a type. */
  siblings({ parent }: Resource, type: string): Resource[] {
    return this.resources.filter((each) => each.type === type && each.parent === parent);
  }

  /**
   * The resources of a type, anyone's, whose input names the resource: by one of its outputs, or in so many words. In a preview
   * names may not be known, and dependencies are.
   */
  naming({ urn, props }: Resource, type: string, input: string, output: string): Resource[] {
    return this.resources.filter((each) => {
      if (each.type !== type) return false;
      if (each.propertyDependencies[input]?.includes(urn)) return true;
      return props[output] !== undefined && each.props[input] === props[output];
    });
  }

  /** Whether a child of the same component names a role, by the ARN that it has or will have. */
  namesRole(role: Resource, { type, input }: RoleInput): boolean {
    return this.siblings(role, type).some(({ props, propertyDependencies }) => {
      if (propertyDependencies[input]?.includes(role.urn)) return true;
      return String(props[input]).split("/").at(-1) === role.props.name;
    });
  }

  /** The URNs of everything that comes before a resource. */
  before(resource: Resource): Set<string> {
    const found = new Set<string>();
    const visit = ({ dependencies }: Resource): void => {
      for (const urn of dependencies) {
        if (found.has(urn)) continue;
        found.add(urn);
        const next = this.resources.find((each) => each.urn === urn);
        if (next) visit(next);
      }
    };
    visit(resource);
    return found;
  }
}
