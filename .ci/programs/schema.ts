/**
 * Holds a program in another language to the package's schema: that its components are there, that their arguments are known,
 * complete and of the right types, and that the outputs it uses exist. What Pulumi's own compilers and the languages' type
 * checkers look at besides is not looked at, and neither are the resources of other packages.
 */

/** A value as a program writes it. What cannot be told without running the program is `unknown`. */
export type Value =
  | { kind: "literal"; value: string | number | boolean }
  | { kind: "list"; items: Value[] }
  | { kind: "map"; entries: [string, Value][] }
  | { kind: "output"; resource: string; property: string }
  | { kind: "unknown" };

/** A resource of the program. */
export interface Declared {
  /** The name by which the program calls it. */
  name: string;
  /** The name of its class, such as SnowflakeIngest. */
  component: string;
  inputs: [string, Value][];
}

/** A program as far as it is looked at. */
export interface Program {
  components: Declared[];
  /** The outputs of components that it uses, wherever. */
  used: { resource: string; property: string }[];
}

interface Property {
  type?: string;
  $ref?: string;
  items?: Property;
  additionalProperties?: Property;
}
interface Type {
  properties?: Record<string, Property>;
  required?: string[];
  enum?: { value: string }[];
}
export interface Schema {
  resources: Record<
    string,
    Type & { inputProperties: Record<string, Property>; requiredInputs: string[] }
  >;
  types: Record<string, Type>;
}

/** @returns what is wrong with the program, a line each. */
export function faultsIn({ components, used }: Program, schema: Schema): string[] {
  const check = new Check(schema, components);
  return [...components.flatMap((each) => check.component(each)), ...check.outputs(used)];
}

class Check {
  constructor(
    private readonly schema: Schema,
    private readonly components: readonly Declared[],
  ) {}

  component({ name, component, inputs }: Declared): string[] {
    const found = this.schema.resources[`snowtrail:index:${component}`];
    if (!found) return [`${name}: there is no component ${component}`];
    return this.object(name, inputs, found.inputProperties, found.requiredInputs);
  }

  outputs(used: Program["used"]): string[] {
    return used
      .filter(({ resource, property }) => !this.outputOf(resource, property))
      .map(({ resource, property }) => `${resource}.${property}: there is no such output`);
  }

  private object(
    where: string,
    entries: [string, Value][],
    properties: Record<string, Property>,
    required: readonly string[],
  ): string[] {
    const given = entries.map(([key]) => key);
    return [
      ...required.filter((key) => !given.includes(key)).map((key) => `${where}.${key}: is missing`),
      ...entries.flatMap(([key, value]) => {
        const property = properties[key];
        return property
          ? this.value(`${where}.${key}`, value, property)
          : [`${where}.${key}: there is no such argument`];
      }),
    ];
  }

  private value(where: string, value: Value, property: Property): string[] {
    const type = this.typeOf(property);
    switch (value.kind) {
      case "unknown":
        return [];
      case "output": {
        const output = this.outputOf(value.resource, value.property);
        // What is not there is told of all outputs together.
        if (!output || shape(output) === shape(property)) return [];
        return [`${where}: expected ${shape(property)}, found an output of ${shape(output)}`];
      }
      case "list":
        return property.items
          ? value.items.flatMap((item, at) =>
              this.value(`${where}[${at}]`, item, property.items ?? {}),
            )
          : [`${where}: expected ${shape(property)}, found a list`];
      case "map":
        if (type?.properties)
          return this.object(where, value.entries, type.properties, type.required ?? []);
        if (!property.additionalProperties)
          return [`${where}: expected ${shape(property)}, found a map`];
        return value.entries.flatMap(([key, entry]) =>
          this.value(`${where}.${key}`, entry, property.additionalProperties ?? {}),
        );
      case "literal": {
        if (type?.enum) {
          const values = type.enum.map((each) => each.value);
          return values.includes(String(value.value))
            ? []
            : [`${where}: expected one of ${values.join(", ")}, found ${String(value.value)}`];
        }
        return typeof value.value === property.type
          ? []
          : [`${where}: expected ${shape(property)}, found a ${typeof value.value}`];
      }
    }
  }

  private typeOf({ $ref = "" }: Property): Type | undefined {
    return this.schema.types[$ref.replace("#/types/", "")];
  }

  private outputOf(resource: string, property: string): Property | undefined {
    const component = this.components.find(({ name }) => name === resource)?.component ?? "";
    return this.schema.resources[`snowtrail:index:${component}`]?.properties?.[property];
  }
}

/** A type in short. */
function shape({ type, $ref, items, additionalProperties }: Property): string {
  if (items) return `list of ${shape(items)}`;
  if (additionalProperties) return `map of ${shape(additionalProperties)}`;
  return $ref?.split(":").at(-1) ?? type ?? "anything";
}
