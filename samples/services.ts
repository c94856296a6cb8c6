import { service, serviceRole, workload } from "./callers";
import { account, home, trailBucket, type Call, type JsonObject } from "./record";
import { Timetable } from "./timetable";

const key = `arn:aws:kms:${home}:${account}:key/7b1f0c9e-52d4-4f0a-9a1e-3c5d7e9f0a2b`;

const python =
  "Boto3/1.37.13 md/Botocore#1.37.13 ua/2.0 os/linux#6.1 lang/python#3.12.9 exec-env/AWS_Lambda_python3.12";
const java = "aws-sdk-java/2.31.2 Linux/6.1 OpenJDK_64-Bit_Server_VM/21.0.6 vendor/Amazon.com_Inc.";

const config = serviceRole("config.amazonaws.com", "AWSServiceRoleForConfig");
const autoscaling = serviceRole("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling");
const logDelivery = service("delivery.logs.amazonaws.com");
const cloudtrail = service("cloudtrail.amazonaws.com");
const orders = workload("orders-service", "ecs-task-1f0e", java);
const invoices = workload("invoice-renderer", "invoice-renderer", python);
const exporter = workload("customer-exports", "customer-exports", python);
const instances = ["i-0a1b2c3d4e5f60001", "i-0a1b2c3d4e5f60002"].map((id) =>
  workload(
    "larkspur-web",
    id,
    "aws-sdk-go/1.55.5 (go1.22.5; linux; amd64) amazon-ssm-agent/3.3.1957.0",
  ),
);

const rolesOfServices = [
  ["ecs-tasks.amazonaws.com", "orders-service"],
  ["lambda.amazonaws.com", "invoice-renderer"],
  ["lambda.amazonaws.com", "customer-exports"],
  ["ec2.amazonaws.com", "larkspur-web"],
] as const;

const described = [
  ["ec2", "DescribeInstances"],
  ["ec2", "DescribeSecurityGroups"],
  ["ec2", "DescribeVolumes"],
  ["iam", "ListRoles"],
  ["lambda", "ListFunctions20150331"],
  ["rds", "DescribeDBInstances"],
  ["s3", "GetBucketPolicy"],
] as const;

/** What runs by itself, day and night. */
export function servicesAtWork(): JsonObject[] {
  const day = new Timetable("services");
  day.allDay(620, (random) => {
    const [by, role] = random.pick(rolesOfServices);
    return assumes(by, role, random.exampleId("ASIA"), random.exampleId("AROA"));
  });
  for (const instance of instances) {
    day.allDay(230, () => ({
      caller: instance,
      service: "ssm",
      name: "UpdateInstanceInformation",
      request: { agentName: "amazon-ssm-agent", agentVersion: "3.3.1957.0", platformType: "Linux" },
    }));
  }
  day.allDay(420, (random) => ({
    caller: random.pick([orders, exporter]),
    service: "kms",
    name: random.pick(["Decrypt", "GenerateDataKey"]),
    request: { encryptionContext: { "aws:s3:arn": "arn:aws:s3:::larkspur-customer-exports" } },
    fields: { resources: [{ accountId: account, type: "AWS::KMS::Key", ARN: key }] },
  }));
  day.allDay(190, (random) => ({
    caller: orders,
    service: "ssm",
    name: "GetParameter",
    request: { name: random.pick(["/orders/db-url", "/orders/limits"]), withDecryption: true },
  }));
  day.allDay(170, (random) => ({
    caller: random.pick([invoices, exporter]),
    service: "secretsmanager",
    name: "GetSecretValue",
    request: { secretId: random.pick(["invoices/signing", "exports/partner"]) },
  }));
  day.allDay(340, (random) => ({
    caller: random.pick([invoices, exporter]),
    service: "logs",
    name: "CreateLogStream",
    request: {
      logGroupName: "/aws/lambda/invoice-renderer",
      logStreamName: `2026/03/17/[$LATEST]${random.hex(32)}`,
    },
  }));
  day.allDay(260, (random) => {
    const [of, name] = random.pick(described);
    return { caller: config, service: of, name };
  });
  day.allDay(150, () => ({
    caller: cloudtrail,
    service: "s3",
    name: "GetBucketAcl",
    request: { bucketName: trailBucket, Host: `${trailBucket}.s3.${home}.amazonaws.com`, acl: "" },
    fields: {
      additionalEventData: {
        SignatureVersion: "SigV4",
        AuthenticationMethod: "AuthHeader",
        bytesTransferredOut: 550,
      },
      resources: [
        { accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${trailBucket}` },
      ],
    },
  }));
  day.allDay(60, () => ({ caller: autoscaling, service: "ec2", name: "DescribeInstanceStatus" }));
  day.allDay(50, () => ({ caller: autoscaling, service: "monitoring", name: "DescribeAlarms" }));
  day.allDay(70, (random) => ({
    caller: orders,
    service: "dynamodb",
    name: "DescribeTable",
    request: { tableName: random.pick(["orders", "carts", "stock"]) },
  }));
  troubles(day);
  return day.records;
}

function assumes(by: string, role: string, accessKeyId: string, roleId: string): Call {
  const session = role;
  return {
    caller: service(by),
    service: "sts",
    name: "AssumeRole",
    readOnly: true,
    request: { roleArn: `arn:aws:iam::${account}:role/${role}`, roleSessionName: session },
    response: {
      credentials: {
        accessKeyId,
        sessionToken: "HIDDEN_DUE_TO_SECURITY_REASONS",
        expiration: "Mar 17, 2026, 11:59:59 PM",
      },
      assumedRoleUser: {
        assumedRoleId: `${roleId}:${session}`,
        arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
      },
    },
    fields: {
      resources: [
        { accountId: account, type: "AWS::IAM::Role", ARN: `arn:aws:iam::${account}:role/${role}` },
      ],
    },
  };
}

/** Calls that fail on any day: throttles, and refusals that nobody of the company caused. */
function troubles(day: Timetable): void {
  day.allDay(14, () => ({
    caller: orders,
    service: "dynamodb",
    name: "DescribeTable",
    request: { tableName: "orders" },
    error: ["ThrottlingException", "Rate exceeded"],
  }));
  day.allDay(8, () => ({
    caller: autoscaling,
    service: "ec2",
    name: "DescribeInstanceStatus",
    error: ["Client.RequestLimitExceeded", "Request limit exceeded."],
  }));
  day.allDay(18, () => ({
    caller: config,
    service: "s3",
    name: "GetBucketPolicy",
    request: { bucketName: "larkspur-finance", policy: "" },
    error: ["AccessDenied", "Access Denied"],
  }));
  day.allDay(6, () => ({
    caller: logDelivery,
    service: "s3",
    name: "HeadBucket",
    request: { bucketName: "larkspur-access-logs" },
    error: ["AccessDenied", "Access Denied"],
  }));
}
