/**
 * A source of numbers that gives the same ones for the same name, on every machine. Each part of the day has
 * its own, so that a change to one part leaves the others as they are.
 */
export class Random {
  #state = 0x811c9dc5;

  constructor(name: string) {
    for (const character of name) {
      this.#state = Math.imul(this.#state ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
  }

  /** At least 0 and below 1 (the generator known as mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  }

  /** A whole number from `low` up to and including `high`. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** One of the values. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.between(0, values.length - 1)];
    if (value === undefined) throw new Error("There is nothing to pick from.");
    return value;
  }

  /** As many characters of the alphabet. */
  text(length: number, alphabet: string): string {
    return Array.from({ length }, () => alphabet[this.between(0, alphabet.length - 1)]).join("");
  }

  hex(length: number): string {
    return this.text(length, "0123456789abcdef");
  }

  /** In the shape of a version 4 UUID. */
  uuid(): string {
    const tail = `4${this.hex(3)}-${this.text(1, "89ab")}${this.hex(3)}-${this.hex(12)}`;
    return `${this.hex(8)}-${this.hex(4)}-${tail}`;
  }

  /** An id in the shape of AWS's, which ends in EXAMPLE as those in its documentation do. */
  exampleId(prefix: "AKIA" | "ASIA" | "AIDA" | "AROA"): string {
    const length = prefix === "AKIA" || prefix === "ASIA" ? 9 : 10;
    return `${prefix}${this.text(length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}EXAMPLE`;
  }
}
