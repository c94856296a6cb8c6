import { alice, session, variantsOf, type Event, type Scenarios } from "./event";

const change = variantsOf({
  eventSource: "s3.amazonaws.com",
  eventName: "PutBucketPolicy",
  readOnly: false,
  requestParameters: {
    bucketName: "amzn-s3-demo-bucket",
    bucketPolicy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }],
    },
  },
});

const others = [
  "PutBucketAcl",
  "DeleteBucketPolicy",
  "PutBucketCors",
  "DeleteBucketCors",
  "PutBucketLifecycle",
  "PutBucketLifecycleConfiguration",
  "DeleteBucketLifecycle",
  "PutBucketReplication",
  "DeleteBucketReplication",
  "PutBucketOwnershipControls",
  "DeleteBucketOwnershipControls",
  "PutBucketPublicAccessBlock",
  "DeleteBucketPublicAccessBlock",
  "PutAccountPublicAccessBlock",
  "DeleteAccountPublicAccessBlock",
];

export const scenarios: Scenarios = {
  firing: {
    "a bucket gets a policy": change(),
    ...Object.fromEntries(
      others.map((eventName): [string, Event] => [eventName, change({ eventName })]),
    ),
    "the policy of a directory bucket": change({ eventSource: "s3express.amazonaws.com" }),
    "requestParameters is a string": change({ requestParameters: "null" }),
    "an error code that is a JSON null is no error": change({ errorCode: null }),
    "by a person in the console": change({
      userIdentity: { ...alice, invokedBy: "signin.amazonaws.com" },
    }),
    "by CloudFormation, which does what its caller wrote": change({
      userIdentity: { ...session, invokedBy: "cloudformation.amazonaws.com" },
    }),
    "invokedBy is a JSON null": change({ userIdentity: { ...alice, invokedBy: null } }),
    "without a userIdentity": change({ userIdentity: undefined }),
    "with a userIdentity that is a string": change({ userIdentity: "alice" }),
  },
  quiet: {
    "a bucket is made": change({ eventName: "CreateBucket" }),
    "a policy is read": change({ eventName: "GetBucketPolicy", readOnly: true }),
    "a bucket gets tags": change({ eventName: "PutBucketTagging" }),
  },
  nearMisses: {
    "a change is refused, which unauthorized_api_calls finds": change({
      errorCode: "AccessDenied",
    }),
    "a policy is malformed": change({ errorCode: "MalformedPolicy" }),
    "the quickstart's DeleteBucketLifestyle exists nowhere": change({
      eventName: "DeleteBucketLifestyle",
    }),
    "another service has an event of the same name": change({
      eventSource: "s3-outposts.amazonaws.com",
    }),
    "in other letters it is another event": change({ eventName: "putbucketpolicy" }),
    "a service changes its own bucket": change({
      userIdentity: { ...session, invokedBy: "elasticbeanstalk.amazonaws.com" },
    }),
  },
};
