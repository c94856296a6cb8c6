import { ana, arnOf, employees, tom } from "./callers";
import { account, at, later, without, type Call, type Caller, type JsonObject } from "./record";
import { webGroup } from "./targets";
import { Timetable } from "./timetable";

/** What the pages of the console read, as [service, call]. */
const pages: readonly (readonly (readonly [string, string])[])[] = [
  [
    ["ec2", "DescribeInstances"],
    ["ec2", "DescribeInstanceStatus"],
    ["ec2", "DescribeVolumes"],
    ["ec2", "DescribeSecurityGroups"],
    ["ec2", "DescribeTags"],
  ],
  [
    ["lambda", "ListFunctions20150331"],
    ["lambda", "GetAccountSettings20160819"],
    ["lambda", "GetFunction20150331v2"],
  ],
  [
    ["s3", "ListBuckets"],
    ["s3", "GetBucketVersioning"],
    ["s3", "GetBucketPublicAccessBlock"],
    ["s3", "GetBucketAcl"],
  ],
  [
    ["ecs", "ListClusters"],
    ["ecs", "DescribeServices"],
    ["ecs", "ListTasks"],
    ["ecs", "DescribeTasks"],
  ],
  [
    ["logs", "DescribeLogGroups"],
    ["logs", "DescribeLogStreams"],
    ["logs", "StartQuery"],
    ["logs", "GetQueryResults"],
  ],
  [
    ["monitoring", "DescribeAlarms"],
    ["monitoring", "ListDashboards"],
    ["health", "DescribeEventAggregates"],
  ],
];

/** People at the console, from morning to evening. */
export function peopleAtWork(): JsonObject[] {
  const day = new Timetable("people");
  for (const person of employees) {
    const morning = later(at(8, 5), day.random.between(0, 4500));
    day.add(
      morning,
      consoleLogin(person, { MFAUsed: "No", LoginTo: "https://console.aws.amazon.com/" }),
    );
    for (let visit = 0; visit < 34; visit += 1) {
      const start = later(morning, 60 + day.random.between(0, 30_000));
      const calls = day.random
        .pick(pages)
        .map(([service, name]): Call => ({ caller: person, service, name }));
      day.burst(start, calls, [0, 3]);
    }
  }
  bookkeeping(day);
  smallChanges(day);
  routineRefusals(day);
  return day.records;
}

/** The password login of an IAM user, with a security key, after one slip. */
function bookkeeping(day: Timetable): void {
  const page = { LoginTo: "https://console.aws.amazon.com/billing/home" };
  day.add(at(8, 40, 51), {
    ...consoleLogin(tom, { ...page, MobileVersion: "No", MFAUsed: "No" }),
    error: undefined,
    response: { ConsoleLogin: "Failure" },
    fields: {
      ...consoleLogin(tom, { ...page, MobileVersion: "No", MFAUsed: "No" }).fields,
      errorMessage: "Failed authentication",
    },
  });
  day.add(at(8, 41, 12), consoleLogin(tom, { ...page, MobileVersion: "No", MFAUsed: "Yes" }));
  for (const hour of [8, 11, 15]) {
    day.burst(
      at(hour, 45),
      ["GetBillingPreferences", "GetAccountInformation", "ListInvoiceSummaries"].map((name) => ({
        caller: tom,
        service: "billingconsole",
        name,
        region: "us-east-1",
      })),
      [1, 9],
    );
  }
}

/** A sign-in to the console. `userIdentity` carries no key then: it is what the sign-in will make. */
export function consoleLogin(caller: Caller, additional: JsonObject): Call {
  const identity = without(caller.identity, "accessKeyId", "sessionContext");
  return {
    caller: { identity, address: caller.address, agent: caller.agent },
    service: "signin",
    name: "ConsoleLogin",
    readOnly: false,
    response: { ConsoleLogin: "Success" },
    fields: { additionalEventData: additional, eventType: "AwsConsoleSignIn" },
  };
}

function smallChanges(day: Timetable): void {
  const [, liam, mei] = employees;
  day.add(at(10, 12, 40), {
    caller: ana,
    service: "ec2",
    name: "AuthorizeSecurityGroupIngress",
    request: {
      groupId: webGroup,
      ipPermissions: {
        items: [
          {
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            groups: {},
            ipRanges: { items: [{ cidrIp: "192.0.2.0/24", description: "office" }] },
            ipv6Ranges: {},
            prefixListIds: {},
          },
        ],
      },
    },
    response: { requestId: "b0c9d8e7-1a2b-4c3d-8e4f-5a6b7c8d9e0f", _return: true },
  });
  day.add(at(11, 3, 8), {
    caller: liam ?? ana,
    service: "lambda",
    name: "UpdateFunctionConfiguration20150331v2",
    request: { functionName: "invoice-renderer", timeout: 60, memorySize: 1024 },
  });
  day.add(at(14, 27, 19), {
    caller: mei ?? ana,
    service: "s3",
    name: "PutBucketTagging",
    request: {
      bucketName: "larkspur-invoices",
      tagging: "",
      Tagging: {
        TagSet: {
          Tag: [
            { Key: "team", Value: "invoices" },
            { Key: "città", Value: "Forlì – 東京" },
          ],
        },
      },
    },
    fields: {
      resources: [
        { accountId: account, type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::larkspur-invoices" },
      ],
    },
  });
}

/** People open pages that show more than they may see. */
function routineRefusals(day: Timetable): void {
  const [, liam, mei, noor, sofia] = employees;
  const refused = [
    [at(9, 31, 2), mei, "organizations", "ListAccounts"],
    [at(9, 58, 47), liam, "ce", "GetCostAndUsage"],
    [at(11, 46, 30), sofia, "iam", "ListUsers"],
    [at(13, 20, 5), noor, "rds", "DescribeDBSnapshots"],
    [at(15, 2, 58), sofia, "kms", "ListGrants"],
  ] as const;
  for (const [moment, person, service, name] of refused) {
    if (!person) continue;
    day.add(moment, {
      caller: person,
      service,
      name,
      error: [
        service === "iam" ? "AccessDenied" : "AccessDeniedException",
        `User: ${arnOf(person)} is not authorized to perform: ${service}:${name}`,
      ],
    });
  }
}
