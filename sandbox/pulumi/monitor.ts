import { MockMonitor, type Mocks } from "@pulumi/pulumi/runtime/mocks";
import { changeOf, plannedState } from "./changes";
import { Moment, Order, type Origin } from "./order";
import {
  propertyDependencies,
  type InvokeRequest,
  type OutputsRequest,
  type RegisterRequest,
  type Registration,
} from "./registration";
import { calls, resourceTypes } from "./registry";
import type { Creation, ResourceType } from "./resourceType";
import type { Sandbox } from "../sandbox";
import { misfit } from "./shape";
import { decode, decodeMasked, encode, hasUnknown, isObject, type Properties } from "./wire";

/** A resource could not be made; the deployment ends with it. */
export class DeployError extends Error {
  constructor(
    /** The logical name of the resource, or the token of the call. */
    readonly resource: string,
    readonly type: string,
    /** Why, in the words of the service or provider. */
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${resource} (${type}): ${reason}`, options);
  }
}

type Callback = (error: unknown, response: unknown) => void;

export interface MonitorOptions {
  sandbox: Sandbox;
  project: string;
  stack: string;
  preview: boolean;
  /** The stack's configuration: a package's default provider is configured by it. */
  config: Record<string, string>;
  /** What the stack holds already, by URN, in a preview of a change to it. */
  previous: ReadonlyMap<string, Registration> | undefined;
  onResource: (registration: Registration) => void;
  onFailure: (error: DeployError) => void;
}

const noMocks: Mocks = {
  call: () => ({}),
  newResource: () => ({ id: undefined, state: {} }),
};

/** gRPC's CANCELLED: the SDK takes it as the engine going away, and stops without errors of its own. */
const cancelled = { code: 1, message: "the deployment has failed" };

/** What the program talks to in place of the engine: sees its raw requests, and answers from the clouds. */
export class SandboxMonitor extends MockMonitor {
  readonly registrations = new Map<string, Registration>();
  outputs: Properties = {};

  private readonly order = new Order();
  private failed = false;

  constructor(private readonly options: MonitorOptions) {
    super(noMocks);
  }

  override async registerResource(request: RegisterRequest, callback: Callback): Promise<void> {
    if (this.failed) return callback(cancelled, undefined);
    try {
      const registration = this.describe(request);
      const state = await this.make(registration);
      callback(null, {
        getUrn: () => registration.urn,
        getId: () => registration.id ?? "",
        getObject: () => ({ toJavaScript: () => state }),
        getPropertydependenciesMap: () => undefined,
        getResult: () => 0,
      });
    } catch (error) {
      callback(this.fail(request.getName(), request.getType(), error), undefined);
    }
  }

  override readResource(request: RegisterRequest, callback: Callback): Promise<void> {
    const error = new Error("the sandbox reads no existing resources: use a provider function");
    callback(this.fail(request.getName(), request.getType(), error), undefined);
    return Promise.resolve();
  }

  override registerResourceOutputs(request: OutputsRequest, callback: Callback): void {
    const wire = request.getOutputs()?.toJavaScript() ?? {};
    const registration = this.registrations.get(request.getUrn());
    if (registration?.type === "pulumi:pulumi:Stack") this.outputs = decodeMasked(wire);
    if (registration) registration.outputs = decode(wire).value;
    callback(null, {});
  }

  override invoke(request: InvokeRequest, callback: Callback): Promise<void> {
    const token = request.getTok();
    try {
      if (this.failed) return Promise.resolve(callback(cancelled, undefined));
      const known = calls.get(token);
      if (!known) throw new Error("the sandbox does not know this call");
      const { value } = decode(request.getArgs()?.toJavaScript() ?? {});
      const wrong = misfit(known.inputs, value);
      if (wrong !== undefined) throw new Error(wrong);
      const provider = this.providerInputs(request.getProvider(), token);
      const answer = encode(known.answer(value, this.options.sandbox, provider), new Set());
      callback(null, {
        getReturn: () => ({ toJavaScript: () => answer }),
        getFailuresList: () => [],
      });
    } catch (error) {
      callback(this.fail(token, "call", error), undefined);
    }
    return Promise.resolve();
  }

  /** Remembers the request, and refuses what the engine itself refuses. */
  private describe(request: RegisterRequest): Registration {
    const type = request.getType();
    const name = request.getName();
    const parent = request.getParent() || undefined;
    const urn = this.urn(parent, type, name);
    if (this.registrations.has(urn)) {
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    }
    if (request.getRemote() || request.getImportid()) {
      throw new Error("the sandbox takes no remote components and imports nothing");
    }
    const { value: inputs, secrets } = decode(request.getObject()?.toJavaScript() ?? {});
    const registration: Registration = {
      urn,
      type,
      name,
      custom: request.getCustom(),
      id: undefined,
      parent,
      provider: providerUrn(request.getProvider()),
      inputs,
      secretInputs: [...secrets],
      outputs: inputs,
      dependencies: request.getDependenciesList(),
      propertyDependencies: propertyDependencies(request),
      protect: request.getProtect() ?? false,
      retainOnDelete: request.getRetainondelete() ?? false,
      deleteBeforeReplace: request.getDeletebeforereplace(),
      replaceOnChanges: request.getReplaceonchangesList(),
      ignoreChanges: request.getIgnorechangesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      operation: "create",
      changed: [],
      started: 0,
      finished: 0,
    };
    this.registrations.set(urn, registration);
    return registration;
  }

  /** @returns the resource's state for the program. */
  private async make(registration: Registration): Promise<Properties> {
    const { urn, type, inputs } = registration;
    const needs = [
      registration.dependencies,
      registration.parent ?? [],
      registration.provider ?? [],
    ].flat();
    const before = this.order.before(needs);
    registration.started = this.order.start(needs);
    registration.finished = registration.started;
    const known = registration.custom ? this.typeOf(type, inputs) : undefined;
    if (this.options.preview) await this.plan(registration, known);
    if (known) {
      const creation = this.creation(registration, known, before);
      known.check?.(inputs, creation);
      if (!this.options.preview) await this.create(registration, known, creation);
      registration.finished = creation.origin.finished;
    }
    this.order.add(urn, before, registration);
    this.options.onResource(registration);
    const secret = [...registration.secretInputs, ...registration.additionalSecretOutputs];
    return encode(registration.outputs, new Set(secret));
  }

  /** Says what an update would do, and what the program would see of it. */
  private async plan(registration: Registration, known: ResourceType | undefined): Promise<void> {
    const before = this.options.previous?.get(registration.urn);
    const change = await changeOf(known, before, registration);
    Object.assign(registration, change, plannedState(change, before, registration.inputs));
  }

  private async create(
    registration: Registration,
    known: ResourceType,
    creation: Creation,
  ): Promise<void> {
    const { id, outputs, extraSeconds = 0 } = await known.create(registration.inputs, creation);
    registration.id = id;
    registration.outputs = { ...registration.inputs, ...outputs };
    creation.origin.finished += extraSeconds;
  }

  private typeOf(token: string, inputs: Properties): ResourceType {
    const known = resourceTypes.get(token);
    if (!known) throw new Error("the sandbox does not know this resource type");
    const wrong = misfit(known.inputs, inputs);
    if (wrong !== undefined) throw new Error(wrong);
    if (!this.options.preview && hasUnknown(inputs)) {
      throw new Error("an input is unknown in an update");
    }
    return known;
  }

  private creation(
    { urn, name, provider, type, started }: Registration,
    { seconds }: ResourceType,
    before: ReadonlySet<string>,
  ): Creation {
    const origin: Origin = { deployment: this.order, urn, finished: started + seconds };
    return {
      sandbox: this.options.sandbox,
      name,
      urn,
      provider: this.providerInputs(provider ?? "", type),
      at: new Moment(this.order, before, started),
      origin,
    };
  }

  /** An explicit provider is configured by its inputs alone, a default one by the stack's configuration. */
  private providerInputs(reference: string, token: string): Properties {
    const explicit = this.registrations.get(providerUrn(reference) ?? reference);
    if (explicit) return explicit.inputs;
    const prefix = `${token.split(":")[0]}:`;
    return Object.fromEntries(
      Object.entries(this.options.config)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length), value]),
    );
  }

  private urn(parent: string | undefined, type: string, name: string): string {
    const { stack, project } = this.options;
    const parentType = parent?.split("::")[2];
    const qualified =
      parentType === undefined || parentType === "pulumi:pulumi:Stack"
        ? type
        : `${parentType}$${type}`;
    return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
  }

  /** The first failure is the deployment's; what comes after it is only told that it is over. */
  private fail(resource: string, type: string, cause: unknown): typeof cancelled {
    if (!this.failed) {
      this.failed = true;
      // An error out of a dynamic provider is of another realm, and so no instance of this one's Error.
      const reason = isObject(cause) ? String(cause.message) : String(cause);
      this.options.onFailure(new DeployError(resource, type, reason, { cause }));
    }
    return cancelled;
  }
}

/** A reference to a provider is its URN and its id, joined by `::`. */
function providerUrn(reference: string): string | undefined {
  const parts = reference.split("::");
  return parts.length > 4 ? parts.slice(0, 4).join("::") : undefined;
}
