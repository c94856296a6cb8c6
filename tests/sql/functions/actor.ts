import { type FunctionCase, json } from "./case";

const account = "111122223333";

const actor = (
  cases: readonly (readonly [what: string, identity: unknown, gives: string])[],
): FunctionCase[] =>
  cases.map(([what, identity, gives]) => ({ what, given: [json(identity)], gives }));

/** The cases of ACTOR. */
export const actors: readonly FunctionCase[] = [
  ...actor([
    [
      "a user",
      { type: "IAMUser", arn: `arn:aws:iam::${account}:user/staff/maria`, userName: "maria" },
      "user/staff/maria of 111122223333",
    ],
    [
      "a role and its session",
      {
        type: "AssumedRole",
        principalId: "AROAEXAMPLE:ci-42",
        arn: `arn:aws-cn:sts::${account}:assumed-role/deployer/ci-42`,
        accountId: account,
      },
      "assumed-role/deployer/ci-42 of 111122223333",
    ],
    [
      "a session of a single sign-on, which is a role's",
      {
        type: "AssumedRole",
        arn: `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/maria@example.com`,
      },
      "assumed-role/AWSReservedSSO_Admin_0123456789abcdef/maria@example.com of 111122223333",
    ],
    [
      "the root user",
      { type: "Root", arn: `arn:aws:iam::${account}:root`, accountId: account },
      "root user of 111122223333",
    ],
    [
      "the root user whose session a management account took",
      {
        type: "AssumedRole",
        arn: `arn:aws:sts::${account}:assumed-root/maria`,
        sessionContext: { assumedRoot: "true" },
      },
      "assumed-root/maria of 111122223333",
    ],
    [
      "a federated user",
      { type: "FederatedUser", arn: `arn:aws:sts::${account}:federated-user/bob` },
      "federated-user/bob of 111122223333",
    ],
    [
      "an ARN of another service, as it is",
      { type: "IAMUser", arn: "arn:aws:identitystore::111122223333:user/u-1" },
      "arn:aws:identitystore::111122223333:user/u-1",
    ],
    [
      "what only begins like an ARN of IAM's",
      { arn: `arn:aws:iam::${account}:` },
      `arn:aws:iam::${account}:`,
    ],
    [
      "a service",
      { type: "AWSService", invokedBy: "config.amazonaws.com" },
      "config.amazonaws.com",
    ],
    [
      "a service that does not say which",
      { type: "AWSService", invokedBy: null, principalId: "x", accountId: account },
      "x (AWSService in 111122223333)",
    ],
    [
      "a user of an identity provider",
      { type: "SAMLUser", userName: "bob", identityProvider: "idp", accountId: account },
      "bob (SAMLUser in 111122223333)",
    ],
    [
      "a user of a web identity",
      { type: "WebIdentityUser", userName: "7", principalId: "accounts.example.com:7" },
      "7 (WebIdentityUser)",
    ],
    [
      "a user of IAM Identity Center, by id",
      {
        type: "IdentityCenterUser",
        accountId: account,
        onBehalfOf: {
          userId: "u-1",
          identityStoreArn: "arn:aws:identitystore::1:identitystore/d-1",
        },
        credentialId: "credential",
      },
      "u-1 (IdentityCenterUser in 111122223333)",
    ],
    [
      "another account, by its principal",
      { type: "AWSAccount", principalId: "AIDAEXAMPLE", accountId: "444455556666" },
      "AIDAEXAMPLE (AWSAccount in 444455556666)",
    ],
    [
      "an account that is its own principal, told once",
      { type: "AWSAccount", principalId: "444455556666", accountId: "444455556666" },
      "444455556666 (AWSAccount)",
    ],
    [
      "a directory, by the credential",
      { type: "Directory", credentialId: "credential", identityProvider: "idp" },
      "credential (Directory)",
    ],
    [
      "whoever only a provider vouches for",
      { type: "Unknown", identityProvider: "idp" },
      "idp (Unknown)",
    ],
    [
      "whoever acts through a service alone",
      { invokedBy: "athena.amazonaws.com" },
      "athena.amazonaws.com (no type)",
    ],
    ["a name without a type", { userName: "eve" }, "eve (no type)"],
    [
      "a type without a name",
      { type: "Directory", accountId: account },
      "Directory in 111122223333",
    ],
    ["a type alone", { type: "Unknown" }, "Unknown"],
    ["an account alone, which names nobody", { accountId: account }, "unknown"],
    ["an empty object", {}, "unknown"],
    ["a JSON null", null, "unknown"],
    ["a text", "anonymous", "unknown"],
    ["a number", 7, "unknown"],
    ["a list", [{ type: "Root", arn: "x" }], "unknown"],
    ["texts that are empty", { type: "", arn: "", userName: "", invokedBy: "" }, "unknown"],
    [
      "what is no text, and is passed over",
      { type: 7, arn: { a: 1 }, userName: ["x"], principalId: "p" },
      "p (no type)",
    ],
    [
      "JSON nulls, which are passed over",
      { type: null, arn: null, userName: null, accountId: null },
      "unknown",
    ],
    ["keys of another letter case", { Type: "Root", ARN: "x", username: "y" }, "unknown"],
    [
      "onBehalfOf that is no object",
      { type: "IdentityCenterUser", onBehalfOf: "x" },
      "IdentityCenterUser",
    ],
    [
      "a quote and a line's end in a name",
      { userName: "o'neil\n--", type: "SAMLUser" },
      "o'neil\n-- (SAMLUser)",
    ],
  ]),
  { what: "NULL", given: [undefined], gives: "unknown" },
];
