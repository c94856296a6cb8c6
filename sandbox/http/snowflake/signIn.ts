import { createHash, verify, type KeyObject } from "node:crypto";

/** Who may come in. */
export interface Credentials {
  /** Public keys of users, by their names in upper case. */
  keys?: ReadonlyMap<string, KeyObject>;
  /** Tokens by the name of their kind, as the SQL API has it. */
  tokens?: Readonly<Partial<Record<"OAUTH" | "PROGRAMMATIC_ACCESS_TOKEN", string>>>;
}

/**
 * Tries what a request brings.
 *
 * @returns undefined if it may come in, or else Snowflake's number for why not.
 */
export function signInRefusal(
  authorization: string | undefined,
  kind: string | undefined,
  { keys = new Map<string, KeyObject>(), tokens = {} }: Credentials,
): string | undefined {
  const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  if (token === undefined) return "390101";
  if (kind === "OAUTH") return token === tokens.OAUTH ? undefined : "390303";
  if (kind === "PROGRAMMATIC_ACCESS_TOKEN") {
    return token === tokens.PROGRAMMATIC_ACCESS_TOKEN ? undefined : "390100";
  }
  return kind === "KEYPAIR_JWT" && isSigned(token, keys) ? undefined : "390144";
}

/** Whether a token is signed by the key of the user that it names. Source: "Authenticating to the server", SQL API. */
function isSigned(token: string, keys: ReadonlyMap<string, KeyObject>): boolean {
  const [head = "", claims = "", signature = ""] = token.split(".");
  const { iss, sub, iat, exp } = JSON.parse(Buffer.from(claims, "base64url").toString()) as Record<
    "iss" | "sub",
    string
  > &
    Record<"iat" | "exp", number>;
  const key = keys.get(sub.split(".").at(-1) ?? "");
  if (key === undefined) return false;
  const spki = key.export({ type: "spki", format: "der" });
  const fingerprint = createHash("sha256").update(spki).digest("base64");
  const now = Date.now() / 1000;
  return (
    iss === `${sub}.SHA256:${fingerprint}` &&
    exp - iat <= 3600 &&
    iat <= now + 60 &&
    now < exp &&
    verify("RSA-SHA256", Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, "base64url"))
  );
}
