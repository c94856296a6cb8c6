import type { ZodType } from "zod";
import type { Moment, Origin } from "./order";
import type { Properties } from "./properties";

/** What a provider is asked to do something for, and what it may look at. */
export interface Request<Account> {
  account: Account;
  /** The logical name of the resource. */
  name: string;
  urn: string;
  /** The provider's own inputs: the explicit provider's, or the stack's configuration of its package. */
  provider: Properties;
  /** Stands in for chance: another text for each time that the resource is made, and the same in every run. */
  seed: string;
  /** From where objects are looked for. */
  at: Moment;
  /** What a new or changed object is marked with. */
  origin: Origin;
}

/** A resource as the stack knows it. */
export interface Existing<Inputs> {
  id: string;
  inputs: Inputs;
  outputs: Properties;
}

interface Created {
  id: string;
  /** Every output that the real provider computes; inputs are outputs without being named here. */
  outputs: Properties;
  /** How long it took beyond the usual, in seconds. */
  extraSeconds?: number;
}

interface Updated {
  /** The outputs that change, beside the inputs. Defaults to none. */
  outputs?: Properties;
  /** The id, if it is another. */
  id?: string;
}

/** What a provider says about a change. */
export interface Difference {
  /** The inputs that change. */
  changed: string[];
  /** Those whose change makes a new resource in place of the old one. */
  replaces: string[];
  /** Whether the provider wants the old one deleted first. */
  deleteBeforeReplace: boolean;
}

/** What a provider does for a resource of one type, in the account that it works on. */
interface Operations<Inputs, Account> {
  /** What is refused in a preview already, as far as it is known there. */
  check?: (inputs: Properties, request: Request<Account>) => void;
  create: (inputs: Inputs, request: Request<Account>) => Created | Promise<Created>;
  /** Absent where every change replaces. */
  update?: (
    inputs: Inputs,
    before: Existing<Inputs>,
    request: Request<Account>,
  ) => Updated | Promise<Updated>;
  delete: (before: Existing<Inputs>, request: Request<Account>) => void | Promise<void>;
  /**
   * Looks at what is there for `refresh`.
   *
   * @returns the inputs as the cloud has them, as far as it can say, or undefined if the object is gone.
   */
  read: (before: Existing<Inputs>, request: Request<Account>) => Properties | undefined;
}

interface Comparison {
  /** Whether the provider takes two different values of an input for the same. */
  same?: (input: string, before: unknown, after: unknown) => boolean;
  /** Takes the place of comparing inputs. */
  diff?: (before: Properties, after: Properties) => Promise<Difference>;
}

/** A resource type that the sandbox knows: what it takes, what it refuses, what it gives. */
export interface ResourceType<Account> extends Operations<unknown, Account>, Comparison {
  token: string;
  /** Every input that it takes. One that is not here is refused: the sandbox could not honour it. */
  inputs: ZodType;
  /** How long a creation or an update usually takes, in seconds. */
  seconds: number;
  /** The inputs whose change makes a new resource in place of the old one. */
  replacedBy: readonly string[];
  /** The inputs whose removal makes a new resource in place of the old one. */
  replacedWithout: readonly string[];
  /**
   * The input that names the object, where Pulumi would make a name up. A replacement under a name that the
   * user gave has no room beside the old object, so the provider deletes first.
   */
  naming: string | undefined;
}

export interface Definition<Inputs, Account> extends Operations<Inputs, Account>, Comparison {
  inputs: ZodType<Inputs>;
  /** Defaults to 1. */
  seconds?: number;
  /** Defaults to none. */
  replacedBy?: readonly string[];
  /** Defaults to none. */
  replacedWithout?: readonly string[];
  /** Defaults to none. */
  naming?: string;
}

/** Defines a resource type; its operations get inputs only after their shape was checked. */
export function resourceType<Inputs, Account>(
  token: string,
  definition: Definition<Inputs, Account>,
): ResourceType<Account> {
  const { inputs, seconds = 1, naming, update } = definition;
  const { replacedBy = [], replacedWithout = [] } = definition;
  const known = (before: Existing<unknown>): Existing<Inputs> => ({
    ...before,
    inputs: inputs.parse(before.inputs),
  });
  return {
    token,
    inputs,
    seconds,
    replacedBy,
    replacedWithout,
    naming,
    same: definition.same,
    diff: definition.diff,
    check: definition.check,
    create: (given, request) => definition.create(inputs.parse(given), request),
    update: update && ((given, before, at) => update(inputs.parse(given), known(before), at)),
    delete: (before, request) => definition.delete(known(before), request),
    read: (before, request) => definition.read(known(before), request),
  };
}

/** A provider function that the sandbox knows. */
export interface Call<Account> {
  token: string;
  inputs: ZodType;
  answer: (inputs: unknown, account: Account, provider: Properties) => Properties;
}

export function call<Inputs, Account>(
  token: string,
  inputs: ZodType<Inputs>,
  answer: (inputs: Inputs, account: Account, provider: Properties) => Properties,
): Call<Account> {
  return {
    token,
    inputs,
    answer: (given, account, provider) => answer(inputs.parse(given), account, provider),
  };
}
