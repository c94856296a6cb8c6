import { answer, takeOverRoot } from "./attackOnRoot";
import { jonas, leakedKey } from "./attackers";
import { arnOf } from "./callers";
import { consoleLogin } from "./people";
import { account, at, home, later, type Call, type JsonObject } from "./record";
import { exportsBucket, webGroup } from "./targets";
import { Timetable } from "./timetable";

/** The attack, from the leaked key to the hour in which it is stopped. Gives its one event that arrives twice, too. */
export function attack(): { records: JsonObject[]; login: JsonObject } {
  const day = new Timetable("attack");
  explore(day);
  const login = takeOverUser(day);
  openDoors(day);
  takeOverRoot(day);
  answer(day);
  return { records: day.records, login };
}

/** 12:47: what can this key do? */
function explore(day: Timetable): void {
  const start = at(12, 47, 3);
  day.add(start, {
    caller: leakedKey,
    service: "sts",
    name: "GetCallerIdentity",
    region: "us-east-1",
  });
  const refused = [
    ["iam", "GetAccountAuthorizationDetails", "us-east-1"],
    ["iam", "ListAttachedUserPolicies", "us-east-1"],
    ["organizations", "DescribeOrganization", "us-east-1"],
    ["secretsmanager", "ListSecrets", home],
    ["ssm", "DescribeParameters", home],
    ["dynamodb", "ListTables", home],
    ["rds", "DescribeDBInstances", home],
    ["lambda", "ListFunctions20150331", home],
    ["cloudtrail", "DescribeTrails", home],
    ["guardduty", "ListDetectors", home],
  ] as const;
  const arn = arnOf(leakedKey);
  const calls = refused.map(([service, name, region]): Call => ({
    caller: leakedKey,
    service,
    name,
    region,
    error: [
      service === "iam" ? "AccessDenied" : "AccessDeniedException",
      `User: ${arn} is not authorized to perform: ${service}:${name} because no identity-based policy allows the ${service}:${name} action`,
    ],
  }));
  for (const region of ["eu-west-1", "eu-central-1", "us-east-1", "us-west-2"]) {
    for (const name of ["DescribeInstances", "DescribeSnapshots"]) {
      calls.push({
        caller: leakedKey,
        service: "ec2",
        name,
        region,
        error: [
          "Client.UnauthorizedOperation",
          "You are not authorized to perform this operation.",
        ],
      });
    }
  }
  const end = day.burst(later(start, 2), calls, [1, 4]);
  const allowed = ["ListUsers", "ListGroupsForUser", "GetLoginProfile"];
  day.burst(
    later(end, 30),
    allowed.map((name) => ({ caller: leakedKey, service: "iam", name })),
    [2, 8],
  );
}

/** 13:29: the key may still manage users, so a user who left gets a new password. */
function takeOverUser(day: Timetable): JsonObject {
  day.add(at(13, 29, 44), {
    caller: leakedKey,
    service: "iam",
    name: "UpdateLoginProfile",
    request: { userName: "jonas.weber", passwordResetRequired: false },
  });
  return day.add(
    at(13, 31, 8),
    consoleLogin(jonas, {
      LoginTo: "https://console.aws.amazon.com/console/home",
      MobileVersion: "No",
      MFAUsed: "No",
    }),
  );
}

/** 13:38: a way in, and a way out for the data. */
function openDoors(day: Timetable): void {
  day.burst(
    at(13, 33, 20),
    ["DescribeInstances", "DescribeSecurityGroups", "DescribeSecurityGroupRules"].map((name) => ({
      caller: jonas,
      service: "ec2",
      name,
    })),
    [1, 5],
  );
  const ssh = { ipProtocol: "tcp", fromPort: 22, toPort: 22, groups: {}, prefixListIds: {} };
  day.add(at(13, 38, 2), {
    caller: jonas,
    service: "ec2",
    name: "AuthorizeSecurityGroupIngress",
    request: {
      groupId: webGroup,
      ipPermissions: {
        items: [
          {
            ...ssh,
            ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] },
            ipv6Ranges: { items: [{ cidrIpv6: "::/0" }] },
          },
        ],
      },
    },
    response: { requestId: "0f1e2d3c-4b5a-4968-8776-655443322110", _return: true },
  });
  day.add(at(13, 40, 37), {
    caller: jonas,
    service: "ec2",
    name: "ModifySecurityGroupRules",
    request: {
      ModifySecurityGroupRulesRequest: {
        GroupId: webGroup,
        SecurityGroupRule: {
          SecurityGroupRuleId: "sgr-0c1d2e3f4a5b60718",
          SecurityGroupRule: {
            IpProtocol: "tcp",
            FromPort: 5432,
            ToPort: 5432,
            CidrIpv4: "0.0.0.0/0",
          },
        },
      },
    },
  });
  const bucket = {
    resources: [
      { accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${exportsBucket}` },
    ],
  };
  day.add(at(13, 49, 15), {
    caller: jonas,
    service: "s3",
    name: "DeleteBucketPublicAccessBlock",
    request: { bucketName: exportsBucket, publicAccessBlock: "" },
    fields: bucket,
  });
  day.add(at(13, 49, 52), {
    caller: jonas,
    service: "s3",
    name: "PutBucketPolicy",
    request: {
      bucketName: exportsBucket,
      policy: "",
      bucketPolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: "*",
            Action: "s3:GetObject",
            Resource: `arn:aws:s3:::${exportsBucket}/*`,
          },
        ],
      },
    },
    fields: bucket,
  });
  day.add(at(13, 55, 31), {
    caller: jonas,
    service: "cloudtrail",
    name: "StopLogging",
    request: { name: "larkspur-trail" },
    error: [
      "AccessDenied",
      `User: ${arnOf(jonas)} is not authorized to perform: cloudtrail:StopLogging`,
    ],
  });
}
