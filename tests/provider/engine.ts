import { AsyncResource } from "node:async_hooks";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import * as timers from "node:timers/promises";
import * as grpc from "@grpc/grpc-js";
import { ResourceHook, type ResourceHookArgs, runtime } from "@pulumi/pulumi";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  type RegisterResourceHookRequest,
  type ResourceInvokeRequest,
  ResourceHookRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

type Method = (request: unknown, callback: (error: unknown, answer: never) => void) => void;
type Monitor = Record<string, Method>;

/** Answers another process's requests by those of the monitor in this one, where an answer need not be a whole message. */
function forward(
  monitor: Monitor,
  method: string,
  message: (answer: never) => unknown = (answer) => answer,
): grpc.UntypedHandleCall {
  return ((call: { request: unknown }, callback: grpc.sendUnaryData<unknown>) =>
    monitor[method]?.(call.request, (error, answer) =>
      callback(error as grpc.ServiceError | null, error ? null : message(answer)),
    )) as grpc.UntypedHandleCall;
}

const empty = ((_call: unknown, callback: grpc.sendUnaryData<Empty>) =>
  callback(null, new Empty())) as unknown as grpc.UntypedHandleCall;

/** For how long a hook has to wait until it counts as one that waits on, in real milliseconds. */
const patience = 300;

/** Pulumi's engine as far as the provider of this package talks to it, over the sandbox of the running deployment. */
export class Engine {
  /** The hooks of the other process that were run, by the types of their resources, with whether they waited. */
  readonly hooks: { type: string; waits: boolean }[] = [];
  /** The ids of the program's own resources that the provider may ask for, by URN. */
  readonly resources = new Map<string, string>();
  private readonly server = new grpc.Server();
  /** Where time is real: what the connections wait for is no wait of a hook. */
  private readonly outside = new AsyncResource("engine");
  private provider: ChildProcess | undefined;
  private address = "";

  /** Starts the engine's services, and the provider that is to reach them. @returns the client of the provider. */
  async start(...command: string[]): Promise<ResourceProviderClient> {
    const monitor = runtime.getMonitor() as unknown as Monitor;
    this.server.addService(EngineService, { log: empty });
    this.server.addService(ResourceMonitorService, {
      supportsFeature: forward(
        monitor,
        "supportsFeature",
        ({ getHassupport }: { getHassupport: () => boolean }) =>
          new SupportsFeatureResponse().setHassupport(getHassupport()),
      ),
      registerResource: forward(monitor, "registerResource"),
      registerResourceOutputs: forward(monitor, "registerResourceOutputs", () => new Empty()),
      invoke: this.invoke(monitor),
      registerResourceHook: (
        { request }: { request: RegisterResourceHookRequest },
        callback: grpc.sendUnaryData<Empty>,
      ) => {
        new ResourceHook(request.getName(), (args) => this.runHook(request, args));
        callback(null, new Empty());
      },
    });
    const port = await new Promise<number>((done, fail) =>
      this.server.bindAsync(
        "127.0.0.1:0",
        grpc.ServerCredentials.createInsecure(),
        (error, port) => (error ? fail(error) : done(port)),
      ),
    );
    this.address = `127.0.0.1:${port}`;
    const [file = "", ...args] = command;
    this.provider = spawn(file, [...args, this.address], {
      cwd: resolve(__dirname, "..", ".."),
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (!this.provider.stdout) throw new Error("the provider has no output");
    const [printed] = (await once(this.provider.stdout, "data")) as [Buffer];
    const own = `127.0.0.1:${printed.toString().trim()}`;
    return new ResourceProviderClient(own, grpc.credentials.createInsecure());
  }

  get monitorAddress(): string {
    return this.address;
  }

  stop(): void {
    this.provider?.kill();
    this.server.forceShutdown();
  }

  /** Provider functions are the sandbox's; what the program has made, the engine itself tells. */
  private invoke(monitor: Monitor): grpc.UntypedHandleCall {
    // Newer SDKs have another class for the same message.
    const { responseDeserialize } = ResourceMonitorService.invoke;
    const message = (answer: InvokeResponse): InvokeResponse =>
      responseDeserialize(Buffer.from(answer.serializeBinary()));
    const ofSandbox = forward(monitor, "invoke", message) as grpc.handleUnaryCall<
      ResourceInvokeRequest,
      InvokeResponse
    >;
    const answer: typeof ofSandbox = (call, callback) => {
      if (call.request.getTok() !== "pulumi:pulumi:getResource") return ofSandbox(call, callback);
      const { urn } = call.request.getArgs()?.toJavaScript() as { urn: string };
      const found = { urn, id: this.resources.get(urn) ?? "", state: {} };
      callback(null, message(new InvokeResponse().setReturn(Struct.fromJavaScript(found))));
    };
    return answer as grpc.UntypedHandleCall;
  }

  /** Calls a hook of the other process. One that has not answered after a while is left to wait, on the sandbox's clock. */
  private async runHook(
    request: RegisterResourceHookRequest,
    args: ResourceHookArgs,
  ): Promise<void> {
    const waits = await this.outside.runInAsyncScope(() => answersLate(request, args));
    this.hooks.push({ type: args.type, waits });
    if (waits) await new Promise((passed) => setTimeout(passed, 30_000));
  }
}

/** Calls a hook of another process. @returns whether it has not answered after a while. */
async function answersLate(
  request: RegisterResourceHookRequest,
  { urn, newInputs }: ResourceHookArgs,
): Promise<boolean> {
  const callback = request.getCallback();
  if (!callback) throw new Error(`the hook ${request.getName()} has no callback`);
  const client = new CallbacksClient(callback.getTarget(), grpc.credentials.createInsecure());
  const hook = new ResourceHookRequest()
    .setUrn(urn)
    .setNewInputs(Struct.fromJavaScript(newInputs as Record<string, never>));
  const invoked = new CallbackInvokeRequest()
    .setToken(callback.getToken())
    .setRequest(hook.serializeBinary());
  const answered = new Promise<boolean>((done, fail) =>
    client.invoke(invoked, (error) => (error ? fail(error) : done(false))),
  );
  // The provider is stopped while it waits.
  answered.catch(() => undefined);
  return Promise.race([answered, timers.setTimeout(patience, true)]);
}
