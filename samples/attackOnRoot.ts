import { root, rootByKey, rootKey, rootSigningIn } from "./attackers";
import { ana } from "./callers";
import { consoleLogin } from "./people";
import { at, type Call } from "./record";
import { exportsBucket, webGroup } from "./targets";
import type { Timetable } from "./timetable";

/** 14:52: root's mailbox was open as well. */
export function takeOverRoot(day: Timetable): void {
  day.add(at(14, 50, 11), {
    caller: rootSigningIn,
    service: "signin",
    name: "PasswordRecoveryCompleted",
    readOnly: false,
    response: { PasswordRecoveryCompleted: "Success" },
    fields: { eventType: "AwsConsoleSignIn" },
  });
  day.add(
    at(14, 52, 37),
    consoleLogin(root, {
      LoginTo: "https://console.aws.amazon.com/console/home",
      MobileVersion: "No",
      MFAUsed: "No",
    }),
  );
  day.burst(
    at(14, 52, 50),
    ["GetAccountSummary", "ListAccessKeys", "ListMFADevices", "ListUsers"].map((name) => ({
      caller: root,
      service: "iam",
      name,
    })),
    [1, 3],
  );
  day.add(at(14, 54, 9), {
    caller: root,
    service: "iam",
    name: "CreateAccessKey",
    response: {
      accessKey: { accessKeyId: rootKey, status: "Active", createDate: "Mar 17, 2026, 2:54:09 PM" },
    },
  });

  day.add(at(14, 57, 45), {
    caller: rootByKey,
    service: "s3",
    name: "ListBuckets",
    region: "us-east-1",
  });
  day.add(at(14, 58, 30), {
    caller: rootByKey,
    service: "cloudtrail",
    name: "PutEventSelectors",
    request: {
      trailName: "larkspur-trail",
      eventSelectors: [{ readWriteType: "ReadOnly", includeManagementEvents: true }],
    },
  });
}

/** 15:36: Ana sees it, shuts the doors and takes the keys away. */
export function answer(day: Timetable): void {
  const calls: Call[] = [
    {
      caller: ana,
      service: "iam",
      name: "UpdateAccessKey",
      request: { userName: "ci-legacy", accessKeyId: "AKIAIOSFODNN7EXAMPLE", status: "Inactive" },
    },
    {
      caller: ana,
      service: "iam",
      name: "DeleteLoginProfile",
      request: { userName: "jonas.weber" },
    },
    {
      caller: ana,
      service: "s3",
      name: "PutBucketPublicAccessBlock",
      request: {
        bucketName: exportsBucket,
        publicAccessBlock: "",
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    },
    {
      caller: ana,
      service: "s3",
      name: "DeleteBucketPolicy",
      request: { bucketName: exportsBucket, policy: "" },
    },
    {
      caller: ana,
      service: "ec2",
      name: "RevokeSecurityGroupIngress",
      request: {
        groupId: webGroup,
        securityGroupRuleIds: { items: ["sgr-0c1d2e3f4a5b60718", "sgr-0c1d2e3f4a5b60719"] },
      },
      response: { _return: true },
    },
  ];
  day.burst(at(15, 36, 4), calls, [25, 80]);
}
