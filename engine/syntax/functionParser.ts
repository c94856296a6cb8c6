import type { Name, TypeName } from "./ast";
import { QueryParser } from "./queryParser";

/** `CREATE FUNCTION`: a scalar function of SQL. */
export interface CreateFunction {
  kind: "createFunction";
  /** One to three parts. */
  name: Name[];
  /** Whether it may take the place of a function of that name. */
  replaces: boolean;
  parameters: { name: Name; type: TypeName }[];
  returns: TypeName;
  /**
   * The expression between the quotes, behind as many blanks as stand before it in the statement, so that a place
   * in it is a place in the statement.
   */
  body: string;
  at: number;
}

/** The layer of CREATE FUNCTION. Source: "CREATE FUNCTION", SQL handler. */
export abstract class FunctionParser extends QueryParser {
  /** The statement that begins here, if it is one. */
  protected parseCreateFunction(): CreateFunction | undefined {
    const at = this.at;
    const replaces = this.sees("CREATE", "OR", "REPLACE", "FUNCTION");
    if (!replaces && !this.sees("CREATE", "FUNCTION")) return undefined;
    this.takes("CREATE");
    this.takes("OR", "REPLACE");
    this.expect("FUNCTION");
    const name = this.parseQualified(this.name("the function's name"));
    this.expectSymbol("(");
    const parameters = this.seesSymbol(")") ? [] : this.list(() => this.parseParameter());
    this.expectSymbol(")");
    this.expect("RETURNS");
    if (this.sees("TABLE"))
      this.refuse("a function that returns a table is not supported here. Make it a view.");
    const returns = this.parseType();
    this.parseProperties();
    this.expect("AS");
    return {
      kind: "createFunction",
      name,
      replaces,
      parameters,
      returns,
      body: this.parseBodyText(),
      at,
    };
  }

  private parseParameter(): CreateFunction["parameters"][number] {
    const name = this.name("a parameter");
    return { name, type: this.parseType() };
  }

  // Whether the value may be kept for the same arguments changes no value; what a NULL gives, does.
  private parseProperties(): void {
    for (;;) {
      if (this.takes("LANGUAGE")) {
        if (!this.takes("SQL")) this.refuse("only functions of LANGUAGE SQL are run here.");
      } else if (this.takes("COMMENT")) {
        this.expectSymbol("=");
        if (this.next().kind !== "string") this.fail("expected the comment in single quotes");
      } else if (this.takesOneOf("IMMUTABLE", "VOLATILE") === undefined) return;
    }
  }

  private parseBodyText(): string {
    const { kind, text, start } = this.peek();
    if (kind !== "string") this.fail("expected the function's body between $$ and $$");
    this.next();
    const quote = this.text.startsWith("$$", start) ? 2 : 1;
    return this.text.slice(0, start + quote).replace(/[^\n]/g, " ") + text;
  }
}
