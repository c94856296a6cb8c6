import type { Expression, LikeOperator, PathStep } from "./ast";
import { PrimaryParser } from "./primaryParser";

const comparisons = ["=", "<>", "!=", "<=", ">=", "<", ">"];

/** The layer of expressions: operators from those that bind loosest (OR) to those that bind tightest. */
export abstract class ExpressionParser extends PrimaryParser {
  expression(): Expression {
    return this.parseBinary(["OR"], () => this.parseBinary(["AND"], () => this.parseNot()));
  }

  private parseBinary(words: string[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const at = this.at;
      const operator = this.takesOneOf(...words);
      if (operator === undefined) return left;
      left = { kind: "binary", operator, left, right: operand(), at };
    }
  }

  private parseNot(): Expression {
    const at = this.at;
    if (!this.takes("NOT")) return this.parseComparison();
    return { kind: "unary", operator: "NOT", operand: this.parseNot(), at };
  }

  private parseComparison(): Expression {
    let left = this.parseSum();
    // ILIKE after `*` belongs to the select list.
    if (left.kind === "star") return left;
    for (;;) {
      const at = this.at;
      const operator = comparisons.find((symbol) => this.takesSymbol(symbol));
      if (operator !== undefined) left = this.parseCompared(left, operator, at);
      else if (this.takes("IS")) left = this.parseIs(left, at);
      else {
        const negated =
          this.sees("NOT") &&
          ["IN", "BETWEEN", "LIKE", "ILIKE", "RLIKE", "REGEXP"].includes(
            this.peek(1).text.toUpperCase(),
          );
        if (negated) this.next();
        const predicate = this.parsePredicate(left, negated, at);
        if (predicate === undefined) return left;
        left = predicate;
      }
    }
  }

  private parseCompared(left: Expression, operator: string, at: number): Expression {
    const quantifier = this.takesOneOf("ANY", "ALL");
    if (quantifier === undefined) {
      return { kind: "binary", operator, left, right: this.parseSum(), at };
    }
    const query = this.parenthesised(() => this.query());
    return { kind: "quantified", operator, left, quantifier, query, at };
  }

  private parseIs(operand: Expression, at: number): Expression {
    const negated = this.takes("NOT");
    if (this.takes("NULL")) return { kind: "isNull", operand, negated, at };
    const truth = this.takesOneOf("TRUE", "FALSE");
    if (truth !== undefined)
      return { kind: "isBoolean", operand, value: truth === "TRUE", negated, at };
    if (this.takes("DISTINCT")) {
      this.expect("FROM");
      const operator = negated ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM";
      return { kind: "binary", operator, left: operand, right: this.parseSum(), at };
    }
    return this.fail("expected NULL, TRUE, FALSE or DISTINCT FROM");
  }

  private parsePredicate(
    operand: Expression,
    negated: boolean,
    at: number,
  ): Expression | undefined {
    if (this.takes("BETWEEN")) {
      const low = this.parseSum();
      this.expect("AND");
      return { kind: "between", operand, low, high: this.parseSum(), negated, at };
    }
    if (this.takes("IN")) {
      const values = this.parenthesised(() =>
        this.sees("SELECT") || this.sees("WITH") || this.sees("VALUES")
          ? this.query()
          : this.list(() => this.expression()),
      );
      return { kind: "in", operand, values, negated, at };
    }
    const word = this.takesOneOf("LIKE", "ILIKE", "RLIKE", "REGEXP");
    return word && this.parseLike(operand, word === "REGEXP" ? "RLIKE" : word, negated, at);
  }

  private parseLike(
    operand: Expression,
    operator: LikeOperator,
    negated: boolean,
    at: number,
  ): Expression {
    const quantifier = operator === "RLIKE" ? undefined : this.takesOneOf("ANY", "ALL");
    const patterns = quantifier
      ? this.parenthesised(() => this.list(() => this.expression()))
      : [this.parseSum()];
    const escape = operator !== "RLIKE" && this.takes("ESCAPE") ? this.parseSum() : undefined;
    return {
      kind: "like",
      operator,
      operand,
      patterns,
      ...(quantifier && { quantifier }),
      ...(escape && { escape }),
      negated,
      at,
    };
  }

  protected parseSum(): Expression {
    return this.parseSymbols(["+", "-", "||"], () =>
      this.parseSymbols(["*", "/", "%"], () => this.parseSign()),
    );
  }

  private parseSymbols(symbols: string[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const at = this.at;
      const operator = symbols.find((symbol) => this.takesSymbol(symbol));
      if (operator === undefined) return left;
      left = { kind: "binary", operator, left, right: operand(), at };
    }
  }

  private parseSign(): Expression {
    const at = this.at;
    const operator = this.takesSymbol("-") ? "-" : this.takesSymbol("+") ? "+" : undefined;
    return operator
      ? { kind: "unary", operator, operand: this.parseSign(), at }
      : this.parsePostfix();
  }

  /** A primary with its casts (`::`), paths (`:`) and elements (`[…]`), which bind tightest of all. */
  private parsePostfix(): Expression {
    let base = this.parsePrimary();
    for (;;) {
      const at = this.at;
      if (this.takesSymbol("::")) {
        base = { kind: "cast", value: base, type: this.parseType(), attempt: false, at };
      } else if (this.seesSymbol(":") || this.seesSymbol("[")) {
        base = { kind: "path", base, steps: this.parsePath(), at };
      } else return base;
    }
  }

  private parsePath(): PathStep[] {
    const steps: PathStep[] = [];
    for (;;) {
      if (this.takesSymbol(":") || (steps.length > 0 && this.takesSymbol("."))) {
        const { kind, text } = this.peek();
        if (kind !== "word" && kind !== "quoted")
          this.fail("expected a key after the colon or dot");
        this.next();
        steps.push({ key: text });
      } else if (this.takesSymbol("[")) {
        const { kind, text } = this.peek();
        if (kind === "string") {
          this.next();
          steps.push({ key: text });
        } else steps.push({ index: this.expression() });
        this.expectSymbol("]");
      } else return steps;
    }
  }
}
