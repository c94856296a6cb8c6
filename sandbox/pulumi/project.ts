import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** A project as the CLI would hand it to the language host: where its program is, and its configuration. */
export interface Project {
  name: string;
  /** The program's entry point, absolute. */
  main: string;
  /** Every configuration value, by its full key, as the string the program reads. */
  config: Record<string, string>;
  /** The keys whose values are secret. */
  secretKeys: string[];
}

/** The configuration is not what Pulumi.yaml declares; the message is the CLI's. */
export class ConfigurationError extends Error {}

const declaration = z.strictObject({
  type: z.enum(["string", "integer", "boolean", "array", "object"]).optional(),
  description: z.string().optional(),
  items: z.looseObject({ type: z.string() }).optional(),
  default: z.unknown().optional(),
  value: z.unknown().optional(),
  secret: z.boolean().optional(),
});
type Declaration = z.infer<typeof declaration>;

const projectFile = z.looseObject({
  name: z.string(),
  runtime: z.unknown().optional(),
  main: z.string().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
});
const stackFile = z
  .looseObject({ config: z.record(z.string(), z.unknown()).optional() })
  .nullable();

/** A value as the stack's file holds it: encrypted, or in clear. */
interface StackValue {
  value: unknown;
  secure: boolean;
}

/**
 * Reads Pulumi.yaml and Pulumi.<stack>.yaml, and applies declarations, defaults and types as the CLI does.
 * Values in `config` stand over the stack's file. Encrypted values cannot be read here: the program gets a
 * placeholder, as a secret.
 *
 * @throws ConfigurationError with the CLI's words.
 */
export function readProject(
  directory: string,
  stack: string,
  overrides: Record<string, string> = {},
): Project {
  const {
    name,
    main,
    config: declared = {},
  } = projectFile.parse(readYaml(directory, "Pulumi.yaml"));
  const stackName = `Pulumi.${stack}.yaml`;
  const file = existsSync(join(directory, stackName)) ? readYaml(directory, stackName) : null;

  const declarations = new Map(
    Object.entries(declared).map(([key, value]) => [fullKey(key, name), readDeclaration(value)]),
  );
  const values = new Map<string, StackValue>();
  for (const [key, value] of Object.entries(stackFile.parse(file)?.config ?? {})) {
    values.set(fullKey(key, name), readStackValue(value));
  }
  for (const [key, value] of Object.entries(overrides)) {
    const declared = declarations.get(fullKey(key, name));
    values.set(fullKey(key, name), {
      value: structured(value, declared),
      secure: !!declared?.secret,
    });
  }

  for (const [key, { default: fallback, value, secret = false }] of declarations) {
    const given = fallback ?? value;
    if (!values.has(key) && given !== undefined) values.set(key, { value: given, secure: secret });
  }
  validate(stack, name, declarations, values);

  return {
    name,
    main: entryPoint(directory, main),
    config: Object.fromEntries([...values].map(([key, { value }]) => [key, stored(value)])),
    secretKeys: [...values].filter(([, { secure }]) => secure).map(([key]) => key),
  };
}

function readYaml(directory: string, file: string): unknown {
  return parse(readFileSync(join(directory, file), "utf8"));
}

function fullKey(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** A declaration may be short: `aws:region: us-east-1` stands for its value. */
function readDeclaration(value: unknown): Declaration {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? declaration.parse(value)
    : { default: undefined, value };
}

function readStackValue(value: unknown): StackValue {
  const encrypted = z.strictObject({ secure: z.string() }).safeParse(value);
  return encrypted.success ? { value: "[secret]", secure: true } : { value, secure: false };
}

/** `pulumi config set` stores a list or a map as JSON. */
function structured(value: string, declared: Declaration | undefined): unknown {
  if (declared?.type !== "array" && declared?.type !== "object") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function stored(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function validate(
  stack: string,
  project: string,
  declarations: Map<string, Declaration>,
  values: Map<string, StackValue>,
): void {
  const missing: string[] = [];
  for (const [key, { type, items, secret }] of declarations) {
    const short = key.startsWith(`${project}:`) ? key.slice(project.length + 1) : key;
    const found = values.get(key);
    if (!found) {
      missing.push(`'${short}'`);
      continue;
    }
    if (secret && !found.secure) {
      throw new ConfigurationError(
        `Stack '${stack}' with configuration key '${short}' must be encrypted as it's secret`,
      );
    }
    if (type && !found.secure && !hasType(found.value, type, items)) {
      const named = type === "array" && items ? `array<${items.type}>` : type;
      throw new ConfigurationError(
        `Stack '${stack}' with configuration key '${short}' must be of type '${named}'`,
      );
    }
  }
  if (missing.length > 0) {
    const noun = missing.length === 1 ? "value" : "values";
    throw new ConfigurationError(
      `Stack '${stack}' is missing configuration ${noun} ${missing.join(", ")}`,
    );
  }
}

function hasType(value: unknown, type: string, items: Declaration["items"]): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return typeof value === "string" ? /^[+-]?\d+$/.test(value) : Number.isInteger(value);
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "array":
      return (
        Array.isArray(value) &&
        value.every((item) => !items || hasType(item, items.type, undefined))
      );
    default:
      return typeof value === "object" && value !== null && !Array.isArray(value);
  }
}

function entryPoint(directory: string, main = "."): string {
  const path = resolve(directory, main);
  const index = join(path, "index.ts");
  return existsSync(path) && statSync(path).isDirectory() && existsSync(index) ? index : path;
}
