import type { Alias, Expression, From, Join, Name, Node, Sample, TableExpression } from "./ast";
import { ExpressionParser } from "./expressionParser";
import { type Pivot, type Unpivot, pivoted, unpivoted } from "./pivot";

const refusedAfterTable = ["MATCH_RECOGNIZE", "CONNECT", "START"];

/** The layer of FROM: tables, subqueries, table functions, stages and joins. */
export abstract class FromParser extends ExpressionParser {
  /** What stands between FROM and the next clause. A comma is a cross join. */
  protected parseFrom(): From {
    const first = this.parseTable();
    const joins: Join[] = [];
    for (;;) {
      const at = this.at;
      const join = this.takesSymbol(",")
        ? { kind: "CROSS" as const, natural: false, right: this.parseTable(), at }
        : this.parseJoin(at);
      if (join === undefined) return { first, joins };
      joins.push(join);
    }
  }

  private parseJoin(at: number): Join | undefined {
    if (this.sees("ASOF"))
      this.refuse("ASOF JOIN is not supported here. Compare with a window function instead.");
    const natural = this.takes("NATURAL");
    const word = this.takesOneOf("CROSS", "INNER", "LEFT", "RIGHT", "FULL");
    if (word !== undefined && word !== "CROSS" && word !== "INNER") this.takes("OUTER");
    if (!this.takes("JOIN")) {
      if (natural || word !== undefined) this.fail("expected JOIN");
      return undefined;
    }
    const right = this.parseTable();
    const kind = word ?? "INNER";
    if (this.takes("ON")) return { kind, natural, right, on: this.expression(), at };
    if (this.takes("USING")) {
      const using = this.parenthesised(() => this.list(() => this.name("a column")));
      return { kind, natural, right, using, at };
    }
    return { kind, natural, right, at };
  }

  private parseTable(): TableExpression {
    let table = this.parsePlainTable();
    for (;;) {
      const at = this.at;
      if (this.takes("PIVOT")) table = pivoted(table, this.parsePivot(at), this.parseAlias().alias);
      else if (this.takes("UNPIVOT"))
        table = unpivoted(table, this.parseUnpivot(at), this.parseAlias().alias);
      else if (this.takesOneOf("SAMPLE", "TABLESAMPLE"))
        table = { kind: "sample", table, sample: this.parseSample(), at };
      else break;
    }
    const refused = refusedAfterTable.find((word) => this.sees(word));
    if (refused) this.refuse(`${refused} is not supported here.`);
    return table;
  }

  private parsePivot(at: number): Pivot {
    return this.parenthesised(() => {
      const aggregate = this.parseCall(this.name("an aggregate function"));
      if (aggregate.arguments.length !== 1 || aggregate.arguments[0]?.value.kind !== "column")
        this.refuse("PIVOT takes an aggregate of one column, such as sum(amount).", aggregate.at);
      const suffix = this.takes("AS") || this.seesName() ? this.name("an alias") : undefined;
      this.expect("FOR");
      const column = this.name("a column");
      this.expect("IN");
      const values = this.parenthesised(() => this.parsePivotValues());
      const otherwise = this.takes("DEFAULT", "ON", "NULL")
        ? this.parenthesised(() => this.expression())
        : undefined;
      return {
        aggregate,
        ...(suffix && { suffix }),
        column,
        values,
        ...(otherwise && { otherwise }),
        at,
      };
    });
  }

  private parsePivotValues(): Pivot["values"] {
    if (this.sees("ANY") || this.sees("SELECT") || this.sees("WITH"))
      this.refuse(
        "PIVOT over ANY or over a query is not supported here: which columns there are would be known only when it runs. List the values.",
      );
    return this.list(() => {
      const start = this.at;
      const value = this.expression();
      const written = this.writtenSince(start);
      const alias = this.takes("AS") || this.seesName() ? this.name("an alias") : undefined;
      return { value, written, ...(alias && { alias }) };
    });
  }

  private parseUnpivot(at: number): Unpivot {
    const nulls = this.takesOneOf("INCLUDE", "EXCLUDE");
    if (nulls) this.expect("NULLS");
    return this.parenthesised(() => {
      const values = this.name("a column for the values");
      this.expect("FOR");
      const names = this.name("a column for the names");
      this.expect("IN");
      const columns = this.parenthesised(() => this.list(() => this.parseUnpivoted()));
      return { includesNulls: nulls === "INCLUDE", values, names, columns, at };
    });
  }

  private parseUnpivoted(): Unpivot["columns"][number] {
    const column = this.name("a column");
    if (!this.takes("AS")) return { column };
    const { kind, text } = this.peek();
    if (kind !== "string") return { column, alias: this.name("a name for the column").folded };
    this.next();
    return { column, alias: text };
  }

  // Source: "SAMPLE / TABLESAMPLE".
  private parseSample(): Sample {
    const word = this.takesOneOf("BERNOULLI", "ROW", "SYSTEM", "BLOCK");
    const method = word === "SYSTEM" || word === "BLOCK" ? "block" : "row";
    const size = this.parenthesised(() => {
      const amount = this.expression();
      return this.takes("ROWS") ? { rows: amount } : { percent: amount };
    });
    const seed = this.takesOneOf("REPEATABLE", "SEED")
      ? this.parenthesised(() => this.expression())
      : undefined;
    return { method, ...size, ...(seed && { seed }) };
  }

  private parsePlainTable(): TableExpression {
    const at = this.at;
    const lateral = this.takes("LATERAL");
    if (this.takesSymbol("@")) return this.parseStage(at);
    if (this.takesSymbol("(")) return this.parseInBrackets(lateral, at);
    if (this.sees("VALUES")) {
      return { kind: "values", rows: this.parseRows(), ...this.parseAlias(), at };
    }
    if (this.sees("TABLE") && this.seesSymbol("(", 1)) {
      this.next();
      const call = this.parenthesised(() => this.parseCall(this.parseFunctionName()));
      return { kind: "function", call, ...this.parseAlias(), at };
    }
    if (this.sees("IDENTIFIER") && this.seesSymbol("(", 1)) {
      this.next();
      const name = this.parenthesised(() => this.parseIdentifier());
      return { kind: "identifier", name, ...this.parseAlias(), at };
    }
    const variable = this.takesVariable();
    if (variable) {
      this.refuse(`a variable names a table as identifier(${variable.written}).`, at);
    }
    const first = this.name("a table");
    if (this.seesSymbol("(")) {
      const call = this.parseCall(first);
      return { kind: "function", call, ...this.parseAlias(), at };
    }
    const name = this.parseQualified(first);
    if (
      (this.sees("AT") || this.sees("BEFORE") || this.sees("CHANGES")) &&
      this.seesSymbol("(", 1)
    ) {
      this.refuse(
        `${this.peek().text.toUpperCase()} is not supported here: only Snowflake keeps earlier versions of a table.`,
      );
    }
    return { kind: "table", name, ...this.parseAlias(), at };
  }

  /** The name of a table function. One of the information schema, of whichever database, is told by that schema. */
  private parseFunctionName(): Name {
    const name = this.parseQualified(this.name("a table function"));
    const [own, schema] = [...name].reverse() as [Name, Name?];
    return schema ? { ...own, folded: `${schema.folded}.${own.folded}` } : own;
  }

  /** What IDENTIFIER takes. Source: "Literals and variables as identifiers". */
  private parseIdentifier(): Node<"string" | "variable"> {
    const expression = this.expression();
    if (expression.kind === "string" || expression.kind === "variable") return expression;
    return this.refuse("identifier() takes a string literal or a $variable.", expression.at);
  }

  private parseInBrackets(lateral: boolean, at: number): TableExpression {
    if (this.sees("VALUES")) {
      const rows = this.parseRows();
      this.expectSymbol(")");
      return { kind: "values", rows, ...this.parseAlias(), at };
    }
    const query = this.query();
    this.expectSymbol(")");
    return { kind: "derived", query, lateral, ...this.parseAlias(), at };
  }

  /** `VALUES (…), (…)`. */
  protected parseRows(): Expression[][] {
    this.expect("VALUES");
    return this.list(() => this.parenthesised(() => this.list(() => this.expression())));
  }

  /** The rest of a name of one to three parts. */
  protected parseQualified(first: Name): Name[] {
    const parts = [first];
    while (this.takesSymbol(".")) parts.push(this.name("the next part of the name"));
    return parts;
  }

  // A path may hold anything but white space and brackets.
  private parseStage(at: number): TableExpression {
    const stage = this.parseQualified(this.name("a stage"));
    const start = this.at;
    if (!this.seesSymbol("/")) return { kind: "staged", stage, path: "", ...this.parseAlias(), at };
    while (this.peek().start === start || this.peek(-1).end === this.peek().start) {
      if (this.seesSymbol(")") || this.peek().kind === "end") break;
      this.next();
    }
    return { kind: "staged", stage, path: this.writtenSince(start + 1), ...this.parseAlias(), at };
  }

  private parseAlias(): { alias?: Alias } {
    const named = this.takes("AS") || this.seesName();
    if (!named) return {};
    const name = this.name("an alias");
    const columns = this.seesSymbol("(")
      ? this.parenthesised(() => this.list(() => this.name("a column")))
      : [];
    return { alias: { name, columns } };
  }
}
