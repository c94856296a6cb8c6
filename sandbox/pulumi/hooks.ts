import { AsyncLocalStorage } from "node:async_hooks";
import type { ResourceHook, ResourceHookArgs } from "@pulumi/pulumi";
import type { ICallbackServer } from "@pulumi/pulumi/runtime/callbacks";
import * as state from "@pulumi/pulumi/runtime/state";

/** What the program has said is to be run around its resources, on a clock that only waiting advances. */
export class Hooks {
  private readonly registered = new Map<string, ResourceHook>();

  /** @throws Error if a hook has the name already: they share one name space in a deployment. */
  register(hook: ResourceHook): void {
    if (this.registered.has(hook.name))
      throw new Error(`resource hook already registered for name ${JSON.stringify(hook.name)}`);
    this.registered.set(hook.name, hook);
  }

  /** Runs hooks one after the other. @returns how long they waited, in seconds. */
  async run(names: readonly string[], args: ResourceHookArgs): Promise<number> {
    const clock = new Clock();
    for (const name of names) {
      const hook = this.registered.get(name);
      if (!hook) throw new Error(`resource hook ${JSON.stringify(name)} is not registered`);
      await inside.run(clock, async () => hook.callback(args));
    }
    return clock.milliseconds / 1000;
  }
}

/** What of the SDK's store is used here. Newer SDKs have more to call back for. */
interface Store {
  callbacks: Partial<ICallbackServer>;
}

/**
 * Has the SDK hand the program's hooks over as they are. It would serve them to an engine, in whose place the
 * sandbox is, in this process. The SDK's types leave out where it keeps that server.
 */
export function hearHooks(hooks: Hooks): void {
  const { getStore } = state as unknown as { getStore: () => Store };
  const unknown = (): never => {
    throw new Error("the sandbox does not know transforms and error hooks");
  };
  getStore().callbacks = {
    registerResourceHook: (hook) => new Promise((resolve) => resolve(hooks.register(hook))),
    registerErrorHook: unknown,
    registerTransform: unknown,
    registerStackTransform: unknown,
    registerStackInvokeTransform: unknown,
    registerStackInvokeTransformAsync: unknown,
    awaitStackRegistrations: () => Promise.resolve(),
    shutdown: () => undefined,
  };
}

/** Time that passes as soon as nobody has anything else to do. */
class Clock {
  milliseconds = 0;

  readonly setTimeout = (
    callback: (...args: unknown[]) => void,
    delay = 0,
    ...args: unknown[]
  ): NodeJS.Immediate => {
    const due = this.milliseconds + delay;
    return setImmediate(() => {
      this.milliseconds = Math.max(this.milliseconds, due);
      callback(...args);
    });
  };
}

const inside = new AsyncLocalStorage<Clock>();

/** Puts hooks, and nothing else in this process, on their clocks. @returns a function that puts time back. */
export function withClocks(): () => void {
  const real = globalThis.setTimeout;
  const chosen = (...args: Parameters<Clock["setTimeout"]>): unknown =>
    (inside.getStore()?.setTimeout ?? real)(...args);
  globalThis.setTimeout = Object.assign(chosen as typeof real, real);
  return () => {
    globalThis.setTimeout = real;
  };
}
