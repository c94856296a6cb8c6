import { createContext, runInContext } from "node:vm";
import { z } from "zod";
import { resourceType, type ResourceType } from "./resourceType";
import type { Properties } from "./wire";

/**
 * A dynamic resource carries its provider as the text of a module. The sandbox runs that text as it was
 * serialised, on a clock of its own: a wait advances the clock, so one that does not wait is seen.
 */

const created = z.object({ id: z.string(), outs: z.looseObject({}).optional() });

const failure = z.object({ property: z.string(), reason: z.string() });

const checked = z.object({
  inputs: z.looseObject({}).optional(),
  failures: z.array(failure).optional(),
});

const difference = z.object({ replaces: z.array(z.string()).optional() });

interface Handler {
  check?: (olds: Properties, news: Properties) => unknown;
  create?: (inputs: Properties) => unknown;
  diff?: (id: string, olds: Properties, news: Properties) => unknown;
}

const dynamicResource = resourceType("pulumi-nodejs:dynamic:Resource", {
  inputs: z.looseObject({ __provider: z.string() }),
  seconds: 0,
  async diff(before, { __provider: text, ...after }) {
    const handler = load(String(text), new Clock());
    return difference.parse((await handler.diff?.("id", before, after)) ?? {}).replaces ?? [];
  },
  async create({ __provider: text, ...inputs }) {
    const clock = new Clock();
    const handler = load(text, clock);
    if (!handler.create) throw new Error("the dynamic provider has no create()");
    const check = checked.parse((await handler.check?.({}, inputs)) ?? {});
    if (check.failures && check.failures.length > 0) {
      throw new Error(
        check.failures.map(({ property, reason }) => `${property}: ${reason}`).join("; "),
      );
    }
    const { id, outs = {} } = created.parse(await handler.create(check.inputs ?? inputs));
    return { id, outputs: outs, extraSeconds: clock.milliseconds / 1000 };
  },
});

export const dynamicTypes: ResourceType[] = [dynamicResource];

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

  readonly wait = (delay = 0, value?: unknown): Promise<unknown> =>
    new Promise((resolve) => this.setTimeout(() => resolve(value), delay));
}

function load(text: string, clock: Clock): Handler {
  const exports: { handler?: () => Handler } = {};
  const modules: Record<string, unknown> = {
    timers: { setTimeout: clock.setTimeout, clearTimeout: clearImmediate },
    "timers/promises": { setTimeout: clock.wait },
  };
  const context = createContext({
    exports,
    console,
    setTimeout: clock.setTimeout,
    clearTimeout: clearImmediate,
    require: (name: string) => {
      const found = modules[name.replace(/^node:/, "")];
      if (found === undefined)
        throw new Error(`the dynamic provider requires "${name}"; only timers exist here`);
      return found;
    },
  });
  runInContext(text, context);
  if (!exports.handler) throw new Error("the dynamic provider's text exports no handler");
  return exports.handler();
}
