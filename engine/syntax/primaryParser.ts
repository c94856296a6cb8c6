import type { Expression, LikeOperator, Name, Node } from "./ast";
import { CallParser } from "./callParser";

// Source: "Date & time data types", date and time constants: `date '2024-01-01'`.
const typedLiterals = ["DATE", "TIME", "TIMESTAMP"];

// Functions that may be called without brackets. Source: "Context functions".
const withoutBrackets = new Set([
  "CURRENT_DATE",
  "CURRENT_TIME",
  "CURRENT_TIMESTAMP",
  "LOCALTIMESTAMP",
]);

// Functions whose names are words of the grammar, too.
const namesOfWords = ["LEFT", "RIGHT", "INSERT", "RLIKE"];

/** The layer of what binds tightest: literals, columns, calls, and what stands in brackets. */
export abstract class PrimaryParser extends CallParser {
  /** A literal, a column, a call, or something in brackets. */
  protected parsePrimary(): Expression {
    const { kind, text, start: at } = this.peek();
    switch (kind) {
      case "string":
        this.next();
        return { kind: "string", value: text, at };
      case "number":
        this.next();
        return { kind: "number", text, at };
      case "symbol":
        return this.parseBracketed(at);
      case "word":
        return this.parseVariable() ?? this.parseKeyword(at) ?? this.parseNamed(at);
      case "quoted":
        return this.parseNamed(at);
      case "end":
        return this.fail("expected an expression");
    }
  }

  private parseVariable(): Node<"variable"> | undefined {
    const name = this.takesVariable();
    return name && { kind: "variable", name, at: name.at };
  }

  private parseBracketed(at: number): Expression {
    if (this.takesSymbol("*")) return { kind: "star", at };
    if (this.takesSymbol("[")) {
      const items = this.seesSymbol("]") ? [] : this.list(() => this.expression());
      this.expectSymbol("]");
      return { kind: "array", items, at };
    }
    if (this.takesSymbol("{")) {
      const entries = this.seesSymbol("}") ? [] : this.list(() => this.parseEntry());
      this.expectSymbol("}");
      return { kind: "object", entries, at };
    }
    if (!this.takesSymbol("(")) this.fail("expected an expression");
    if (this.sees("SELECT") || this.sees("WITH")) {
      const query = this.query();
      this.expectSymbol(")");
      return { kind: "subquery", query, at };
    }
    const items = this.list(() => this.expression());
    this.expectSymbol(")");
    if (this.takesSymbol("->")) {
      const parameters = items.map((item) => this.parameterFrom(item));
      return { kind: "lambda", parameters, body: this.expression(), at };
    }
    const [only] = items;
    return only && items.length === 1 ? only : { kind: "tuple", items, at };
  }

  private parseEntry(): { key: string; value: Expression } {
    const key = this.next();
    if (key.kind !== "string")
      this.refuse("a key of an object is a string in single quotes.", key.start);
    this.expectSymbol(":");
    return { key: key.text, value: this.expression() };
  }

  private parseKeyword(at: number): Expression | undefined {
    const truth = this.takesOneOf("TRUE", "FALSE");
    if (truth !== undefined) return { kind: "boolean", value: truth === "TRUE", at };
    if (this.takes("NULL")) return { kind: "null", at };
    if (this.takes("CASE")) return this.parseCase(at);
    if (this.takes("EXISTS")) {
      return { kind: "exists", query: this.parenthesised(() => this.query()), at };
    }
    if (this.sees("INTERVAL") && this.peek(1).kind === "string") {
      this.next();
      return { kind: "interval", text: this.next().text, at };
    }
    if (typedLiterals.some((type) => this.sees(type)) && this.peek(1).kind === "string") {
      const type = this.parseType();
      const value = this.parsePrimary();
      return { kind: "cast", value, type, attempt: false, at };
    }
    const called = this.seesSymbol("(", 1);
    const cast = called && this.takesOneOf("CAST", "TRY_CAST");
    if (cast) return this.parseCast(cast === "TRY_CAST", at);
    const like = called && this.takesOneOf("LIKE", "ILIKE");
    if (like) return this.parseLikeCall(like, at);
    if (called && namesOfWords.some((word) => this.sees(word))) {
      const { text } = this.next();
      return this.parseCall({ folded: text.toUpperCase(), written: text, at });
    }
    return undefined;
  }

  // Source: "LIKE", "ILIKE": `like(subject, pattern, escape)` is another way to write the operator.
  private parseLikeCall(operator: LikeOperator, at: number): Expression {
    const items = this.parenthesised(() => this.list(() => this.expression()));
    const [operand, pattern, escape, more] = items;
    if (!operand || !pattern || more)
      return this.refuse(`${operator} takes a text, a pattern and an escape character.`, at);
    const escaped = escape && { escape };
    return { kind: "like", operator, operand, patterns: [pattern], ...escaped, negated: false, at };
  }

  private parseCase(at: number): Expression {
    const operand = this.sees("WHEN") ? undefined : this.expression();
    const branches = [];
    while (this.takes("WHEN")) {
      const when = this.expression();
      this.expect("THEN");
      branches.push({ when, then: this.expression() });
    }
    if (branches.length === 0) this.fail("expected WHEN");
    const otherwise = this.takes("ELSE") ? this.expression() : undefined;
    this.expect("END");
    return {
      kind: "case",
      ...(operand && { operand }),
      branches,
      ...(otherwise && { otherwise }),
      at,
    };
  }

  private parseCast(attempt: boolean, at: number): Expression {
    return this.parenthesised(() => {
      const value = this.expression();
      this.expect("AS");
      return { kind: "cast", value, type: this.parseType(), attempt, at };
    });
  }

  private parseNamed(at: number): Expression {
    const { kind, text } = this.peek();
    const word = text.toUpperCase();
    if (kind === "word" && withoutBrackets.has(word) && !this.seesSymbol("(", 1)) {
      this.next();
      return { kind: "call", name: word, arguments: [], distinct: false, at };
    }
    const arrow =
      this.seesSymbol("->", 1) || (this.peek(1).kind === "word" && this.seesSymbol("->", 2));
    if (arrow) return this.parseLambda(at);
    const first = this.name("an expression");
    if (this.seesSymbol("(")) return this.parseCall(first);
    const path = [first];
    while (this.takesSymbol(".")) {
      if (this.takesSymbol("*")) return { kind: "star", qualifier: lastOf(path), at };
      path.push(this.name("a column"));
    }
    const name = lastOf(path);
    if (this.seesSymbol("(")) return { ...this.parseCall(name), qualifier: path.slice(0, -1), at };
    const qualifier = path.at(-2);
    return { kind: "column", ...(qualifier && { qualifier }), name, at };
  }

  private parseLambda(at: number): Expression {
    const name = this.name("a parameter");
    const type = this.seesSymbol("->") ? undefined : this.parseType();
    this.expectSymbol("->");
    return {
      kind: "lambda",
      parameters: [{ name, ...(type && { type }) }],
      body: this.expression(),
      at,
    };
  }

  private parameterFrom(item: Expression): { name: Name } {
    if (item.kind !== "column" || item.qualifier)
      this.refuse("a parameter of a lambda is a plain name.", item.at);
    return { name: item.name };
  }
}

function lastOf(path: Name[]): Name {
  return path[path.length - 1]!;
}
