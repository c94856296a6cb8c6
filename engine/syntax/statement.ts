import type { Name, Query } from "./ast";
import { QueryParser } from "./queryParser";

/** Parses one SELECT and nothing else. */
export function parseSelectStatement(text: string): Query {
  return new StatementParser(text).select();
}

/** `COPY INTO table (columns) FROM (SELECT …) options`. */
export interface Copy {
  table: Name[];
  columns: Name[];
  query: Query;
  options: CopyOption[];
}

/** An option of COPY, or of its FILE_FORMAT: a value as it means, or the options in its brackets. */
export interface CopyOption {
  name: string;
  value: string | CopyOption[];
  at: number;
}

/** Parses a COPY INTO from a stage. */
export function parseCopyStatement(text: string): Copy {
  return new StatementParser(text).copy();
}

/** The layer of whole statements. */
class StatementParser extends QueryParser {
  select(): Query {
    const begins = this.sees("SELECT") || this.sees("WITH") || this.sees("VALUES");
    if (!begins && !this.seesSymbol("(")) {
      const { kind, text: word } = this.peek();
      if (kind === "end") this.refuse("the statement is empty. Write a SELECT.");
      this.refuse(
        `expected a SELECT, found ${kind === "word" ? word.toUpperCase() : JSON.stringify(word)}. Only queries can be run here.`,
      );
    }
    const query = this.query();
    this.finish();
    return query;
  }

  copy(): Copy {
    this.expect("COPY", "INTO");
    const table = this.parseQualified(this.name("a table"));
    const columns = this.seesSymbol("(")
      ? this.parenthesised(() => this.list(() => this.name("a column")))
      : [];
    this.expect("FROM");
    if (!this.seesSymbol("("))
      this.refuse("COPY reads from a SELECT here: FROM (SELECT $1 FROM @stage).");
    const query = this.parenthesised(() => this.query());
    const options = this.parseOptions();
    this.finish();
    return { table, columns, query, options };
  }

  private parseOptions(): CopyOption[] {
    const options: CopyOption[] = [];
    while (this.peek().kind === "word") {
      const { text, start: at } = this.next();
      this.expectSymbol("=");
      options.push({ name: text.toUpperCase(), value: this.parseOptionValue(), at });
      this.takesSymbol(",");
    }
    return options;
  }

  private parseOptionValue(): string | CopyOption[] {
    if (this.takesSymbol("(")) {
      const inner =
        this.peek().kind === "string"
          ? this.list(() => ({ name: this.next().text, value: "", at: this.at }))
          : this.parseOptions();
      this.expectSymbol(")");
      return inner;
    }
    const { kind, text } = this.next();
    if (kind === "string" || kind === "number") return text;
    if (kind !== "word") this.fail("expected the option's value");
    return text.toUpperCase();
  }

  private finish(): void {
    const ends = this.takesSymbol(";");
    while (this.takesSymbol(";")) continue;
    if (this.peek().kind === "end") return;
    if (ends) this.refuse("only one statement can be run at a time.");
    this.fail("expected the end of the statement");
  }
}
