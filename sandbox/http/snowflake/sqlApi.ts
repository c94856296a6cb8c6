import type { Sandbox } from "../../sandbox";
import type { Namespace } from "../../snowflake/account";
import { unquoted } from "../../snowflake/identifier";
import type { Received, Reply } from "../door";
import { runCommand, type Asking, type Row } from "./commands";
import { signInRefusal, type Credentials } from "./signIn";

/** Roles that may do everything here, as whoever deploys may. */
const owners = ["ACCOUNTADMIN", "SNOWTRAIL_DEPLOYER"];

interface Statement {
  statement: string;
  role?: string;
}

/** Answers a request to Snowflake's SQL API. Source: "Snowflake SQL API reference". */
export async function answerSqlApi(
  { method, url, headers, body }: Received,
  sandbox: Sandbox,
  credentials: Credentials,
): Promise<Reply> {
  if (method !== "POST" || url.pathname !== "/api/v2/statements") {
    return json(404, { code: "390404", message: `${method} ${url.pathname} is not known` });
  }
  const kind = headers["x-snowflake-authorization-token-type"];
  const refused = signInRefusal(headers.authorization, kind, credentials);
  if (refused !== undefined) return json(401, { code: refused, message: "Sign-in refused." });
  const { statement, role } = JSON.parse(body) as Statement;
  const asking = role === undefined || owners.includes(role) ? undefined : role;
  try {
    const rows = await (runCommand(statement, sandbox, asking) ??
      query(statement, sandbox, asking));
    return json(200, result(rows));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return json(422, refusalOf(error));
  }
}

/** Runs a SELECT in the schema that it names first. */
async function query(statement: string, sandbox: Sandbox, asking: Asking): Promise<Row[]> {
  const [, database = "", schema = ""] = /("[^"]+")\.("[^"]+")\./.exec(statement) ?? [];
  const namespace: Namespace = [unquoted(database), unquoted(schema)];
  const { columns, rows } = await (asking === undefined
    ? sandbox.query(statement, namespace)
    : sandbox.queryAs(asking, statement, namespace));
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name }, at) => {
        const value = row[at];
        return [name, value === null || value === undefined ? null : String(value)];
      }),
    ),
  );
}

function result(rows: readonly Row[]): object {
  const names = Object.keys(rows[0] ?? {});
  return {
    code: "090001",
    message: "Statement executed successfully.",
    resultSetMetaData: {
      numRows: rows.length,
      format: "jsonv2",
      rowType: names.map((name) => ({ name: name.toUpperCase(), type: "text", nullable: true })),
    },
    data: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}

/** An error as the SQL API tells it: the number and the state that stand before its text. */
function refusalOf({ message }: Error): object {
  const [, code = "002003", sqlState = "", text = message] =
    /^(\d{6}) \((\w{5})\): (.*)$/s.exec(message) ?? [];
  return { code, sqlState, message: text };
}

function json(status: number, body: object): Reply {
  return { status, type: "application/json", body: JSON.stringify(body) };
}
