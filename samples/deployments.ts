import { pipeline } from "./callers";
import { account, at, home, later, type Call, type JsonObject } from "./record";
import { webGroup } from "./targets";
import { Timetable } from "./timetable";

const role = `arn:aws:iam::${account}:role/ci-deploy`;
const provider = `arn:aws:iam::${account}:oidc-provider/ci.example.com`;
const cluster = "larkspur";

/** The pipeline's deployments: each gets a session for its token, builds, and rolls services over. */
export function deployments(): JsonObject[] {
  const day = new Timetable("deployments");
  const starts = [
    at(8, 52),
    at(9, 40),
    at(10, 31),
    at(11, 15),
    at(13, 5),
    at(13, 58),
    at(14, 44),
    at(16, 10),
    at(17, 22),
  ];
  for (const [index, start] of starts.entries()) {
    const begun = later(start, day.random.between(0, 50));
    day.add(begun, signsIn(`run-${4711 + index}`));
    day.burst(later(begun, 2), deployment(day.random.hex(40), index), [1, 14]);
  }
  return day.records;
}

function signsIn(run: string): Call {
  return {
    caller: {
      identity: {
        type: "WebIdentityUser",
        principalId: `${provider}:sts.amazonaws.com:repo:larkspur/shop:ref:refs/heads/main`,
        userName: "repo:larkspur/shop:ref:refs/heads/main",
        identityProvider: provider,
      },
      address: pipeline.address,
      agent: pipeline.agent,
    },
    service: "sts",
    name: "AssumeRoleWithWebIdentity",
    readOnly: true,
    request: { roleArn: role, roleSessionName: run, durationSeconds: 1800 },
    response: {
      subjectFromWebIdentityToken: "repo:larkspur/shop:ref:refs/heads/main",
      provider,
      audience: "sts.amazonaws.com",
    },
    fields: { resources: [{ accountId: account, type: "AWS::IAM::Role", ARN: role }] },
  };
}

function deployment(image: string, index: number): Call[] {
  const call = (
    service: string,
    name: string,
    request: JsonObject,
    response?: JsonObject,
  ): Call => ({
    caller: pipeline,
    service,
    name,
    request,
    response: response ?? null,
  });
  const repository = { registryId: account, repositoryName: "shop/orders" };
  const calls = [
    call("sts", "GetCallerIdentity", {}),
    call("ecr", "GetAuthorizationToken", {}),
    call("ecr", "BatchCheckLayerAvailability", repository),
    call("ecr", "InitiateLayerUpload", repository),
    call("ecr", "CompleteLayerUpload", { ...repository, layerDigests: [`sha256:${image}`] }),
    call("ecr", "PutImage", { ...repository, imageTag: image.slice(0, 12) }),
    call("ecs", "DescribeTaskDefinition", { taskDefinition: "orders" }),
    call("ecs", "RegisterTaskDefinition", {
      family: "orders",
      containerDefinitions: [
        {
          name: "orders",
          image: `${account}.dkr.ecr.${home}.amazonaws.com/shop/orders:${image.slice(0, 12)}`,
        },
      ],
    }),
    call("ecs", "UpdateService", { cluster, service: "orders", forceNewDeployment: false }),
    ...Array.from({ length: 9 }, () =>
      call("ecs", "DescribeServices", { cluster, services: ["orders"] }),
    ),
    call("lambda", "UpdateFunctionCode20150331v2", {
      functionName: "invoice-renderer",
      publish: true,
      dryRun: false,
    }),
    call("lambda", "GetFunctionConfiguration20150331v2", { functionName: "invoice-renderer" }),
    call("cloudfront", "CreateInvalidation", { distributionId: "E1EXAMPLE2SHOP" }),
  ];
  if (index === 2) calls.push(...newBucket(call));
  if (index === 6) calls.push(dryRun());
  return calls;
}

/** One deployment makes a bucket, with everything that a bucket gets. */
function newBucket(call: (service: string, name: string, request: JsonObject) => Call): Call[] {
  const bucketName = "larkspur-returns";
  return [
    call("s3", "CreateBucket", {
      bucketName,
      CreateBucketConfiguration: { LocationConstraint: home },
    }),
    call("s3", "PutBucketPublicAccessBlock", {
      bucketName,
      publicAccessBlock: "",
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
    call("s3", "PutBucketLifecycle", {
      bucketName,
      lifecycle: "",
      LifecycleConfiguration: {
        Rule: { ID: "expire", Status: "Enabled", Expiration: { Days: 400 } },
      },
    }),
  ];
}

/** A permission tried without effect: recorded as an error, and no change. */
function dryRun(): Call {
  return {
    caller: pipeline,
    service: "ec2",
    name: "AuthorizeSecurityGroupIngress",
    request: { groupId: webGroup, dryRun: true },
    error: ["Client.DryRunOperation", "Request would have succeeded, but DryRun flag is set."],
  };
}
