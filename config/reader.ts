import type { Problem } from "../components/validation/problem";

/**
 * Reads the keys of one namespace, or of one object in it, remembers which there are, and collects what is
 * wrong with their values. It never repeats a value of free text, which may be a secret.
 */
export class Reader {
  private readonly known: string[];
  private readonly nested: Reader[] = [];
  private readonly wrong: Problem[] = [];

  /**
   * @param path What stands before a key in its full name: `snowtrail:`, or `snowtrail:bucket.` in an object.
   * @param values The values by their keys: texts as they are stored, or what an object holds.
   * @param otherwiseKnown Keys that may stand there although nobody reads them. Defaults to none.
   */
  constructor(
    private readonly path: string,
    private readonly values: ReadonlyMap<string, unknown>,
    otherwiseKnown: readonly string[] = [],
  ) {
    this.known = [...otherwiseKnown];
  }

  text(key: string): string | undefined {
    const value = this.valueOf(key);
    if (value === undefined || typeof value === "string") return value;
    return this.refuse(key, `expected a text. ${this.setAsText(key)}`);
  }

  flag(key: string): boolean | undefined {
    const value = this.valueOf(key);
    if (value === undefined || typeof value === "boolean") return value;
    if (value === "true" || value === "false") return value === "true";
    return this.refuse(key, "expected a boolean. Give true or false.");
  }

  whole(key: string): number | undefined {
    const value = this.valueOf(key);
    if (value === undefined) return undefined;
    if (typeof value === "number" && Number.isSafeInteger(value)) return value;
    if (typeof value === "string" && /^-?[0-9]{1,15}$/.test(value)) return Number(value);
    return this.refuse(key, "expected a whole number. Give digits only.");
  }

  choice<T extends string>(key: string, choices: Record<string, T>): T | undefined {
    const value = this.text(key);
    return value === undefined ? undefined : this.chosen(key, value, choices);
  }

  choices<T extends string>(key: string, choices: Record<string, T>): T[] | undefined {
    const given = this.list(key);
    const chosen = given?.flatMap((value) => this.chosen(key, value, choices) ?? []);
    // One that is refused leaves no list that could be called too short.
    return chosen?.length === given?.length ? chosen : undefined;
  }

  list(key: string): string[] | undefined {
    const value = this.structured(key);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    return this.refuse(
      key,
      `expected a list of texts. Write it as a YAML list, or run: pulumi config set --path '${this.path}${key}[0]' <value>`,
    );
  }

  wholes(key: string): number[] | undefined {
    const value = this.structured(key);
    if (value === undefined) return undefined;
    const isWhole = (item: unknown): item is number => Number.isSafeInteger(item);
    if (Array.isArray(value) && value.every(isWhole)) return value;
    return this.refuse(
      key,
      `expected a list of whole numbers. Write it as a YAML list, or run: pulumi config set --path '${this.path}${key}[0]' <value>`,
    );
  }

  /** An object of texts, whose keys are the user's own. */
  texts(key: string): Record<string, string> | undefined {
    const value = this.structured(key);
    if (value === undefined) return undefined;
    const texts = isObject(value) ? Object.entries(value).filter(isText) : [];
    if (isObject(value) && texts.length === Object.keys(value).length) {
      return Object.fromEntries(texts);
    }
    return this.refuse(key, `expected an object of texts. ${this.setAsText(`${key}.<key>`)}`);
  }

  /** An object that has keys of its own, which `read` asks for; undefined if it is not given. */
  object<T>(key: string, read: (object: Reader) => T): T | undefined {
    const value = this.structured(key);
    const given = isObject(value) ? value : {};
    const object = new Reader(`${this.path}${key}.`, new Map(Object.entries(given)));
    const result = read(object);
    if (value !== undefined && !isObject(value)) {
      return this.refuse(
        key,
        `expected an object with one or more of the keys ${object.known.join(", ")}. Run: pulumi config set --path '${object.path}<key>' <value>`,
      );
    }
    if (value === undefined) return undefined;
    this.nested.push(object);
    return result;
  }

  /** A list of objects, each with keys of its own, which `read` asks for; one that it refuses leaves no list. */
  objects<T>(key: string, read: (object: Reader) => T | undefined): T[] | undefined {
    const value = this.structured(key);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || !value.every(isObject)) {
      return this.refuse(key, "expected a list of objects. Write it as YAML in the stack's file.");
    }
    const results = value.map((item, index) => {
      const object = new Reader(`${this.path}${key}[${index}].`, new Map(Object.entries(item)));
      this.nested.push(object);
      return read(object);
    });
    const given = results.filter((result) => result !== undefined);
    return given.length === results.length ? given : undefined;
  }

  /** A list or an object of any kind. */
  json(key: string): unknown {
    const value = this.structured(key);
    return typeof value === "object" || value === undefined
      ? value
      : this.refuse(key, "expected a list or an object. Write it as YAML in the stack's file.");
  }

  /** The value that was read, after noting whether it is missing. */
  required<T>(key: string, value: T | undefined): T | undefined {
    if (!this.values.has(key)) {
      this.refuse(
        key,
        `is missing. Run: pulumi config set --path '${this.path}${key}' <value>, or remove the whole of ${this.path.slice(0, -1)}.`,
      );
    }
    return value;
  }

  /** What was wrong with the values read, and every key that was never asked for. */
  mistakes(): Problem[] {
    const unknown = [...this.values.keys()].filter((key) => !this.known.includes(key));
    const settings = this.known.map((key) => this.path + key).join(", ");
    return [
      ...unknown.map((key) => ({
        setting: this.path + key,
        problem: `there is no such setting. Remove it, or rename it to one of ${settings}.`,
      })),
      ...this.wrong,
      ...this.nested.flatMap((object) => object.mistakes()),
    ];
  }

  private valueOf(key: string): unknown {
    if (!this.known.includes(key)) this.known.push(key);
    return this.values.get(key);
  }

  /** A list or an object is stored as JSON; what is none stays as it is, for the caller to refuse. */
  private structured(key: string): unknown {
    const value = this.valueOf(key);
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }

  private chosen<T extends string>(
    key: string,
    value: string,
    choices: Record<string, T>,
  ): T | undefined {
    const found = Object.values(choices).find((choice) => choice === value);
    return (
      found ??
      this.refuse(
        key,
        `${JSON.stringify(value)} is not one of ${Object.values(choices).join(", ")}. Give one of them.`,
      )
    );
  }

  /** The CLI takes digits in an object for a number, unless it is told otherwise. */
  private setAsText(key: string): string {
    return `Write it in quotes in the stack's file, or run: pulumi config set --path --type string '${this.path}${key}' <value>`;
  }

  private refuse(key: string, problem: string): undefined {
    this.wrong.push({ setting: this.path + key, problem });
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === "string";
}
