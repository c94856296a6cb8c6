import type { Properties } from "../resource/properties";
import { decode } from "./wire";

/** What a deployment does to a resource. */
type Operation = "create" | "same" | "update" | "replace";

/** A resource as the program registered it, and what came of it. */
export interface Registration {
  urn: string;
  type: string;
  /** The logical name. */
  name: string;
  /** Whether a provider manages it; a component is not. */
  custom: boolean;
  /** The physical id; undefined for a component, and in a preview. */
  id: string | undefined;
  /** The URN of the parent. */
  parent: string | undefined;
  /** The URN of the explicit provider. */
  provider: string | undefined;
  /** Secrets are in clear here; `secretInputs` names them. */
  inputs: Properties;
  secretInputs: string[];
  /** For a component: what it registered as its outputs. */
  outputs: Properties;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
  retainOnDelete: boolean;
  /** Undefined leaves it to the provider. */
  deleteBeforeReplace: boolean | undefined;
  replaceOnChanges: string[];
  ignoreChanges: string[];
  additionalSecretOutputs: string[];
  /** The names of the hooks that run once it is made, anew or for the first time, and once it is changed. */
  hooks: { afterCreate: string[]; afterUpdate: string[] };
  /** How often it was replaced. */
  generation: number;
  /** What the deployment does to it. */
  operation: Operation;
  /** The inputs that change. */
  changed: string[];
  /** Virtual time since the deployment began, in seconds. */
  started: number;
  finished: number;
}

/** The parts of a request that the sandbox reads, as the SDK's generated messages have them. */
export interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getRemote(): boolean;
  getImportid(): string;
  getProvider(): string;
  getObject(): Struct | undefined;
  getDependenciesList(): string[];
  getPropertydependenciesMap(): {
    forEach(callback: (value: { getUrnsList(): string[] }, key: string) => void): void;
  };
  getProtect(): boolean | undefined;
  getRetainondelete(): boolean | undefined;
  getDeletebeforereplace(): boolean;
  getDeletebeforereplacedefined(): boolean;
  getReplaceonchangesList(): string[];
  getIgnorechangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getDeletedwith(): string;
  getReplaceWithList(): string[];
  getHooks(): HooksBinding | undefined;
}

/** The names of a resource's hooks, by when they run. */
interface HooksBinding {
  getBeforeCreateList(): string[];
  getAfterCreateList(): string[];
  getBeforeUpdateList(): string[];
  getAfterUpdateList(): string[];
  getBeforeDeleteList(): string[];
  getAfterDeleteList(): string[];
  getOnErrorList(): string[];
}

export interface OutputsRequest {
  getUrn(): string;
  getOutputs(): Struct | undefined;
}

export interface InvokeRequest {
  getTok(): string;
  getArgs(): Struct | undefined;
  getProvider(): string;
}

interface Struct {
  toJavaScript(): Record<string, unknown>;
}

/** @returns what the sandbox could not honour about the request, if there is anything. */
export function unhonoured(request: RegisterRequest): string | undefined {
  const inputs = [...request.getIgnorechangesList(), ...request.getReplaceonchangesList()];
  if (request.getRemote()) return "remote components";
  if (request.getImportid()) return "import";
  if (request.getDeletedwith()) return "deletedWith";
  if (request.getReplaceWithList().length > 0) return "replaceWith";
  if (otherHooks(request).length > 0)
    return "hooks other than afterCreate and afterUpdate of a resource that a provider manages";
  return inputs.some((path) => /\W/.test(path))
    ? "paths into an input in ignoreChanges or replaceOnChanges"
    : undefined;
}

/** What the program asks for; what comes of it is still open. */
export function registrationOf(request: RegisterRequest, urn: string): Registration {
  const { value: inputs, secrets } = decode(request.getObject()?.toJavaScript() ?? {});
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    id: undefined,
    parent: request.getParent() || undefined,
    provider: providerUrn(request.getProvider()),
    inputs,
    secretInputs: [...secrets],
    outputs: inputs,
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependencies(request),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    replaceOnChanges: request.getReplaceonchangesList(),
    ignoreChanges: request.getIgnorechangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    hooks: {
      afterCreate: request.getHooks()?.getAfterCreateList() ?? [],
      afterUpdate: request.getHooks()?.getAfterUpdateList() ?? [],
    },
    generation: 0,
    operation: "create",
    changed: [],
    started: 0,
    finished: 0,
  };
}

function otherHooks(request: RegisterRequest): string[] {
  const hooks = request.getHooks();
  if (!hooks) return [];
  const ofComponent = [hooks.getAfterCreateList(), hooks.getAfterUpdateList()];
  return [
    hooks.getBeforeCreateList(),
    hooks.getBeforeUpdateList(),
    hooks.getBeforeDeleteList(),
    hooks.getAfterDeleteList(),
    hooks.getOnErrorList(),
    ...(request.getCustom() ? [] : ofComponent),
  ].flat();
}

/** A reference to a provider is its URN and its id, joined by `::`. */
export function providerUrn(reference: string): string | undefined {
  const parts = reference.split("::");
  return parts.length > 4 ? parts.slice(0, 4).join("::") : undefined;
}

function propertyDependencies(request: RegisterRequest): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((value, key) => {
    found[key] = value.getUrnsList();
  });
  return found;
}
