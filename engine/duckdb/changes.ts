import { translateDelete } from "../emit/delete";
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

  async delete(statement: string, beforeCommit: () => void): Promise<number> {
    const { table, from } = translateDelete(statement, this.names);
    this.requireTable(table, "deleted from");
    return this.session.transaction(async () => {
      for (const stream of this.streams.on(table)) {
        if ((await this.count(`select count(*) ${from(stream)}`)) === 0) continue;
        throw new QueryError(
          `the stream '${stream}' has still to give rows that are to be deleted, which is not done here. Let a statement take them first.`,
        );
      }
      const count = await this.count(`delete ${from(table)}`);
      beforeCommit();
      return count;
    });
  }

  /** How many rows a statement has changed, or counts. */
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
