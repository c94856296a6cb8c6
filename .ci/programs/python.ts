import type { Declared, Program, Value } from "./schema";

/** A word, a text, a number or a sign of Python; comments and blanks lie between. */
const token = /\s+|#[^\n]*|([A-Za-z_]\w*)|("[^"\n]*"|'[^'\n]*')|(\d+(?:\.\d+)?)|(.)/gy;

/**
 * Reads what a Python program makes of the package: `name = snowtrail.Component("…", argument=…)`, its values as far as they
 * are literals, lists, dictionaries and outputs. Everything else is passed over.
 */
export function readPythonProgram(text: string): Program {
  const tokens = [...text.matchAll(token)]
    .map(([, word, quoted, number, sign]) => word ?? quoted ?? number ?? sign)
    .filter((found) => found !== undefined && found.trim() !== "") as string[];
  const components: Declared[] = [];
  tokens.forEach((_, at) => {
    const [name = "", is, snowtrail, dot, component = "", open] = tokens.slice(at, at + 6);
    if (is !== "=" || snowtrail !== "snowtrail" || dot !== "." || open !== "(") return;
    // The first argument is the resource's name, and `opts` is every resource's.
    const inputs = new Reader(tokens, at + 6).arguments().filter(([key]) => key !== "opts");
    components.push({ name, component, inputs: inputs.map(([key, value]) => [camel(key), value]) });
  });
  const names = components.map(({ name }) => name);
  const used = tokens.flatMap((resource, at) => {
    const isOutput = names.includes(resource) && tokens[at + 1] === "." && tokens[at - 1] !== ".";
    return isOutput ? [{ resource, property: camel(tokens[at + 2] ?? "") }] : [];
  });
  return { components, used };
}

/** The SDK for Python has the schema's names in snake case. */
function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

class Reader {
  constructor(
    private readonly tokens: readonly string[],
    private at: number,
  ) {}

  /** The arguments with a name, up to the parenthesis that closes them. */
  arguments(): [string, Value][] {
    const found: [string, Value][] = [];
    while (!this.ends(")")) {
      const named = this.tokens[this.at + 1] === "=";
      const key = this.tokens[this.at] ?? "";
      if (named) this.at += 2;
      const value = this.value();
      if (named) found.push([key, value]);
    }
    return found;
  }

  /** One value, with the comma after it. */
  private value(): Value {
    const first = this.at;
    const value = this.simple();
    const last = this.tokens[this.at] ?? "";
    // An expression that goes on is none of the values that are read.
    const whole = /^[,)\]}]$/.test(last);
    if (!whole) {
      this.at = first;
      this.skip();
    }
    if (this.tokens[this.at] === ",") this.at += 1;
    return whole ? value : { kind: "unknown" };
  }

  private simple(): Value {
    const found = this.tokens[this.at] ?? "";
    this.at += 1;
    if (found === "[") return { kind: "list", items: this.items() };
    if (found === "{") return { kind: "map", entries: this.entries() };
    if (/^["']/.test(found)) return { kind: "literal", value: found.slice(1, -1) };
    if (/^\d/.test(found)) return { kind: "literal", value: Number(found) };
    if (found === "True" || found === "False") return { kind: "literal", value: found === "True" };
    if (this.tokens[this.at] !== ".") return { kind: "unknown" };
    this.at += 2;
    return { kind: "output", resource: found, property: camel(this.tokens[this.at - 1] ?? "") };
  }

  private items(): Value[] {
    const items: Value[] = [];
    while (!this.ends("]")) items.push(this.value());
    return items;
  }

  private entries(): [string, Value][] {
    const entries: [string, Value][] = [];
    while (!this.ends("}")) {
      const key = (this.tokens[this.at] ?? "").slice(1, -1);
      this.at += 2;
      entries.push([camel(key), this.value()]);
    }
    return entries;
  }

  /** Whether the sign that closes comes next, or the text ends; the sign is read. */
  private ends(sign: string): boolean {
    if (this.at >= this.tokens.length) throw new Error(`the program ends, and ${sign} is missing`);
    if (this.tokens[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  /** Goes to the comma or the sign that ends an expression. */
  private skip(): void {
    for (let depth = 0; this.at < this.tokens.length; this.at += 1) {
      const found = this.tokens[this.at] ?? "";
      if (depth === 0 && /^[,)\]}]$/.test(found)) return;
      if (/^[([{]$/.test(found)) depth += 1;
      if (/^[)\]}]$/.test(found)) depth -= 1;
    }
  }
}
