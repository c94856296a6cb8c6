import { isDeepStrictEqual } from "node:util";
import { createContext, runInContext } from "node:vm";
import { z } from "zod";
import type { Properties } from "../resource/properties";
import { resourceType, type Difference, type ResourceType } from "../resource/type";

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

const updated = z.object({ outs: z.looseObject({}).optional() });

const difference = z.object({
  changes: z.boolean().optional(),
  replaces: z.array(z.string()).optional(),
  deleteBeforeReplace: z.boolean().optional(),
});

/** What a dynamic provider may have; one without `diff` is updated whenever an input differs. */
interface Handler {
  check?: (olds: Properties, news: Properties) => unknown;
  create?: (inputs: Properties) => unknown;
  diff?: (id: string, olds: Properties, news: Properties) => unknown;
  update?: (id: string, olds: Properties, news: Properties) => unknown;
  delete?: (id: string, state: Properties) => unknown;
}

const dynamicResource = resourceType("pulumi-nodejs:dynamic:Resource", {
  inputs: z.looseObject({ __provider: z.string() }),
  seconds: 0,
  diff,
  async create({ __provider: text, ...inputs }) {
    const clock = new Clock();
    const handler = load(text, clock);
    if (!handler.create) throw new Error("the dynamic provider has no create()");
    const wanted = await accepted(handler, {}, inputs);
    const { id, outs = {} } = created.parse(await handler.create(wanted));
    return { id, outputs: outs, extraSeconds: clock.milliseconds / 1000 };
  },
  async update({ __provider: text, ...inputs }, { id, outputs }) {
    const handler = load(text, new Clock());
    const wanted = await accepted(handler, outputs, inputs);
    const { outs = wanted } = updated.parse((await handler.update?.(id, outputs, wanted)) ?? {});
    return { outputs: outs };
  },
  async delete({ id, inputs: { __provider: text }, outputs }) {
    await load(text, new Clock()).delete?.(id, outputs);
  },
  // A dynamic provider's own read is not run: it would look at a world that is not here.
  read: () => ({}),
});

export const dynamicTypes: ResourceType<unknown>[] = [dynamicResource];

async function diff(before: Properties, after: Properties): Promise<Difference> {
  const handler = load(String(after.__provider), new Clock());
  const differing = Object.keys({ ...before, ...after }).filter(
    (key) => !isDeepStrictEqual(before[key], after[key]),
  );
  const answer = difference.parse((await handler.diff?.("id", before, after)) ?? {});
  const { replaces = [], deleteBeforeReplace = false } = answer;
  const changes = answer.changes ?? (differing.length > 0 || replaces.length > 0);
  const changed = changes ? [...new Set([...replaces, ...differing])] : [];
  return { changed, replaces, deleteBeforeReplace };
}

/** The inputs as the provider's own check leaves them. */
async function accepted(handler: Handler, olds: Properties, news: Properties): Promise<Properties> {
  const { failures = [], inputs = news } = checked.parse((await handler.check?.(olds, news)) ?? {});
  if (failures.length > 0) {
    throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
  }
  return inputs;
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
