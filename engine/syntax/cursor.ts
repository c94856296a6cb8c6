import type { Name } from "./ast";
import { SqlError } from "./error";
import { type Token, tokenize } from "./lexer";

// Words that begin or join a clause, so that they are no alias without AS and no column.
const reserved = new Set(
  (
    "ALL AND ANY AS ASOF BETWEEN BY CASE CAST CONNECT CROSS DISTINCT ELSE END EXCEPT EXISTS FETCH FOR FROM FULL " +
    "GROUP HAVING ILIKE IN INNER INTERSECT INTO IS JOIN LATERAL LEFT LIKE LIMIT MATCH_RECOGNIZE MINUS NATURAL NOT NULL " +
    "OFFSET ON OR ORDER PIVOT QUALIFY REGEXP RIGHT RLIKE ROWS SAMPLE SELECT SET START TABLESAMPLE THEN TRUE FALSE UNION UNPIVOT USING " +
    "VALUES WHEN WHERE WINDOW WITH"
  ).split(" "),
);

/** A statement's tokens, and the place in them. */
export class Cursor {
  private readonly tokens: Token[];
  private index = 0;

  constructor(readonly text: string) {
    this.tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]!;
  }

  get at(): number {
    return this.peek().start;
  }

  /** What was written from `start` to the token before this one. */
  writtenSince(start: number): string {
    return this.text.slice(start, this.tokens[this.index - 1]?.end ?? start);
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.index += 1;
    return token;
  }

  /** Whether the words come next. */
  sees(...words: string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead);
      return token.kind === "word" && token.text.toUpperCase() === word;
    });
  }

  seesSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "symbol" && token.text === symbol;
  }

  /** Takes the words if they come next. */
  takes(...words: string[]): boolean {
    if (!this.sees(...words)) return false;
    this.index += words.length;
    return true;
  }

  takesSymbol(symbol: string): boolean {
    if (!this.seesSymbol(symbol)) return false;
    this.index += 1;
    return true;
  }

  takesOneOf<Word extends string>(...words: Word[]): Word | undefined {
    return words.find((word) => this.takes(word));
  }

  expect(...words: string[]): void {
    if (!this.takes(...words)) this.fail(`expected ${words.join(" ")}`);
  }

  expectSymbol(symbol: string): void {
    if (!this.takesSymbol(symbol)) this.fail(`expected ${symbol}`);
  }

  /** A name, folded as Snowflake does. `what` says what it would name. */
  name(what: string): Name {
    const token = this.peek();
    if (
      token.kind === "quoted" ||
      (token.kind === "word" && !reserved.has(token.text.toUpperCase()))
    ) {
      this.next();
      const folded = token.kind === "quoted" ? token.text : token.text.toUpperCase();
      return { folded, written: token.text, at: token.start };
    }
    return this.fail(`expected ${what}`);
  }

  /** A session variable, `$name`, if it comes next. `$1` is a column of a staged file. */
  takesVariable(): Name | undefined {
    const { kind, text, start: at } = this.peek();
    if (kind !== "word" || !/^\$\D/.test(text)) return undefined;
    this.next();
    return { folded: text.slice(1).toUpperCase(), written: text, at };
  }

  seesName(): boolean {
    const { kind, text } = this.peek();
    return kind === "quoted" || (kind === "word" && !reserved.has(text.toUpperCase()));
  }

  /** One item, and more after commas. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.takesSymbol(",")) items.push(item());
    return items;
  }

  parenthesised<T>(inner: () => T): T {
    this.expectSymbol("(");
    const result = inner();
    this.expectSymbol(")");
    return result;
  }

  fail(expected: string): never {
    const { kind, text } = this.peek();
    const found = kind === "end" ? "the end of the statement" : JSON.stringify(text);
    throw new SqlError(this.text, this.at, `${expected}, found ${found}.`);
  }

  refuse(what: string, at = this.at): never {
    throw new SqlError(this.text, at, what);
  }
}
