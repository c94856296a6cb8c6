import type { Translation } from "../emit/translate";
import { identifier, literal } from "../semantics/quote";
import { text, type Value } from "../semantics/value";
import type { Name } from "../syntax/ast";
import { QueryError } from "./queryError";
import { render } from "./render";
import type { Session } from "./session";

/** Bytes of the largest text or binary that a variable holds. Source: "SET", usage notes. */
const largest = 16 * 1024;

/**
 * The variables of a session. DuckDB keeps their values, each SET in a variable of DuckDB's own, so that no
 * digit and no type is lost, and so that one SET reads all old values before it gives new ones.
 */
export class SessionVariables {
  private readonly values = new Map<string, Value>();
  private assignments = 0;

  constructor(private readonly session: Session) {}

  /** @param name The folded name, without the dollar sign. */
  get(name: string): Value | undefined {
    return this.values.get(name);
  }

  /**
   * Gives variables the values of a query's only row; without a row they are NULL.
   *
   * @throws QueryError for a text or binary that no variable holds.
   */
  async set(variables: readonly Name[], { sql, columns }: Translation): Promise<void> {
    this.assignments += 1;
    const kept = `snowtrail_${this.assignments}`;
    const fields = variables.map((_, at) => `value${at + 1}`);
    const row = fields.map((field) => `${literal(field)}: ${identifier(field)}`).join(", ");
    await this.session.run(
      `set variable ${kept} = (select {${row}} from (${sql}) as assigned (${fields.join(", ")}))`,
    );
    const read = fields.map((field) => `getvariable('${kept}').${field}`);
    const [found = []] = await this.session.rows(`select ${read.join(", ")}`);
    const made = columns.map(({ type }, at): [name: Name, value: Value] => {
      const name = variables[at]!;
      const shown = render(found[at] ?? null, type);
      const bytes = typeof shown !== "string" ? 0 : Buffer.byteLength(shown);
      if ((type === "VARCHAR" && bytes > largest) || (type === "BINARY" && bytes > 2 * largest)) {
        throw new QueryError(
          `The value of ${name.written} is larger than the ${largest} bytes that a variable holds.`,
        );
      }
      // What has to be a literal, such as the name in identifier(), may be a variable.
      if (type === "VARCHAR" && typeof shown === "string") return [name, text(shown)];
      const constant = shown === null ? {} : { constant: String(shown) };
      return [name, { sql: read[at]!, type, ...constant }];
    });
    for (const [name, value] of made) this.values.set(name.folded, value);
  }

  unset(variables: readonly Name[]): void {
    for (const { folded } of variables) this.values.delete(folded);
  }
}
