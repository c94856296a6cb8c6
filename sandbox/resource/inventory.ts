import type { Moment, Origin } from "./order";

/** An object of a cloud with where it comes from. */
export interface Placed<T> {
  value: T;
  origin: Origin;
}

/** An object as an inventory holds it. */
interface Held<T> extends Placed<T> {
  /** When it came, as a number of the same count as everything else. */
  born: number;
}

let births = 0;

/** A number that is higher than all before: what has it came later. */
export function nextBirth(): number {
  births += 1;
  return births;
}

/** An object exists or will, but nothing in the program orders it before the resource that needs it. */
export class OrderError extends Error {}

/** The objects of one kind in an account, by name. */
export class Inventory<T> {
  private readonly objects = new Map<string, Held<T>>();

  constructor(readonly kind: string) {}

  has(name: string): boolean {
    return this.objects.has(name);
  }

  /** The caller has asked `has` before, and refused a taken name in its service's words. */
  add(name: string, value: T, origin: Origin): T {
    if (this.has(name)) throw new Error(`${this.kind} ${name} exists already`);
    this.objects.set(name, { value, origin, born: nextBirth() });
    return value;
  }

  /**
   * Puts a changed object where the present one is, and says which deployment changed it.
   *
   * @param before The name of the present one. Defaults to the same.
   */
  change(name: string, value: T, origin: Origin, before = name): void {
    const born = this.born(before);
    this.objects.delete(before);
    this.objects.set(name, { value, origin, born });
  }

  /** When the object came that is there now, by `nextBirth`. What is changed stays the same object. */
  born(name: string): number {
    return this.objects.get(name)?.born ?? nextBirth();
  }

  remove(name: string): boolean {
    return this.objects.delete(name);
  }

  /** The object, if it is there at that moment; without a moment, if it is there now. */
  find(name: string, at?: Moment): Placed<T> | undefined {
    const placed = this.objects.get(name);
    return placed && ordered(placed, `${this.kind} ${name}`, at);
  }

  get(name: string, at?: Moment): T | undefined {
    return this.find(name, at)?.value;
  }

  values(): T[] {
    return [...this.objects.values()].map(({ value }) => value);
  }

  names(): string[] {
    return [...this.objects.keys()];
  }
}

/** @throws OrderError if another resource makes the object and nothing says that it comes first. */
export function ordered<T>(placed: Placed<T>, what: string, at?: Moment): Placed<T> {
  if (at && !at.sees(placed.origin)) {
    const maker = placed.origin.urn?.split("::").at(-1) ?? "another resource";
    throw new OrderError(
      `needs ${what}, which "${maker}" makes in this deployment, and nothing orders "${maker}" before it: ` +
        `use an output of "${maker}", or name it in dependsOn`,
    );
  }
  return placed;
}
