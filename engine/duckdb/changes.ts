import { translateInsert } from "../emit/insert";
import { translateUpdate } from "../emit/update";
import { identifier } from "../semantics/quote";
import type { Schema } from "../semantics/schema";
import { QueryError } from "./queryError";
import type { Relations } from "./relations";
import type { Session } from "./session";
import type { Streams } from "./streams";

/** Statements that change the rows of tables, each in a transaction of its own. */
export class Changes {
  constructor(
    private readonly session: Session,
    private readonly relations: Relations,
    private readonly streams: Streams,
    private readonly names: Schema,
  ) {}

  async insert(statement: string, beforeCommit: () => void): Promise<number> {
    const read = this.streams.watched(this.names);
    const { table, overwrite, sql } = translateInsert(statement, read.names);
    this.requireTable(table, "inserted into");
    return this.session.transaction(async () => {
      if (overwrite) await this.session.run(`delete from ${identifier(table)}`);
      const taken = await this.streams.take(read.streams);
      const count = await this.count(sql);
      await taken();
      beforeCommit();
      return count;
    });
  }

  async update(statement: string): Promise<number> {
    const { table, sql } = translateUpdate(statement, this.names);
    this.requireTable(table, "updated in");
    return this.session.transaction(() => this.count(sql));
  }

  /** How many rows a statement has changed. */
  private async count(sql: string): Promise<number> {
    const [row] = await this.session.rows(sql);
    return Number(row?.[0] ?? 0);
  }

  private requireTable(name: string, what: string): void {
    if (this.relations.kindOf(name) !== "table") {
      throw new QueryError(`'${name}' is no table that rows can be ${what}.`);
    }
  }
}
