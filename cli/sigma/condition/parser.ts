import { Refusal } from "../document/refusal";
import { tokenize, type Token } from "./tokens";

/** What a condition says about the selections of a rule. */
export type ConditionTree =
  | { kind: "and" | "or"; of: ConditionTree[] }
  | { kind: "not"; of: ConditionTree }
  | { kind: "selection"; name: string }
  /** One at least or all of the selections with such a name. `them` is each of them. */
  | { kind: "quantified"; every: boolean; names: string };

/** Brackets within brackets, or one `not` after the other: more is no condition that anybody wrote. */
const deepest = 100;

/**
 * Reads a condition. What binds loosest is `or`, then `and`, then `not`.
 *
 * @throws Refusal that says what was expected and what was found.
 */
export function parseCondition(condition: string): ConditionTree {
  return new Parser(condition).whole();
}

class Parser {
  private readonly tokens: Token[];
  private at = 0;
  private depth = 0;

  constructor(private readonly condition: string) {
    this.tokens = tokenize(condition);
  }

  whole(): ConditionTree {
    const tree = this.or();
    if (this.next.kind !== "end") this.refuse("and, or, or the end");
    return tree;
  }

  private get next(): Token {
    return this.tokens[this.at] ?? { kind: "end" };
  }

  private take(kind: Token["kind"]): boolean {
    if (this.next.kind !== kind) return false;
    this.at += 1;
    return true;
  }

  private or(): ConditionTree {
    const of = [this.and()];
    while (this.take("or")) of.push(this.and());
    return joined("or", of);
  }

  private and(): ConditionTree {
    const of = [this.not()];
    while (this.take("and")) of.push(this.not());
    return joined("and", of);
  }

  private not(): ConditionTree {
    this.depth += 1;
    if (this.depth > deepest) throw new Refusal(`more than ${deepest} brackets within brackets.`);
    const tree: ConditionTree = this.take("not") ? { kind: "not", of: this.not() } : this.operand();
    this.depth -= 1;
    return tree;
  }

  private operand(): ConditionTree {
    if (this.take("(")) {
      const tree = this.or();
      if (!this.take(")")) this.refuse(")");
      return tree;
    }
    const name = this.name("a selection, 1 of, all of, not, or (");
    if (!this.take("of")) return { kind: "selection", name };
    const quantifier = name.toLowerCase();
    if (!["1", "any", "all"].includes(quantifier)) {
      throw new Refusal(`expected 1 of, any of or all of, found ${name} of in: ${this.condition}`);
    }
    return {
      kind: "quantified",
      every: quantifier === "all",
      names: this.name("them, or the name of selections"),
    };
  }

  private name(expected: string): string {
    const token = this.next;
    if (token.kind !== "name") return this.refuse(expected);
    this.at += 1;
    return token.text;
  }

  private refuse(expected: string): never {
    const token = this.next;
    const found =
      token.kind === "name" ? token.text : token.kind === "end" ? "the end" : token.kind;
    throw new Refusal(`expected ${expected}, found ${found} in: ${this.condition}`);
  }
}

function joined(kind: "and" | "or", of: ConditionTree[]): ConditionTree {
  const [only, ...more] = of;
  return only && more.length === 0 ? only : { kind, of };
}

/**
 * The selections that `1 of …` and `all of …` mean: `them`, or a name in which `*` stands for anything. Those whose
 * name begins with an underscore are left out unless the pattern begins with one, too.
 */
export function selectionsNamed(names: string, all: readonly string[]): string[] {
  const pattern = names.toLowerCase() === "them" ? "*" : names;
  const pieces = pattern.split("*").map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const matches = new RegExp(`^${pieces.join(".*")}$`, "s");
  return all.filter(
    (name) => matches.test(name) && (!name.startsWith("_") || pattern.startsWith("_")),
  );
}
