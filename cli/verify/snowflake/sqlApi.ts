import { randomUUID } from "node:crypto";
import { z } from "zod";
import { packageVersion } from "../../version";
import { UnansweredError } from "../asked";
import { boundedBytes } from "../bounded";
import { jsonIn } from "../json";
import type { Connection } from "./settings";

/** A row by the names of its columns, in lower case. */
export type Row = Readonly<Record<string, string | null>>;

/** Asks Snowflake by one statement. @throws StatementError, UnansweredError */
export type Query = (statement: string, signal: AbortSignal) => Promise<Row[]>;

/** A statement that Snowflake refuses; the message is its own, without secrets and no longer than two lines. */
export class StatementError extends Error {
  override readonly name = "StatementError";

  constructor(
    message: string,
    /** Such as 02000 for what does not exist or may not be seen. */
    readonly sqlState: string,
  ) {
    super(message);
  }
}

const answer = z.object({
  resultSetMetaData: z.object({ rowType: z.array(z.object({ name: z.string() })) }),
  data: z.array(z.array(z.string().nullable())),
});
const refusal = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  sqlState: z.string().optional(),
});

/**
 * Speaks Snowflake's SQL API.
 *
 * @param warehouse What a statement runs on unless the connection names another.
 * @param seconds After how long Snowflake gives a statement up.
 */
export function sqlApi(connection: Connection, warehouse: string, seconds: number): Query {
  const { origin, token, tokenType, role } = connection;
  return async (statement, signal) => {
    let response: Response;
    try {
      response = await fetch(`${origin}/api/v2/statements?requestId=${randomUUID()}`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${token}`,
          "X-Snowflake-Authorization-Token-Type": tokenType,
          "Content-Type": "application/json",
          Accept: "application/json",
          "User-Agent": `snowtrail/${packageVersion()}`,
        },
        body: JSON.stringify({
          statement,
          timeout: Math.ceil(seconds),
          warehouse: connection.warehouse ?? warehouse,
          ...(role === undefined ? {} : { role }),
        }),
        // Whoever answers with another address would be shown the token.
        redirect: "error",
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw new UnansweredError(
        `Snowflake cannot be reached at ${origin} (${socketCode(error)}): check the network, SNOWFLAKE_ORGANIZATION_NAME and SNOWFLAKE_ACCOUNT_NAME`,
      );
    }
    return rowsOf(response.status, await textOf(response, signal), connection);
  };
}

function rowsOf(status: number, text: string, { secrets, tokenType }: Connection): Row[] {
  const json = jsonIn(text);
  const read = answer.safeParse(json);
  if (status === 200 && read.success) {
    const names = read.data.resultSetMetaData.rowType.map(({ name }) => name.toLowerCase());
    return read.data.data.map((row) =>
      Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])),
    );
  }
  const { data: told } = refusal.safeParse(json);
  if (status === 401 || status === 403)
    throw new UnansweredError(signInRefused(tokenType, told?.code));
  if (status === 422 && told?.message !== undefined) {
    throw new StatementError(shown(told.message, secrets), told.sqlState ?? "");
  }
  if (status === 202 || status === 408) {
    throw new UnansweredError("Snowflake takes longer than --time-limit allows: give it more");
  }
  if (status === 429 || (status >= 500 && status < 600)) {
    throw new UnansweredError(`Snowflake answered with HTTP status ${status}: try again later`);
  }
  throw new UnansweredError(
    `what answered (HTTP status ${status}) does not speak Snowflake's SQL API: check SNOWFLAKE_ORGANIZATION_NAME, SNOWFLAKE_ACCOUNT_NAME and SNOWFLAKE_HOST`,
  );
}

const remedies: Record<Connection["tokenType"], string> = {
  KEYPAIR_JWT:
    "check SNOWFLAKE_USER, that the user has the public key of SNOWFLAKE_PRIVATE_KEY (DESCRIBE USER), and this machine's clock",
  OAUTH: "get a new SNOWFLAKE_TOKEN, and check that it is for this account and role",
  PROGRAMMATIC_ACCESS_TOKEN:
    "SNOWFLAKE_PASSWORD or SNOWFLAKE_TOKEN has to be a programmatic access token of the user: the SQL API takes no password",
};

/** Of who may not come in Snowflake tells a number; its texts may repeat what was sent. */
function signInRefused(tokenType: Connection["tokenType"], code = ""): string {
  const number = /^\d{1,8}$/.test(code) ? ` (${code})` : "";
  return `Snowflake refuses the sign-in${number}: ${remedies[tokenType]}`;
}

/** A message on one line, at most two lines long and without secrets. */
function shown(message: string, secrets: readonly string[]): string {
  const without = secrets.reduce((text, secret) => text.replaceAll(secret, "…"), message);
  const line = without.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

async function textOf({ body }: Response, signal: AbortSignal): Promise<string> {
  try {
    return Buffer.from(body === null ? [] : await boundedBytes(body)).toString("utf8");
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnansweredError) throw error;
    throw new UnansweredError("Snowflake's answer broke off: try again");
  }
}

/** Such as ECONNREFUSED. */
function socketCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "no connection";
}
