import { Moment, Order, type Origin } from "../resource/order";
import { hasUnknown, type Properties } from "../resource/properties";
import type { Existing, Request, ResourceType } from "../resource/type";
import { DeployError } from "./failure";
import { providerUrn, type Registration } from "./registration";
import { resourceTypes, type Accounts } from "./registry";
import { misfit } from "./shape";

/** Where a package's provider gets its inputs from. */
interface Configuration {
  /** The stack's: a default provider is configured by it. */
  config: Record<string, string>;
  /** Finds an explicit provider, which is configured by its own inputs alone. */
  find: (urn: string) => Registration | undefined;
}

/** The providers of a deployment: they do what the engine decides. */
export class Providers {
  constructor(
    private readonly accounts: Accounts,
    private readonly configuration: Configuration,
  ) {}

  /** @throws Error if the type is not known, or does not take these inputs. */
  typeFor({ type, inputs }: Registration, mayBeUnknown: boolean): ResourceType<Accounts> {
    const known = resourceTypes.get(type);
    if (!known) throw new Error("the sandbox does not know this resource type");
    const wrong = misfit(known.inputs, inputs);
    if (wrong !== undefined) throw new Error(wrong);
    if (!mayBeUnknown && hasUnknown(inputs)) throw new Error("an input is unknown in an update");
    return known;
  }

  request(registration: Registration, at: Moment, origin: Origin): Request<Accounts> {
    const { name, urn, provider = "", type, generation } = registration;
    return {
      account: this.accounts,
      name,
      urn,
      provider: this.inputsOf(provider, type),
      seed: generation === 0 ? urn : `${urn}#${generation}`,
      at,
      origin,
    };
  }

  /** @throws DeployError in the name of the resource. */
  async delete(registration: Registration): Promise<void> {
    const known = resourceTypes.get(registration.type);
    if (!known || registration.retainOnDelete) return;
    try {
      await known.delete(existing(registration), this.now(registration));
    } catch (error) {
      throw DeployError.of(registration, error);
    }
  }

  /** @returns the inputs as the cloud has them, or undefined if the object is gone. @throws DeployError */
  read(registration: Registration): Properties | undefined {
    const known = resourceTypes.get(registration.type);
    if (!known) return {};
    try {
      return known.read(existing(registration), this.now(registration));
    } catch (error) {
      throw DeployError.of(registration, error);
    }
  }

  /** The inputs of the provider that a reference means, or of the default one for a type or call. */
  inputsOf(reference: string, token: string): Properties {
    const explicit = this.configuration.find(providerUrn(reference) ?? reference);
    if (explicit) return explicit.inputs;
    const prefix = `${token.split(":")[0]}:`;
    return Object.fromEntries(
      Object.entries(this.configuration.config)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length), value]),
    );
  }

  /** What is deleted or read is looked for among everything that is there. */
  private now(registration: Registration): Request<Accounts> {
    const moment = new Moment(new Order(), new Set(), 0);
    return this.request(registration, moment, { finished: 0 });
  }
}

/** A resource of the stack as its provider knows it. */
export function existing({ id = "", inputs, outputs }: Registration): Existing<unknown> {
  return { id, inputs, outputs };
}
