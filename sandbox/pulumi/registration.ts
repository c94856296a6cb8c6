import type { Operation } from "./changes";
import type { Properties } from "./wire";

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
  deleteBeforeReplace: boolean;
  replaceOnChanges: string[];
  ignoreChanges: string[];
  additionalSecretOutputs: string[];
  /** What the deployment does to it; only the preview of a stack that exists has more than creations. */
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
  getReplaceonchangesList(): string[];
  getIgnorechangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
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

export function propertyDependencies(request: RegisterRequest): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((value, key) => {
    found[key] = value.getUrnsList();
  });
  return found;
}
