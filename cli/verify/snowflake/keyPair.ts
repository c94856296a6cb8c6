import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";
import { UsageError } from "../../output/usageError";

interface KeyPair {
  /** Organization and account, such as `EXAMPLEORG-EXAMPLEACCOUNT`. */
  account: string;
  user: string;
  /** The private key as PEM. */
  key: string;
  /** Undefined for a key that is not encrypted. */
  passphrase: string | undefined;
  now: Date;
}

/** Seconds that a token lasts; Snowflake takes no more than an hour. */
const lifetime = 59 * 60;

/**
 * The token by which a user with a key pair signs in. Source: Snowflake, "Authenticating to the server", SQL API.
 *
 * @throws UsageError when the key cannot be read, without a part of it.
 */
export function keyPairToken({ account, user, key, passphrase, now }: KeyPair): string {
  const privateKey = read(key, passphrase);
  const spki = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const fingerprint = createHash("sha256").update(spki).digest("base64");
  const subject = `${account}.${user}`.toUpperCase();
  const issued = Math.floor(now.getTime() / 1000);
  const claims = {
    iss: `${subject}.SHA256:${fingerprint}`,
    sub: subject,
    iat: issued,
    exp: issued + lifetime,
  };
  const parts = [{ alg: "RS256", typ: "JWT" }, claims].map(encoded).join(".");
  return `${parts}.${sign("RSA-SHA256", Buffer.from(parts), privateKey).toString("base64url")}`;
}

function read(key: string, passphrase: string | undefined): KeyObject {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    throw new UsageError(
      key.includes("ENCRYPTED")
        ? "SNOWFLAKE_PRIVATE_KEY cannot be opened: it is encrypted, and SNOWFLAKE_PRIVATE_KEY_PASSPHRASE is missing or wrong."
        : "SNOWFLAKE_PRIVATE_KEY is no private key: expected the text of a PEM file, with its lines that begin with -----.",
    );
  }
  if (privateKey.asymmetricKeyType === "rsa") return privateKey;
  throw new UsageError("SNOWFLAKE_PRIVATE_KEY is wrong: Snowflake takes RSA keys alone.");
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
