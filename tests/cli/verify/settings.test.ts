import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { expect } from "chai";
import { readConnection, type Environment } from "../../../cli/verify/snowflake/settings";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const encrypted = privateKey
  .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "correct-horse" })
  .toString();
const account = {
  SNOWFLAKE_ORGANIZATION_NAME: "exampleorg",
  SNOWFLAKE_ACCOUNT_NAME: "example_account",
};
const keyPair = { ...account, SNOWFLAKE_USER: "verifier", SNOWFLAKE_PRIVATE_KEY: pem };

function refusal(environment: Environment): string {
  try {
    readConnection(environment);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("it was taken, and had to be refused");
}

describe("how snowtrail verify signs in to Snowflake", () => {
  it("with a key pair, by a token that Snowflake can verify", () => {
    const { origin, token, tokenType } = readConnection(keyPair);
    expect(origin).to.equal("https://exampleorg-example-account.snowflakecomputing.com");
    expect(tokenType).to.equal("KEYPAIR_JWT");
    const [head = "", body = "", signature = ""] = token.split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, string>;
    expect(claims.sub).to.equal("EXAMPLEORG-EXAMPLE_ACCOUNT.VERIFIER");
    expect(claims.iss).to.match(/^EXAMPLEORG-EXAMPLE_ACCOUNT\.VERIFIER\.SHA256:[\w+/]{43}=$/);
    expect(Number(claims.exp) - Number(claims.iat)).to.equal(3540);
    const bytes = Buffer.from(`${head}.${body}`);
    const publicKey = createPublicKey(privateKey);
    expect(verify("RSA-SHA256", bytes, publicKey, Buffer.from(signature, "base64url"))).to.equal(
      true,
    );
  });

  it("with a key that is encrypted, with its passphrase alone", () => {
    const locked = { ...keyPair, SNOWFLAKE_PRIVATE_KEY: encrypted };
    expect(
      readConnection({ ...locked, SNOWFLAKE_PRIVATE_KEY_PASSPHRASE: "correct-horse" }).tokenType,
    ).to.equal("KEYPAIR_JWT");
    const told =
      /^SNOWFLAKE_PRIVATE_KEY cannot be opened: it is encrypted, and SNOWFLAKE_PRIVATE_KEY_PASSPHRASE is missing or wrong\.$/;
    expect(refusal(locked)).to.match(told);
    expect(refusal({ ...locked, SNOWFLAKE_PRIVATE_KEY_PASSPHRASE: "wrong-horse" })).to.match(told);
  });

  it("with a token of OAuth, a programmatic access token, or one in place of a password", () => {
    const token = { ...account, SNOWFLAKE_TOKEN: "t\n" };
    expect(readConnection({ ...token, SNOWFLAKE_AUTHENTICATOR: "oauth" })).to.include({
      token: "t",
      tokenType: "OAUTH",
    });
    expect(
      readConnection({ ...token, SNOWFLAKE_AUTHENTICATOR: "PROGRAMMATIC_ACCESS_TOKEN" }),
    ).to.include({ token: "t", tokenType: "PROGRAMMATIC_ACCESS_TOKEN" });
    expect(readConnection({ ...account, SNOWFLAKE_PASSWORD: "p" })).to.include({
      token: "p",
      tokenType: "PROGRAMMATIC_ACCESS_TOKEN",
    });
  });

  const wrong: [does: string, environment: Environment, told: RegExp][] = [
    [
      "no account is told",
      {},
      /^Which Snowflake account .* Set SNOWFLAKE_ORGANIZATION_NAME and SNOWFLAKE_ACCOUNT_NAME/,
    ],
    [
      "a variable is empty",
      { ...keyPair, SNOWFLAKE_ACCOUNT_NAME: " " },
      /^Which Snowflake account/,
    ],
    [
      "the account is an address",
      { ...keyPair, SNOWFLAKE_ACCOUNT_NAME: "evil.example/x" },
      /^SNOWFLAKE_ACCOUNT_NAME is wrong/,
    ],
    [
      "nothing proves who asks",
      account,
      /^How to sign in to Snowflake is not told\. Set SNOWFLAKE_USER and SNOWFLAKE_PRIVATE_KEY/,
    ],
    ["a key has no user", { ...account, SNOWFLAKE_PRIVATE_KEY: pem }, /^SNOWFLAKE_USER is not set/],
    [
      "the key is none",
      { ...keyPair, SNOWFLAKE_PRIVATE_KEY: "top-secret" },
      /^SNOWFLAKE_PRIVATE_KEY is no private key: expected the text of a PEM file/,
    ],
    [
      "OAuth has no token",
      { ...account, SNOWFLAKE_AUTHENTICATOR: "OAUTH" },
      /^SNOWFLAKE_AUTHENTICATOR is OAUTH, and SNOWFLAKE_TOKEN is not set\.$/,
    ],
    [
      "the authenticator is another",
      { ...keyPair, SNOWFLAKE_AUTHENTICATOR: "EXTERNALBROWSER" },
      /^SNOWFLAKE_AUTHENTICATOR is wrong: expected/,
    ],
    [
      "secrets would be sent in clear",
      { ...keyPair, SNOWFLAKE_PROTOCOL: "http" },
      /^SNOWFLAKE_PROTOCOL is wrong: expected https/,
    ],
    [
      "the host has a path",
      { ...keyPair, SNOWFLAKE_HOST: "example.com/x" },
      /^SNOWFLAKE_HOST is wrong/,
    ],
    ["the port is none", { ...keyPair, SNOWFLAKE_PORT: "x" }, /^SNOWFLAKE_PORT is wrong/],
  ];
  for (const [does, environment, told] of wrong) {
    it(`is refused when ${does}`, () => {
      expect(refusal(environment)).to.match(told).and.not.include("top-secret");
    });
  }

  it("is refused with a key that is not of RSA", () => {
    const { privateKey: other } = generateKeyPairSync("ed25519");
    const SNOWFLAKE_PRIVATE_KEY = other.export({ type: "pkcs8", format: "pem" }).toString();
    expect(refusal({ ...keyPair, SNOWFLAKE_PRIVATE_KEY })).to.equal(
      "SNOWFLAKE_PRIVATE_KEY is wrong: Snowflake takes RSA keys alone.",
    );
  });
});
