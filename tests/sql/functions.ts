import { grants, outsiders } from "./policies";

/** Calls of the shipped functions with the values that they give, wherever they run. */
export interface FunctionCase {
  what: string;
  /** The arguments: JSON for a VARIANT, a text for a VARCHAR, undefined for NULL. */
  given: readonly (string | undefined)[];
  gives: string | boolean | null;
}

const json = (value: unknown): string => JSON.stringify(value);
const account = "111122223333";

const actor = (
  cases: readonly (readonly [what: string, identity: unknown, gives: string])[],
): FunctionCase[] =>
  cases.map(([what, identity, gives]) => ({ what, given: [json(identity)], gives }));

const actors: readonly FunctionCase[] = [
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

const parameters = (
  cases: readonly (readonly [
    what: string,
    request: unknown,
    resources: unknown,
    gives: string | null,
  ])[],
): FunctionCase[] =>
  cases.map(([what, request, resources, gives]) => ({
    what,
    given: [json(request), json(resources)],
    gives,
  }));

/** Parameters of requests, the most telling first. */
const telling = [
  ...[
    "bucketName",
    "groupId",
    "userName",
    "roleName",
    "groupName",
    "policyArn",
    "policyName",
    "keyId",
    "secretId",
  ],
  ...[
    "functionName",
    "trailName",
    "instanceId",
    "snapshotId",
    "dBInstanceIdentifier",
    "detectorId",
    "roleArn",
  ],
  ...["name", "resourceArn"],
];

const targets: readonly FunctionCase[] = [
  ...telling.map((key, index) => ({
    what: `${key} before what is less telling`,
    given: [json(Object.fromEntries(telling.slice(index).map((name) => [name, "x"]))), "[]"],
    gives: `${key} x`,
  })),
  ...parameters([
    [
      "the first resource's ARN",
      {},
      [{ ARN: "arn:aws:s3:::logs" }, { ARN: "other" }],
      "arn:aws:s3:::logs",
    ],
    [
      "its arn",
      { other: "x" },
      [{ arn: "arn:aws:s3:::logs", accountId: "1" }],
      "arn:aws:s3:::logs",
    ],
    ["the beginning of its ARN", null, [{ ARNPrefix: "arn:aws:s3:::logs/" }], "arn:aws:s3:::logs/"],
    ["a resource that is a text", null, ["arn:aws:s3:::logs"], "arn:aws:s3:::logs"],
    ["the parameter before the resource", { keyId: "k" }, [{ ARN: "arn" }], "keyId k"],
    [
      "no parameter that is no text",
      { bucketName: 3, name: { a: 1 }, groupId: null, keyId: "" },
      [],
      null,
    ],
    ["nothing of a request that is a text", "too large", null, null],
    ["nothing of resources that are no list", {}, { ARN: "x" }, null],
    ["nothing of a resource that says nothing", {}, [null, { ARN: "second" }], null],
    ["nothing of a resource whose ARN is no text", {}, [{ ARN: 7, arn: [] }], null],
    ["nothing of JSON nulls", null, null, null],
  ]),
  { what: "nothing of NULL", given: [undefined, undefined], gives: null },
];

const addresses = (gives: boolean | null, list: readonly (string | undefined)[]): FunctionCase[] =>
  list.map((address) => ({ what: JSON.stringify(address) ?? "NULL", given: [address], gives }));

const privacy: readonly FunctionCase[] = [
  ...addresses(true, [
    ...["10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "127.0.0.1"],
    ...[
      "169.254.169.254",
      "100.64.0.0",
      "100.127.255.255",
      "::ffff:10.0.0.7",
      "::FFFF:192.168.1.1",
    ],
    ...[
      "::1",
      "0:0:0:0:0:0:0:1",
      "0000::0001",
      "fc00::",
      "fd12:3456:789a::1",
      "FDAB::1",
      "fe80::1",
    ],
    ...["febf:0:0:0:0:0:0:1", "fd00:1:2:3:4:5:6:7", "fd00:1:2:3:4:5:6::"],
  ]),
  ...addresses(false, [
    ...[
      "9.255.255.255",
      "11.0.0.0",
      "172.15.0.1",
      "172.32.0.1",
      "192.167.1.1",
      "192.169.1.1",
      "126.0.0.1",
    ],
    ...[
      "169.253.0.1",
      "100.63.255.255",
      "100.128.0.0",
      "198.51.100.7",
      "203.0.113.9",
      "::ffff:203.0.113.9",
    ],
    ...[
      "::",
      "::2",
      "1::1",
      "2001:db8::1",
      "fbff::1",
      "fe00::1",
      "fec0::1",
      "fc::1",
      "1:0:0:0:0:0:0:1",
    ],
    // What is no address.
    ...[
      "",
      "-",
      "AWS Internal",
      "cloudtrail.amazonaws.com",
      "10.amazonaws.com",
      "10.0.0",
      "10.0.0.256",
    ],
    ...[
      "10.0.0.07",
      "10.0.0.1.1",
      "10.0.0.0/8",
      " 10.0.0.1",
      "10.0.0.1\n",
      "fd00:",
      "fd00:::1",
      "fd00::1::2",
    ],
    ...[
      "fd00::12345",
      "fd00::g",
      "fd00:1:2:3:4:5:6:7:8",
      "fd00:1:2:3:4:5:6:7::",
      "0:0:0:0:0:0:0::1",
      ":1",
      "1",
    ],
  ]),
  ...addresses(null, [undefined]),
];

const messageTexts: readonly FunctionCase[] = (
  [
    ["what is a line already", "ConsoleLogin (signin)", "ConsoleLogin (signin)"],
    ["letters of any language", "Zoë, 山田 & <b>", "Zoë, 山田 & <b>"],
    ["what would begin a line", "a\r\n\n1. HIGH: b", "a 1. HIGH: b"],
    ["every separator of lines", "a\u0085b\u2028c\u2029d\u000be", "a b c d e"],
    ["control characters, and those of a terminal", "\u0007a\u001b[31mb\u0000", "a (31mb"],
    ["what reads from the other side", "a\u202egnp.exe\u2066", "a gnp.exe"],
    ["what is invisible", "ad\u200bmin\ufeff\u00ad", "ad min"],
    ["what would end a text of JSON", 'a","b":"c\\', "a','b':'c/"],
    ["what would be a link", "[a](https://example.com)", "(a)(https: //example.com)"],
    ["nothing", "", ""],
    ["200 characters", "é".repeat(200), "é".repeat(200)],
    ["201 characters", "é".repeat(201), `${"é".repeat(199)}…`],
    ["very many characters", "x".repeat(100_000), `${"x".repeat(199)}…`],
  ] as const
)
  .map(([what, given, gives]): FunctionCase => ({ what, given: [given], gives }))
  .concat({ what: "NULL", given: [undefined], gives: null });

const administrations = grants
  .map(([what, policy, gives]): FunctionCase => ({ what, given: [json(policy)], gives }))
  .concat({ what: "NULL", given: [undefined], gives: false });

const openings = outsiders
  .map(([what, policy, gives]): FunctionCase => ({
    what,
    given: [json(policy), account],
    gives: json(gives),
  }))
  .concat({ what: "NULL", given: [undefined, undefined], gives: "[]" });

/** Which arguments of a function are texts, by their places. All others are VARIANT. */
const ofTexts: Readonly<Record<string, readonly number[]>> = {
  ADDRESS_KEY: [0],
  IS_PRIVATE_ADDRESS: [0],
  MESSAGE_TEXT: [0],
  OUTSIDE_PRINCIPALS: [1],
};
const addressKeys: readonly FunctionCase[] = (
  [
    ["an IPv4 address", "203.0.113.7", "4:203000113007"],
    ["the last IPv4 address", "255.255.255.255", "4:255255255255"],
    ["an IPv6 address", "2001:db8::7", "6:20010DB8000000000000000000000007"],
    ["one in other letters", "2001:DB8:0:0::0:7", "6:20010DB8000000000000000000000007"],
    ["the IPv6 address of nothing", "::", `6:${"0".repeat(32)}`],
    ["a part that is too large", "203.0.113.256", null],
    ["a part that begins with a zero", "203.0.113.07", null],
    ["too few parts", "203.0.113", null],
    ["a network", "203.0.113.0/24", null],
    ["an IPv6 network", "2001:db8::/32", null],
    ["an address between blanks", " 203.0.113.7 ", null],
    ["too many groups", "1:2:3:4:5:6:7:8:9", null],
    ["the name of a service", "config.amazonaws.com", null],
    ["words", "AWS Internal", null],
    ["-", "-", null],
    ["an empty text", "", null],
  ] as const
)
  .map(([what, given, gives]): FunctionCase => ({ what, given: [given], gives }))
  .concat({ what: "NULL", given: [undefined], gives: null });

/** The cases of each function. */
export const functionCases: Readonly<Record<string, readonly FunctionCase[]>> = {
  ACTOR: actors,
  TARGET: targets,
  ADDRESS_KEY: addressKeys,
  IS_PRIVATE_ADDRESS: privacy,
  MESSAGE_TEXT: messageTexts,
  GRANTS_ADMINISTRATION: administrations,
  OUTSIDE_PRINCIPALS: openings,
};

/** One SELECT that calls a function once for each of its cases, in their order. */
export function callsOf(name: string): string {
  const rows = (functionCases[name] ?? []).map(({ given }, place) => {
    const values = given.map((value, at) =>
      value === undefined
        ? "null"
        : ofTexts[name]?.includes(at)
          ? text(value)
          : `parse_json(${text(value)})`,
    );
    return `select ${place} as place, ${name}(${values.join(", ")}) as given`;
  });
  return `select given from (${rows.join(" union all ")}) order by place`;
}

function text(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
