import type {
  Argument,
  Call,
  Expression,
  FrameBound,
  Name,
  OrderKey,
  Query,
  TypeName,
  Window,
} from "./ast";
import { Cursor } from "./cursor";

/** The layer of calls and types. Layers above say what an expression and a query are, which stand in calls, too. */
export abstract class CallParser extends Cursor {
  abstract expression(): Expression;

  abstract query(): Query;

  /** An expression of arithmetic, which ends before a comparison and before IN. */
  protected abstract parseSum(): Expression;

  /** The name of a type, with its length or its precision and scale. */
  protected parseType(): TypeName {
    const { folded, at } = this.name("a type");
    const precision = folded === "DOUBLE" && this.takes("PRECISION") ? " PRECISION" : "";
    const sizes = this.seesSymbol("(")
      ? this.parenthesised(() => this.list(() => this.parseSize()))
      : [];
    return { name: folded + precision, arguments: sizes, at };
  }

  private parseSize(): number {
    const { kind, text } = this.next();
    return kind === "number" ? Number(text) : this.fail("expected a number");
  }

  /** A call, from its opening bracket: arguments, and for aggregates and windows what may follow. */
  protected parseCall(name: Name): Call {
    this.expectSymbol("(");
    const distinct = this.takes("DISTINCT");
    const args = this.seesSymbol(")") ? [] : this.parseArguments(name.folded);
    const nullsInside = this.parseNulls();
    this.expectSymbol(")");
    const withinGroup = this.takes("WITHIN", "GROUP")
      ? this.parenthesised(() => this.parseOrder())
      : undefined;
    const nulls = nullsInside ?? this.parseNulls();
    const over = this.takes("OVER") ? this.parenthesised(() => this.parseWindow()) : undefined;
    return {
      kind: "call",
      name: name.folded,
      arguments: args,
      distinct,
      ...(withinGroup && { withinGroup }),
      ...(nulls && { nulls }),
      ...(over && { over }),
      at: name.at,
    };
  }

  // Source: "FIRST_VALUE", "LAG": IGNORE NULLS stands in the brackets or behind them.
  private parseNulls(): Call["nulls"] {
    if (this.takes("IGNORE", "NULLS")) return "IGNORE";
    return this.takes("RESPECT", "NULLS") ? "RESPECT" : undefined;
  }

  // Two functions are written with a word between their arguments.
  private parseArguments(name: string): Argument[] {
    if (name === "EXTRACT" && this.peek(1).text.toUpperCase() === "FROM")
      return this.separated(() => this.expression(), "FROM");
    if (name !== "POSITION") return this.list(() => this.parseArgument());
    const first = this.parseSum();
    if (this.sees("IN")) return this.separated(() => first, "IN");
    const rest = this.takesSymbol(",") ? this.list(() => this.parseArgument()) : [];
    return [{ value: first }, ...rest];
  }

  private separated(first: () => Expression, word: string): Argument[] {
    const value = first();
    this.expect(word);
    return [{ value }, { value: this.expression() }];
  }

  private parseArgument(): Argument {
    if (!this.seesSymbol("=>", 1)) return { value: this.expression() };
    const { text } = this.next();
    this.expectSymbol("=>");
    return { name: text.toUpperCase(), value: this.expression() };
  }

  /** `ORDER BY` and its keys. */
  protected parseOrder(): OrderKey[] {
    this.expect("ORDER", "BY");
    return this.list(() => {
      const expression = this.expression();
      const descending = this.takesOneOf("ASC", "DESC") === "DESC";
      const nulls = this.takes("NULLS") ? this.takesOneOf("FIRST", "LAST") : undefined;
      return { expression, descending, ...(nulls && { nulls }) };
    });
  }

  private parseWindow(): Window {
    const partitionBy = this.takes("PARTITION", "BY") ? this.list(() => this.expression()) : [];
    const orderBy = this.sees("ORDER") ? this.parseOrder() : [];
    const unit = this.takesOneOf("ROWS", "RANGE");
    if (unit === undefined) return { partitionBy, orderBy };
    if (!this.takes("BETWEEN")) {
      return { partitionBy, orderBy, frame: { unit, start: this.parseBound() } };
    }
    const start = this.parseBound();
    this.expect("AND");
    return { partitionBy, orderBy, frame: { unit, start, end: this.parseBound() } };
  }

  private parseBound(): FrameBound {
    if (this.takes("CURRENT", "ROW")) return { kind: "current" };
    const offset = this.takes("UNBOUNDED") ? undefined : this.expression();
    const direction =
      this.takesOneOf("PRECEDING", "FOLLOWING") ?? this.fail("expected PRECEDING or FOLLOWING");
    return offset ? { kind: "offset", direction, offset } : { kind: "unbounded", direction };
  }
}
