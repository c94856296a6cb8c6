import { parse } from "yaml";

import type { Program, Value } from "./schema";

interface YamlProgram {
  variables?: Record<string, unknown>;
  resources: Record<string, { type: string; properties?: Record<string, unknown> }>;
}

/** `snowtrail:SnowflakeIngest`, or with the module's name between. */
const ofSnowtrail = /^snowtrail:(?:index:)?(\w+)$/;
/** `${ingest.databaseName}`, which may go on into the value. */
const reference = /\$\{([\w-]+)\.(\w+)[^}]*\}/g;
const wholeReference = /^\$\{([\w-]+)\.(\w+)\}$/;
const interpolation = /\$\{[^}]*\}/;

/** Reads a program of Pulumi's YAML. */
export function readYamlProgram(text: string): Program {
  const { resources } = parse(text) as YamlProgram;
  const components = Object.entries(resources).flatMap(([name, { type, properties = {} }]) => {
    const [, component] = ofSnowtrail.exec(type) ?? [];
    return component === undefined ? [] : [{ name, component, inputs: entriesOf(properties) }];
  });
  const names = components.map(({ name }) => name);
  const used = [...text.matchAll(reference)]
    .map(([, resource = "", property = ""]) => ({ resource, property }))
    .filter(({ resource }) => names.includes(resource));
  return { components, used };
}

function entriesOf(map: object): [string, Value][] {
  return Object.entries(map).map(([key, value]) => [key, valueOf(value)]);
}

function valueOf(value: unknown): Value {
  if (Array.isArray(value)) return { kind: "list", items: value.map(valueOf) };
  if (typeof value === "object" && value !== null)
    return { kind: "map", entries: entriesOf(value) };
  if (typeof value === "string") {
    const [, resource, property] = wholeReference.exec(value) ?? [];
    if (resource !== undefined && property !== undefined)
      return { kind: "output", resource, property };
    if (interpolation.test(value)) return { kind: "unknown" };
  }
  return { kind: "literal", value: value as string | number | boolean };
}
