import { runtime } from "@pulumi/pulumi";
import { isObject, unknown, type Properties } from "../resource/properties";

/**
 * How values travel between the SDK and an engine: secrets, unknowns and references to resources are
 * marked objects and strings.
 */

/** Stands for a secret wherever a stack's outputs are shown. */
const masked = "[secret]";

export interface Decoded {
  value: Properties;
  /** The top-level properties that are, or hold, a secret. */
  secrets: Set<string>;
}

/** Secrets are unwrapped and named; unknowns become `unknown`; a reference to a resource its id or URN. */
export function decode(wire: Properties): Decoded {
  const secrets = new Set<string>();
  const value = Object.fromEntries(
    Object.entries(wire).map(([key, entry]) => [key, plain(entry, () => secrets.add(key))]),
  );
  return { value, secrets };
}

/** Like decode, but a secret's value becomes `masked`, as the CLI prints a stack's outputs. */
export function decodeMasked(wire: Properties): Properties {
  return Object.fromEntries(
    Object.entries(wire).map(([key, entry]) => {
      let secret = false;
      const value = plain(entry, () => (secret = true));
      return [key, secret ? masked : value];
    }),
  );
}

/** Wraps the named properties as secrets, and drops what is undefined, as protobuf would. */
export function encode(properties: Properties, secrets: ReadonlySet<string>): Properties {
  const known = JSON.parse(JSON.stringify(properties)) as Properties;
  return Object.fromEntries(
    Object.entries(known).map(([key, value]) => {
      const wire = marked(value);
      return secrets.has(key)
        ? [key, { [runtime.specialSigKey]: runtime.specialSecretSig, value: wire }]
        : [key, wire];
    }),
  );
}

function plain(value: unknown, onSecret: () => void): unknown {
  if (value === runtime.unknownValue) return unknown;
  if (Array.isArray(value)) return value.map((item) => plain(item, onSecret));
  if (!isObject(value)) return value;
  switch (value[runtime.specialSigKey]) {
    case undefined:
      return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, plain(entry, onSecret)]),
      );
    case runtime.specialSecretSig:
      onSecret();
      return plain(value.value, onSecret);
    case runtime.specialResourceSig:
      return typeof value.id === "string" && value.id !== ""
        ? plain(value.id, onSecret)
        : value.urn;
    default:
      throw new Error("the sandbox takes no assets and no archives");
  }
}

function marked(value: unknown): unknown {
  if (value === unknown) return runtime.unknownValue;
  if (Array.isArray(value)) return value.map(marked);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, marked(entry)]));
}
