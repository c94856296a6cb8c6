import { MockMonitor, type Mocks } from "@pulumi/pulumi/runtime/mocks";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../resource/properties";
import { DeployError } from "./failure";
import {
  registrationOf,
  unhonoured,
  type InvokeRequest,
  type OutputsRequest,
  type RegisterRequest,
  type Registration,
} from "./registration";
import { calls, type Accounts } from "./registry";
import { misfit } from "./shape";
import type { Update } from "./update";
import { decode, decodeMasked, encode } from "./wire";

type Callback = (error: unknown, response: unknown) => void;

export interface MonitorOptions {
  accounts: Accounts;
  update: Update;
  project: string;
  stack: string;
  onResource: (registration: Registration) => void;
  onFailure: (error: DeployError) => void;
}

const noMocks: Mocks = {
  call: () => ({}),
  newResource: () => ({ id: undefined, state: {} }),
};

/** gRPC's CANCELLED: the SDK takes it as the engine going away, and stops without errors of its own. */
const cancelled = { code: 1, message: "the deployment has failed" };

/** What the program talks to in place of the engine: hears its raw requests, and answers from the clouds. */
export class SandboxMonitor extends MockMonitor {
  outputs: Properties = {};

  private failed = false;
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly options: MonitorOptions) {
    super(noMocks);
  }

  override registerResource(request: RegisterRequest, callback: Callback): Promise<void> {
    if (this.failed) return Promise.resolve(callback(cancelled, undefined));
    const work = this.register(request, callback);
    this.underWay.add(work);
    return work.finally(() => this.underWay.delete(work));
  }

  override readResource(request: RegisterRequest, callback: Callback): Promise<void> {
    const error = new Error("the sandbox reads no existing resources: use a provider function");
    callback(this.fail(named(request), error), undefined);
    return Promise.resolve();
  }

  override registerResourceOutputs(request: OutputsRequest, callback: Callback): void {
    const wire = request.getOutputs()?.toJavaScript() ?? {};
    const registration = this.options.update.registrations.get(request.getUrn());
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
      const { update, accounts } = this.options;
      const provider = update.providers.inputsOf(request.getProvider(), token);
      const answer = encode(known.answer(value, accounts, provider), new Set());
      callback(null, new InvokeResponse().setReturn(structOf(answer)));
    } catch (error) {
      callback(this.fail({ name: token, type: "call" }, error), undefined);
    }
    return Promise.resolve();
  }

  /** Tells a program that there are hooks, which mocks are without. They come by another way: `hearHooks`. */
  registerResourceHook(): void {
    throw new Error("the sandbox takes hooks as they are");
  }

  /** Waits for what had begun before the deployment failed: it is made, and has to be remembered. */
  async idle(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async register(request: RegisterRequest, callback: Callback): Promise<void> {
    try {
      const refused = unhonoured(request);
      if (refused !== undefined) throw new Error(`the sandbox does not know ${refused}`);
      const registration = registrationOf(request, this.urnOf(request));
      await this.options.update.register(registration);
      this.options.onResource(registration);
      const { urn, id = "", outputs, secretInputs, additionalSecretOutputs } = registration;
      const state = encode(outputs, new Set([...secretInputs, ...additionalSecretOutputs]));
      const response = new RegisterResourceResponse().setUrn(urn).setId(id);
      callback(null, response.setObject(structOf(state)));
    } catch (error) {
      callback(this.fail(named(request), error), undefined);
    }
  }

  private urnOf(request: RegisterRequest): string {
    const { stack, project } = this.options;
    const parentType = request.getParent().split("::")[2];
    const type = request.getType();
    const qualified =
      parentType === undefined || parentType === "pulumi:pulumi:Stack"
        ? type
        : `${parentType}$${type}`;
    return `urn:pulumi:${stack}::${project}::${qualified}::${request.getName()}`;
  }

  /** The first failure is the deployment's; what comes after it is only told that it is over. */
  private fail(of: { name: string; type: string }, cause: unknown): typeof cancelled {
    if (!this.failed) {
      this.failed = true;
      this.options.onFailure(DeployError.of(of, cause));
    }
    return cancelled;
  }
}

function named(request: RegisterRequest): { name: string; type: string } {
  return { name: request.getName(), type: request.getType() };
}

/** Values as they travel: what `encode` has left is JSON. */
function structOf(values: Properties): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}
