import { Moment, Order } from "../resource/order";
import { unknown, type Properties } from "../resource/properties";
import type { Request, ResourceType } from "../resource/type";
import { differenceOf } from "./changes";
import { DeployError } from "./failure";
import { existing, Providers } from "./providers";
import { cannotDelete, cannotReplace, cannotReplaceWith } from "./protection";
import type { Hooks } from "./hooks";
import type { Registration } from "./registration";
import { resourceTypes, type Accounts } from "./registry";
import { inOrder, needsOf, type Stack } from "./stack";

/** What the engine did, or would do, in the CLI's terms. */
export interface Step {
  operation: "create" | "update" | "delete" | "create-replacement" | "delete-replaced";
  urn: string;
}

export interface UpdateOptions {
  preview: boolean;
  /** The stack's configuration, as it is now. */
  config: Record<string, string>;
  /** The URNs of what is to be replaced whether it changes or not. */
  replace: ReadonlySet<string>;
  /** What the program wants to be run. */
  hooks: Hooks;
}

/**
 * One deployment as the engine runs it: every resource that the program registers is created, left, updated
 * or replaced, and what it no longer registers is deleted in the end. A preview decides the same and does
 * nothing. What was done is in the stack at once, so that a deployment which fails can be resumed.
 */
export class Update {
  /** What the program has registered, in order, by URN. */
  readonly registrations = new Map<string, Registration>();
  readonly steps: Step[] = [];
  readonly providers: Providers;

  private readonly order = new Order();
  private readonly previous: ReadonlyMap<string, Registration>;
  /** What had to go before its replacement, or before the replacement of what it depends on. */
  private readonly deletedFirst = new Set<string>();
  private readonly condemned: Registration[];

  constructor(
    accounts: Accounts,
    private readonly stack: Stack,
    private readonly options: UpdateOptions,
  ) {
    this.previous = new Map(stack.resources);
    this.condemned = [...stack.condemned];
    if (!options.preview) stack.config = options.config;
    this.providers = new Providers(accounts, {
      config: options.config,
      find: (urn) => this.registrations.get(urn) ?? stack.resources.get(urn),
    });
  }

  /** Does what is to be done about a resource, and writes it into the registration. */
  async register(registration: Registration): Promise<void> {
    const { urn, custom } = registration;
    if (this.registrations.has(urn)) {
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    }
    this.registrations.set(urn, registration);
    const needs = needsOf(registration);
    const before = this.order.before(needs);
    const started = this.order.start(needs);
    Object.assign(registration, { started, finished: started });
    if (custom) await this.apply(registration, new Moment(this.order, before, started));
    else registration.operation = this.previous.has(urn) ? "same" : "create";
    if (!this.options.preview) this.stack.put(registration);
    registration.finished += await this.runHooks(registration);
    this.order.add(urn, before, registration);
  }

  /** Deletes what was replaced, and what the program registers no longer. @returns the URNs of the latter. */
  async finish(): Promise<string[]> {
    const gone = [...this.previous.values()].filter(
      ({ urn }) => !this.registrations.has(urn) && !this.deletedFirst.has(urn),
    );
    for (const registration of gone) {
      if (registration.protect) throw DeployError.of(registration, cannotDelete(registration));
    }
    for (const registration of inOrder([...gone, ...this.condemned]).reverse()) {
      await this.delete(registration, gone.includes(registration) ? "delete" : "delete-replaced");
    }
    return gone.map(({ urn }) => urn);
  }

  private async apply(registration: Registration, at: Moment): Promise<void> {
    const { urn, inputs, started } = registration;
    const type = this.providers.typeFor(registration, this.options.preview);
    const before = this.previous.get(urn);
    if (before) keepIgnored(registration, before);
    registration.generation = before?.generation ?? 0;
    const origin = { deployment: this.order, urn, finished: started + type.seconds };
    const request = this.providers.request(registration, at, origin);
    type.check?.(inputs, request);

    if (!before) {
      await this.create(registration, type, request);
    } else if (await this.mustReplace(registration, before, type)) {
      registration.generation += 1;
      const another = this.providers.request(registration, at, origin);
      await this.replace(registration, before, type, another);
    } else if (registration.changed.length > 0) {
      await this.change(registration, before, type, request);
    } else {
      Object.assign(registration, { operation: "same", id: before.id, outputs: before.outputs });
      origin.finished = started;
    }
    registration.finished = origin.finished;
  }

  /** @returns for how many seconds the hooks held up whatever depends on the resource. */
  private async runHooks(registration: Registration): Promise<number> {
    const { urn, id = "", name, type, inputs, outputs, operation, hooks } = registration;
    if (this.options.preview || operation === "same") return 0;
    const args = { urn, id, name, type, newInputs: inputs, newOutputs: outputs };
    if (operation !== "update") return this.options.hooks.run(hooks.afterCreate, args);
    const before = this.previous.get(urn);
    const old = { oldInputs: before?.inputs ?? {}, oldOutputs: before?.outputs ?? {} };
    return this.options.hooks.run(hooks.afterUpdate, { ...args, ...old });
  }

  /** Decides between the operations, and writes the inputs that change into the registration. */
  private async mustReplace(
    registration: Registration,
    before: Registration,
    type: ResourceType<Accounts>,
  ): Promise<boolean> {
    const { urn, inputs, replaceOnChanges } = registration;
    // The engine does not ask the provider then, which could have said that the old one has to go first.
    const difference = this.options.replace.has(urn)
      ? { changed: ["id"], replaces: ["id"], deleteBeforeReplace: false }
      : await differenceOf(type, before, inputs, replaceOnChanges);
    const replaces = difference.replaces.length > 0 || this.deletedFirst.has(urn);
    registration.changed = replaces ? difference.replaces : difference.changed;
    registration.deleteBeforeReplace ??= difference.deleteBeforeReplace;
    return replaces;
  }

  private async create(
    registration: Registration,
    type: ResourceType<Accounts>,
    request: Request<Accounts>,
    operation: Step["operation"] = "create",
  ): Promise<void> {
    this.steps.push({ operation, urn: registration.urn });
    if (this.options.preview) return;
    const { id, outputs, extraSeconds = 0 } = await type.create(registration.inputs, request);
    registration.id = id;
    registration.outputs = { ...registration.inputs, ...outputs };
    request.origin.finished += extraSeconds;
  }

  private async change(
    registration: Registration,
    before: Registration,
    type: ResourceType<Accounts>,
    request: Request<Accounts>,
  ): Promise<void> {
    const { inputs } = registration;
    registration.operation = "update";
    this.steps.push({ operation: "update", urn: registration.urn });
    const kept = Object.entries(before.outputs).filter(([key]) => !(key in before.inputs));
    registration.id = before.id;
    registration.outputs = { ...Object.fromEntries(kept), ...inputs };
    if (this.options.preview) return;
    if (!type.update) throw new Error("the provider changes nothing of this type in place");
    const { id, outputs } = await type.update(inputs, existing(before), request);
    registration.id = id ?? before.id;
    Object.assign(registration.outputs, outputs);
  }

  private async replace(
    registration: Registration,
    before: Registration,
    type: ResourceType<Accounts>,
    request: Request<Accounts>,
  ): Promise<void> {
    registration.operation = "replace";
    if (before.protect && registration.protect) throw cannotReplace(before);
    if (!this.deletedFirst.has(before.urn) && registration.deleteBeforeReplace) {
      await this.deleteFirst(before);
    }
    await this.create(registration, type, request, "create-replacement");
    if (this.deletedFirst.has(before.urn)) return;
    this.condemned.push(before);
    if (!this.options.preview) this.stack.condemn(before);
  }

  /** Deletes a resource, and before it those that cannot do without it while it is away. */
  private async deleteFirst(root: Registration): Promise<void> {
    const dependents = await this.replacedWith(root);
    for (const dependent of dependents) {
      if (dependent.protect) throw DeployError.of(dependent, cannotReplaceWith(dependent, root));
    }
    for (const registration of [root, ...dependents].reverse()) {
      this.deletedFirst.add(registration.urn);
      await this.delete(registration, "delete-replaced");
    }
  }

  /** What would be replaced if the inputs that depend on the resource were unknown, in order. */
  private async replacedWith(root: Registration): Promise<Registration[]> {
    const found = new Map([[root.urn, root]]);
    for (const before of inOrder(this.previous.values())) {
      const { urn, inputs, provider, propertyDependencies, replaceOnChanges } = before;
      if (this.deletedFirst.has(urn) || this.registrations.has(urn) || !before.custom) continue;
      const open = Object.entries(propertyDependencies)
        .filter(([key, urns]) => key in inputs && urns.some((each) => found.has(each)))
        .map(([key]): [string, unknown] => [key, unknown]);
      const without: Properties = { ...inputs, ...Object.fromEntries(open) };
      const type = resourceTypes.get(before.type);
      const { replaces } = await differenceOf(type, before, without, replaceOnChanges);
      if (replaces.length > 0 || (provider !== undefined && found.has(provider))) {
        found.set(urn, before);
      }
    }
    return [...found.values()].slice(1);
  }

  private async delete(registration: Registration, operation: Step["operation"]): Promise<void> {
    if (registration.custom) this.steps.push({ operation, urn: registration.urn });
    if (this.options.preview) return;
    await this.providers.delete(registration);
    this.stack.drop(registration);
  }
}

/** An input whose changes the program ignores stays as the stack has it. */
function keepIgnored(registration: Registration, { inputs }: Registration): void {
  for (const key of registration.ignoreChanges) {
    if (key in inputs) registration.inputs[key] = inputs[key];
    else Reflect.deleteProperty(registration.inputs, key);
  }
}
