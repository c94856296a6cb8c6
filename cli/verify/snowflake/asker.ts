import { ask, UnansweredError, type Asked, type Limits } from "../asked";
import { StatementError, type Query, type Row } from "./sqlApi";

/** Statements that run at the same time: Snowflake refuses users who ask too much at once. */
const atOnce = 8;

/** Asks Snowflake by statements, some side by side, each within its time. */
export class Asker {
  private free = atOnce;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly query: Query,
    private readonly limits: Limits,
  ) {}

  /** What a statement gives; undefined if what it names does not exist or may not be seen. */
  told<Value>(
    statement: string,
    read: (rows: readonly Row[]) => Value,
  ): Promise<Asked<Value | undefined>> {
    return this.outcome<Value | undefined>(statement, read, (error) => {
      if (isAbsent(error)) return undefined;
      throw new UnansweredError(`Snowflake refuses to tell: ${error.message}`);
    });
  }

  /** Undefined if Snowflake runs a statement, or else why not. */
  refusal(statement: string): Promise<Asked<string | undefined>> {
    return this.outcome<string | undefined>(
      statement,
      () => undefined,
      (error) => {
        if (!isAboutStatement(error))
          throw new UnansweredError(`Snowflake does not run it: ${error.message}`);
        return error.message;
      },
    );
  }

  /** What a statement gives, or what is read out of Snowflake's refusal to run it. */
  async outcome<Value>(
    statement: string,
    read: (rows: readonly Row[]) => Value,
    refused: (error: StatementError) => Value,
  ): Promise<Asked<Value>> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await ask(this.limits, async (signal) => {
        try {
          return read(await this.query(statement, signal));
        } catch (error) {
          if (error instanceof StatementError) return refused(error);
          throw error;
        }
      });
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

/** Snowflake does not tell what is not there from what may not be seen. */
function isAbsent({ sqlState, message }: StatementError): boolean {
  // Of a role that cannot be taken it says that, too.
  if (/connect string/i.test(message)) return false;
  return /^(02000|42S02)$/.test(sqlState) || /does not exist or not authorized/i.test(message);
}

/** Whether it is the statement that cannot be run, and not that there is no warehouse for it or no time (57014, 57P03). */
function isAboutStatement({ sqlState, message }: StatementError): boolean {
  return !sqlState.startsWith("57") && !/connect string|resource monitor/i.test(message);
}
