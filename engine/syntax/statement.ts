import type { Call, Expression, Name, Query } from "./ast";
import { type Command, CommandParser } from "./commandParser";
import { SqlError } from "./error";
import type { CreateFunction } from "./functionParser";

/** What can be run and changes no data. */
export type Statement = { kind: "query"; query: Query } | Command;

/** Parses a query, or a command of the session: SET, UNSET, SHOW, DESCRIBE, CREATE FUNCTION. */
export function parseStatement(text: string): Statement {
  return new StatementParser(text).statement();
}

/** Parses one SELECT and nothing else. */
export function parseSelectStatement(text: string): Query {
  return new StatementParser(text).select();
}

/** Parses one CREATE FUNCTION and nothing else. */
export function parseFunctionStatement(text: string): CreateFunction {
  return new StatementParser(text).function();
}

/** Parses the body of a function: one expression. */
export function parseFunctionBody(text: string): Expression {
  return new StatementParser(text).functionBody();
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

/** `INSERT [OVERWRITE] INTO table (columns) SELECT …`. Source: "INSERT". */
export interface Insert {
  table: Name[];
  /** Empty for all of the table's, in their order. */
  columns: Name[];
  query: Query;
  /** Whether what the table held goes first. */
  overwrite: boolean;
}

/** Parses an INSERT INTO … SELECT. */
export function parseInsertStatement(text: string): Insert {
  return new StatementParser(text).insert();
}

/** `UPDATE table SET column = value, … WHERE condition`. Source: "UPDATE". */
export interface Update {
  table: Name[];
  assignments: { column: Name; value: Expression }[];
  where?: Expression;
}

/** Parses an UPDATE of one table. */
export function parseUpdateStatement(text: string): Update {
  return new StatementParser(text).update();
}

/** Parses a CALL of a procedure. Source: "CALL". */
export function parseCallStatement(text: string): Call {
  return new StatementParser(text).procedureCall();
}

/** Parses a COPY INTO from a stage. */
export function parseCopyStatement(text: string): Copy {
  return new StatementParser(text).copy();
}

/** The name of one to three parts that a text is, or undefined when it is none. */
export function nameIn(text: string): Name[] | undefined {
  try {
    return new StatementParser(text).qualified();
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}

/** The layer of whole statements. */
class StatementParser extends CommandParser {
  statement(): Statement {
    const command = this.command();
    if (command === undefined) {
      const query = this.select(
        "a query, SET, UNSET, SHOW, DESCRIBE or CREATE FUNCTION",
        "Nothing is changed here.",
      );
      return { kind: "query", query };
    }
    this.finish();
    return command;
  }

  /**
   * @param expected What may stand here, for an error.
   * @param why Why nothing else may.
   */
  select(expected = "a SELECT", why = "Only queries can be run here."): Query {
    const begins = this.sees("SELECT") || this.sees("WITH") || this.sees("VALUES");
    if (!begins && !this.seesSymbol("(")) {
      const { kind, text: word } = this.peek();
      if (kind === "end") this.refuse("the statement is empty. Write a SELECT.");
      this.refuse(
        `expected ${expected}, found ${kind === "word" ? word.toUpperCase() : JSON.stringify(word)}. ${why}`,
      );
    }
    const query = this.query();
    this.finish();
    return query;
  }

  function(): CreateFunction {
    const created = this.parseCreateFunction() ?? this.fail("expected CREATE FUNCTION");
    this.finish();
    return created;
  }

  functionBody(): Expression {
    if (this.sees("SELECT") || this.sees("WITH"))
      this.refuse("the body of a function is an expression here, not a query.");
    const body = this.expression();
    if (this.peek().kind !== "end") this.fail("expected the end of the function's body");
    return body;
  }

  qualified(): Name[] {
    const name = this.parseQualified(this.name("a name"));
    this.finish();
    return name;
  }

  insert(): Insert {
    this.expect("INSERT");
    const overwrite = this.takes("OVERWRITE");
    this.expect("INTO");
    const table = this.parseQualified(this.name("a table"));
    const columns = this.parseColumns();
    const query = this.select("a SELECT", "What is inserted is a query's rows here.");
    return { table, columns, query, overwrite };
  }

  update(): Update {
    this.expect("UPDATE");
    const table = this.parseQualified(this.name("a table"));
    this.expect("SET");
    const assignments = this.list(() => {
      const column = this.name("a column");
      this.expectSymbol("=");
      return { column, value: this.expression() };
    });
    if (this.sees("FROM"))
      this.refuse("UPDATE takes no FROM here. Look into other tables with a subquery.");
    const where = this.takes("WHERE") ? this.expression() : undefined;
    this.finish();
    return { table, assignments, ...(where && { where }) };
  }

  procedureCall(): Call {
    this.expect("CALL");
    const at = this.at;
    const call = this.expression();
    if (call.kind !== "call" || call.distinct || call.over) {
      return this.refuse("expected a procedure with its arguments in brackets.", at);
    }
    this.finish();
    return call;
  }

  copy(): Copy {
    this.expect("COPY", "INTO");
    const table = this.parseQualified(this.name("a table"));
    const columns = this.parseColumns();
    this.expect("FROM");
    if (!this.seesSymbol("("))
      this.refuse("COPY reads from a SELECT here: FROM (SELECT $1 FROM @stage).");
    const query = this.parenthesised(() => this.query());
    const options = this.parseOptions();
    this.finish();
    return { table, columns, query, options };
  }

  private parseColumns(): Name[] {
    return this.seesSymbol("(")
      ? this.parenthesised(() => this.list(() => this.name("a column")))
      : [];
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
