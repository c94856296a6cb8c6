import type { ZodType } from "zod";
import type { Moment, Origin } from "./order";
import type { Sandbox } from "../sandbox";
import type { Properties } from "./wire";

/** What the creation of one resource may look at. */
export interface Creation {
  sandbox: Sandbox;
  /** The logical name of the resource. */
  name: string;
  urn: string;
  /** The provider's own inputs: the explicit provider's, or the stack's configuration of its package. */
  provider: Properties;
  /** From where objects are looked for. */
  at: Moment;
  /** What a new object is marked with. */
  origin: Origin;
}

interface Created {
  id: string;
  /** Every output that the real provider computes; inputs are outputs without being named here. */
  outputs: Properties;
  /** How long it took beyond the usual, in seconds. */
  extraSeconds?: number;
}

/** A resource type that the sandbox knows: what it takes, what it refuses, what it gives. */
export interface ResourceType {
  token: string;
  /** Every input that it takes. One that is not here is refused: the sandbox could not honour it. */
  inputs: ZodType;
  /** How long a creation usually takes, in seconds. */
  seconds: number;
  /** The inputs whose change makes a new resource in place of the old one. */
  replacedBy: readonly string[];
  /** Whether the provider takes two different values of an input for the same. */
  same?: (input: string, before: unknown, after: unknown) => boolean;
  /** Takes the place of comparing inputs. @returns the inputs whose change makes a new resource. */
  diff?: (before: Properties, after: Properties) => Promise<string[]>;
  /** What is refused in a preview already, as far as it is known there. */
  check?: (inputs: Properties, creation: Creation) => void;
  create: (inputs: unknown, creation: Creation) => Created | Promise<Created>;
}

interface Definition<Inputs> extends Pick<ResourceType, "same" | "diff" | "check"> {
  inputs: ZodType<Inputs>;
  /** Defaults to 1. */
  seconds?: number;
  /** Defaults to none. */
  replacedBy?: readonly string[];
  create: (inputs: Inputs, creation: Creation) => Created | Promise<Created>;
}

/** Defines a resource type; `create` gets the inputs only after their shape was checked. */
export function resourceType<Inputs>(token: string, definition: Definition<Inputs>): ResourceType {
  const { inputs, seconds = 1, replacedBy = [], create, ...more } = definition;
  const parsed: ResourceType["create"] = (given, at) => create(inputs.parse(given), at);
  return { ...more, token, inputs, seconds, replacedBy, create: parsed };
}

/** A provider function that the sandbox knows. */
export interface Call {
  token: string;
  inputs: ZodType;
  answer: (inputs: unknown, sandbox: Sandbox, provider: Properties) => Properties;
}

export function call<Inputs>(
  token: string,
  inputs: ZodType<Inputs>,
  answer: (inputs: Inputs, sandbox: Sandbox, provider: Properties) => Properties,
): Call {
  return {
    token,
    inputs,
    answer: (given, sandbox, provider) => answer(inputs.parse(given), sandbox, provider),
  };
}
