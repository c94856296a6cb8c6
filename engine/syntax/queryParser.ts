import type {
  CommonTable,
  Expression,
  GroupKey,
  Grouping,
  Name,
  Query,
  QueryBody,
  Select,
  SelectItem,
} from "./ast";
import { FromParser } from "./fromParser";

/**
 * The layer of queries, the uppermost of those that read one. Each layer reads what it is named for and calls those
 * below; what may hold everything again is reached through the two methods `expression` and `query`.
 */
export class QueryParser extends FromParser {
  /** A query: WITH, selects joined by set operators, ORDER BY and LIMIT. */
  query(): Query {
    const at = this.at;
    const begins = this.takes("WITH");
    // Source: "WITH": the word may be left out, and so it says nothing.
    if (begins) this.takes("RECURSIVE");
    const commonTables = begins ? this.list(() => this.parseCommonTable()) : [];
    const body = this.parseBody();
    const orderBy = this.sees("ORDER") ? this.parseOrder() : [];
    return { with: commonTables, body, orderBy, ...this.parseLimits(), at };
  }

  private parseCommonTable(): CommonTable {
    const name = this.name("the name of a common table expression");
    const columns = this.seesSymbol("(")
      ? this.parenthesised(() => this.list(() => this.name("a column")))
      : [];
    this.expect("AS");
    return { name, columns, query: this.parenthesised(() => this.query()) };
  }

  // INTERSECT binds tighter than the others.
  private parseBody(): QueryBody {
    return this.parseSet(["UNION", "EXCEPT", "MINUS"], () =>
      this.parseSet(["INTERSECT"], () => this.parseTerm()),
    );
  }

  private parseSet(
    operators: ("UNION" | "EXCEPT" | "MINUS" | "INTERSECT")[],
    operand: () => QueryBody,
  ): QueryBody {
    let left = operand();
    for (;;) {
      const at = this.at;
      const word = this.takesOneOf(...operators);
      if (word === undefined) return left;
      const all = this.takes("ALL");
      if (all && word !== "UNION") this.refuse(`${word} ALL is not in Snowflake's SQL.`, at);
      if (this.sees("BY", "NAME"))
        this.refuse("UNION BY NAME is not supported here. List the columns.", at);
      this.takes("DISTINCT");
      const operator = word === "MINUS" ? "EXCEPT" : word;
      left = { kind: "set", operator, all, left, right: operand(), at };
    }
  }

  private parseTerm(): QueryBody {
    const at = this.at;
    if (this.takesSymbol("(")) {
      const query = this.query();
      this.expectSymbol(")");
      return { kind: "nested", query, at };
    }
    return this.sees("VALUES")
      ? { kind: "values", rows: this.parseRows(), at }
      : this.parseSelect();
  }

  private parseSelect(): Select {
    const at = this.at;
    this.expect("SELECT");
    const distinct = this.takesOneOf("DISTINCT", "ALL") === "DISTINCT";
    const top = this.takes("TOP") ? this.expression() : undefined;
    const items = this.parseItems();
    const from = this.takes("FROM") ? this.parseFrom() : undefined;
    const where = this.takes("WHERE") ? this.expression() : undefined;
    const groupBy = this.takes("GROUP", "BY") ? this.parseGrouping() : undefined;
    const having = this.takes("HAVING") ? this.expression() : undefined;
    const qualify = this.takes("QUALIFY") ? this.expression() : undefined;
    return {
      kind: "select",
      distinct,
      ...(top && { top }),
      items,
      ...(from && { from }),
      ...(where && { where }),
      ...(groupBy && { groupBy }),
      ...(having && { having }),
      ...(qualify && { qualify }),
      at,
    };
  }

  // Snowflake allows a comma after the last item.
  private parseItems(): SelectItem[] {
    const items = [this.parseItem()];
    while (this.takesSymbol(",") && !this.sees("FROM")) items.push(this.parseItem());
    return items;
  }

  private parseItem(): SelectItem {
    const start = this.at;
    const expression = this.expression();
    if (expression.kind === "star") return this.parseStar(expression.qualifier, expression.at);
    const written = this.writtenSince(start);
    const alias = this.takes("AS") || this.seesName() ? this.name("an alias") : undefined;
    return {
      kind: "expression",
      expression,
      ...(alias && { alias }),
      label: alias?.written ?? labelOf(expression, written),
    };
  }

  private parseStar(qualifier: Name | undefined, at: number): SelectItem {
    const ilike = this.takes("ILIKE") ? this.next() : undefined;
    if (ilike && ilike.kind !== "string") this.refuse("ILIKE after * takes a string.", ilike.start);
    const one = <T>(item: () => T): T[] =>
      this.seesSymbol("(") ? this.parenthesised(() => this.list(item)) : [item()];
    const exclude = this.takes("EXCLUDE") ? one(() => this.name("a column")) : [];
    const replace = this.takes("REPLACE") ? one(() => this.parseReplacement()) : [];
    const rename = this.takes("RENAME") ? one(() => this.parseRenaming()) : [];
    return {
      kind: "star",
      ...(qualifier && { qualifier }),
      ...(ilike && { ilike: ilike.text }),
      exclude,
      replace,
      rename,
      at,
    };
  }

  private parseReplacement(): { expression: Expression; name: Name } {
    const expression = this.expression();
    this.expect("AS");
    return { expression, name: this.name("a column") };
  }

  private parseRenaming(): { from: Name; to: Name } {
    const from = this.name("a column");
    this.expect("AS");
    return { from, to: this.name("a column") };
  }

  private parseGrouping(): Grouping {
    return this.takes("ALL")
      ? { kind: "all" }
      : { kind: "keys", keys: this.list(() => this.parseGroupKey()) };
  }

  private parseGroupKey(): GroupKey {
    const at = this.at;
    const kind = this.takes("GROUPING", "SETS")
      ? "sets"
      : this.seesSymbol("(", 1)
        ? this.takes("ROLLUP")
          ? "rollup"
          : this.takes("CUBE")
            ? "cube"
            : undefined
        : undefined;
    if (kind === undefined) return this.expression();
    return { kind, sets: this.parenthesised(() => this.list(() => this.parseSetOfKeys())), at };
  }

  private parseSetOfKeys(): Expression[] {
    if (this.seesSymbol("(") && this.seesSymbol(")", 1)) {
      this.next();
      this.next();
      return [];
    }
    const expression = this.expression();
    return expression.kind === "tuple" ? expression.items : [expression];
  }

  private parseLimits(): { limit?: Expression; offset?: Expression } {
    const limited = this.takes("LIMIT") ? this.expression() : undefined;
    const offset = this.takes("OFFSET") ? this.parseOffset() : undefined;
    const fetched = this.takes("FETCH") ? this.parseFetch() : undefined;
    const limit = limited ?? fetched;
    return { ...(limit && { limit }), ...(offset && { offset }) };
  }

  private parseOffset(): Expression {
    const offset = this.expression();
    this.takesOneOf("ROWS", "ROW");
    return offset;
  }

  private parseFetch(): Expression {
    this.takesOneOf("FIRST", "NEXT");
    const limit = this.expression();
    this.takesOneOf("ROWS", "ROW");
    this.takes("ONLY");
    return limit;
  }
}
function labelOf(expression: Expression, written: string): string {
  return expression.kind === "column" ? expression.name.written : written;
}
