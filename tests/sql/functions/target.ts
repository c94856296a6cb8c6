import { type FunctionCase, json } from "./case";

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

/** The cases of TARGET. */
export const targets: readonly FunctionCase[] = [
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
