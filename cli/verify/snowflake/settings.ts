import { UsageError } from "../../output/usageError";
import { keyPairToken } from "./keyPair";

/** Variables of the environment, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How Snowflake is reached, and as whom. */
export interface Connection {
  /** Such as `https://exampleorg-exampleaccount.snowflakecomputing.com`. */
  origin: string;
  /** What proves who asks, and the kind of it, as the SQL API names it. */
  token: string;
  tokenType: "KEYPAIR_JWT" | "OAUTH" | "PROGRAMMATIC_ACCESS_TOKEN";
  /** Undefined for the user's default role. */
  role: string | undefined;
  /** Undefined for the stack's. */
  warehouse: string | undefined;
  /** What must be in no text that is shown. */
  secrets: readonly string[];
}

/**
 * Reads the connection from the variables that the Snowflake provider of Pulumi and Terraform takes.
 *
 * @throws UsageError that names the variables that are missing or wrong, and no value that is secret.
 */
export function readConnection(environment: Environment): Connection {
  const value = (name: string): string | undefined => {
    const text = environment[`SNOWFLAKE_${name}`];
    return text === undefined || text.trim() === "" ? undefined : text;
  };
  const secrets = ["PRIVATE_KEY", "PRIVATE_KEY_PASSPHRASE", "PASSWORD", "TOKEN"]
    .map(value)
    .filter((secret) => secret !== undefined);
  const account = accountOf(value("ORGANIZATION_NAME"), value("ACCOUNT_NAME"));
  const proof = proofOf(value, account);
  return {
    origin: originOf(value, account),
    ...proof,
    role: value("ROLE"),
    warehouse: value("WAREHOUSE"),
    secrets: [...secrets, proof.token],
  };
}

type Value = (name: string) => string | undefined;

function accountOf(organization: string | undefined, account: string | undefined): string {
  if (organization === undefined || account === undefined) {
    throw new UsageError(
      "Which Snowflake account is meant is not told. Set SNOWFLAKE_ORGANIZATION_NAME and SNOWFLAKE_ACCOUNT_NAME: SELECT CURRENT_ORGANIZATION_NAME(), CURRENT_ACCOUNT_NAME() gives them.",
    );
  }
  for (const [name, text] of Object.entries({
    SNOWFLAKE_ORGANIZATION_NAME: organization,
    SNOWFLAKE_ACCOUNT_NAME: account,
  })) {
    if (!/^\w+$/.test(text)) {
      throw new UsageError(`${name} is wrong: expected letters, digits and underscores alone.`);
    }
  }
  return `${organization}-${account}`;
}

function originOf(value: Value, account: string): string {
  const host =
    value("HOST") ?? `${account.toLowerCase().replaceAll("_", "-")}.snowflakecomputing.com`;
  const [protocol, port] = [value("PROTOCOL") ?? "https", value("PORT")];
  if (!/^[\w.-]+$/.test(host)) {
    throw new UsageError("SNOWFLAKE_HOST is wrong: expected the name of a host alone.");
  }
  if (port !== undefined && !/^\d{1,5}$/.test(port)) {
    throw new UsageError("SNOWFLAKE_PORT is wrong: expected a number.");
  }
  if (protocol !== "https" && !(protocol === "http" && /^(localhost|127\.0\.0\.1)$/.test(host))) {
    throw new UsageError(
      "SNOWFLAKE_PROTOCOL is wrong: expected https. Nothing secret is sent over http, but to this machine.",
    );
  }
  return `${protocol}://${host}${port === undefined ? "" : `:${port}`}`;
}

function proofOf(value: Value, account: string): Pick<Connection, "token" | "tokenType"> {
  const key = value("PRIVATE_KEY");
  // What is read from a file ends in a line break, which no header may hold.
  const [token, password] = [value("TOKEN")?.trim(), value("PASSWORD")?.trim()];
  const authenticator = value("AUTHENTICATOR")?.toUpperCase();
  const missing = (name: string): UsageError =>
    new UsageError(`SNOWFLAKE_AUTHENTICATOR is ${authenticator}, and ${name} is not set.`);
  switch (authenticator ?? (key === undefined ? "SNOWFLAKE" : "SNOWFLAKE_JWT")) {
    case "SNOWFLAKE_JWT": {
      const user = value("USER");
      if (key === undefined) throw missing("SNOWFLAKE_PRIVATE_KEY");
      if (user === undefined) {
        throw new UsageError("SNOWFLAKE_USER is not set: it is the user whose key it is.");
      }
      const passphrase = value("PRIVATE_KEY_PASSPHRASE");
      const signed = keyPairToken({ account, user, key, passphrase, now: new Date() });
      return { token: signed, tokenType: "KEYPAIR_JWT" };
    }
    case "OAUTH":
      if (token === undefined) throw missing("SNOWFLAKE_TOKEN");
      return { token, tokenType: "OAUTH" };
    case "PROGRAMMATIC_ACCESS_TOKEN":
    case "SNOWFLAKE": {
      // Snowflake takes a programmatic access token wherever its drivers take a password.
      const given = token ?? password;
      if (given !== undefined) return { token: given, tokenType: "PROGRAMMATIC_ACCESS_TOKEN" };
      throw new UsageError(
        "How to sign in to Snowflake is not told. Set SNOWFLAKE_USER and SNOWFLAKE_PRIVATE_KEY (the text of the key), or SNOWFLAKE_AUTHENTICATOR=OAUTH and SNOWFLAKE_TOKEN, or a programmatic access token as SNOWFLAKE_PASSWORD.",
      );
    }
    default:
      throw new UsageError(
        "SNOWFLAKE_AUTHENTICATOR is wrong: expected SNOWFLAKE_JWT, OAUTH or PROGRAMMATIC_ACCESS_TOKEN.",
      );
  }
}
