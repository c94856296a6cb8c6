import type { Expression, Name } from "./ast";
import { type CreateFunction, FunctionParser } from "./functionParser";

/** A statement about the session or the schema, which reads no table. */
export type Command = Assignment | Unset | Show | Describe | CreateFunction;

/** `SET a = …`, or `SET (a, b) = (…, …)`. */
export interface Assignment {
  kind: "set";
  variables: Name[];
  /** As many as there are variables, or one subquery with as many columns. */
  values: Expression[];
  at: number;
}

/** `UNSET a`, or `UNSET (a, b)`. */
export interface Unset {
  kind: "unset";
  variables: Name[];
}

/** `SHOW TABLES …` */
export interface Show {
  kind: "show";
  objects: "TABLES" | "VIEWS" | "COLUMNS";
  /** A pattern for the names in which letter case makes no difference. */
  like?: string;
  within?: Within;
  /** What the names begin with, in the same letter case. */
  startsWith?: string;
  limit?: number;
}

/** Where SHOW looks. Without a name the current database or schema is meant. */
export interface Within {
  kind: "account" | "database" | "schema" | "relation";
  name: Name[];
  at: number;
}

/** `DESCRIBE TABLE …` or `DESCRIBE VIEW …`, which mean the same. Source: "DESCRIBE VIEW". */
export interface Describe {
  kind: "describe";
  name: Name[];
  at: number;
}

/** The layer of commands. Sources: "SET", "UNSET", "SHOW TABLES", "SHOW VIEWS", "SHOW COLUMNS", "DESCRIBE TABLE". */
export abstract class CommandParser extends FunctionParser {
  /** The command that the statement is, or undefined when it is none. */
  protected command(): Command | undefined {
    const at = this.at;
    if (this.takes("SET")) return this.parseAssignment(at);
    if (this.takes("UNSET")) return { kind: "unset", variables: this.parseVariables() };
    if (this.takes("SHOW")) return this.parseShow();
    if (this.takesOneOf("DESCRIBE", "DESC")) return this.parseDescribe(at);
    return this.parseCreateFunction();
  }

  private parseAssignment(at: number): Assignment {
    const isList = this.seesSymbol("(");
    const variables = this.parseVariables();
    this.expectSymbol("=");
    const value = this.expression();
    const values = isList && value.kind === "tuple" ? value.items : [value];
    return { kind: "set", variables, values, at };
  }

  private parseVariables(): Name[] {
    return this.seesSymbol("(")
      ? this.parenthesised(() => this.list(() => this.name("a variable")))
      : [this.name("a variable")];
  }

  private parseShow(): Show {
    const objects = this.takesOneOf("TABLES", "VIEWS", "COLUMNS");
    if (objects === undefined) this.fail("expected TABLES, VIEWS or COLUMNS");
    const isOfColumns = objects === "COLUMNS";
    const like = this.takes("LIKE") ? this.parseString("the pattern") : undefined;
    const within = this.takes("IN") ? this.parseWithin(isOfColumns) : undefined;
    const starts =
      !isOfColumns && this.takes("STARTS", "WITH") ? this.parseString("the beginning") : undefined;
    const limit = !isOfColumns && this.takes("LIMIT") ? this.parseCount() : undefined;
    return {
      kind: "show",
      objects,
      ...(like !== undefined && { like }),
      ...(within && { within }),
      ...(starts !== undefined && { startsWith: starts }),
      ...(limit !== undefined && { limit }),
    };
  }

  /** @param ofColumns Whether a bare name is that of a table or view, and not of a schema. */
  private parseWithin(ofColumns: boolean): Within {
    const at = this.at;
    if (this.takes("ACCOUNT")) return { kind: "account", name: [], at };
    const word = this.takesOneOf("DATABASE", "SCHEMA");
    if (word !== undefined) {
      const name = this.seesName() && !this.sees("STARTS") ? this.parseObjectName() : [];
      return { kind: word === "DATABASE" ? "database" : "schema", name, at };
    }
    if (ofColumns) this.takesOneOf("TABLE", "VIEW");
    return { kind: ofColumns ? "relation" : "schema", name: this.parseObjectName(), at };
  }

  private parseDescribe(at: number): Describe {
    if (this.takesOneOf("TABLE", "VIEW") === undefined) this.fail("expected TABLE or VIEW");
    return { kind: "describe", name: this.parseObjectName(), at };
  }

  private parseObjectName(): Name[] {
    return this.parseQualified(this.name("a name"));
  }

  private parseString(what: string): string {
    const { kind, text } = this.peek();
    if (kind !== "string") this.fail(`expected ${what} in single quotes`);
    this.next();
    return text;
  }

  private parseCount(): number {
    const { kind, text } = this.peek();
    if (kind !== "number" || !/^\d+$/.test(text)) this.fail("expected a number of rows");
    this.next();
    return Number(text);
  }
}
