import { alice, root, variantsOf, type Scenarios } from "./event";

const change = variantsOf({
  userIdentity: root,
  eventSource: "iam.amazonaws.com",
  eventName: "CreateAccessKey",
  awsRegion: "us-east-1",
  readOnly: false,
});

const longTermKey = { ...root, accessKeyId: "AKIAI44QH8DHBEXAMPLE" };

export const scenarios: Scenarios = {
  firing: {
    "root changes something": change(),
    "root signs in to the console": change({
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      eventType: "AwsConsoleSignIn",
      responseElements: { ConsoleLogin: "Success" },
    }),
    "root fails to sign in": change({
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      eventType: "AwsConsoleSignIn",
      errorMessage: "Failed authentication",
      responseElements: { ConsoleLogin: "Failure" },
    }),
    "a change is refused": change({ errorCode: "AccessDenied" }),
    "root reads with a long-term key": change({
      userIdentity: longTermKey,
      eventSource: "s3.amazonaws.com",
      eventName: "ListBuckets",
      readOnly: true,
    }),
    "the record does not say whether it reads": change({ readOnly: undefined }),
    "readOnly is a JSON null": change({ readOnly: null }),
    "readOnly is the string false": change({ readOnly: "false" }),
    "invokedBy is a JSON null": change({ userIdentity: { ...root, invokedBy: null } }),
    "root acts in the console, which signs as signin": change({
      userIdentity: { ...root, invokedBy: "signin.amazonaws.com" },
    }),
    "without an event type": change({ eventType: undefined }),
    "in a session that central root access opened": change({
      userIdentity: { ...root, sessionContext: { assumedRoot: "true" } },
    }),
  },
  quiet: {
    "somebody else changes something": change({ userIdentity: alice }),
    "a record without userIdentity": change({ userIdentity: undefined }),
    "a userIdentity that is a JSON null": change({ userIdentity: null }),
    "a userIdentity that is a string": change({ userIdentity: "Root" }),
  },
  nearMisses: {
    "root looks at a page of the console": change({ eventName: "ListUsers", readOnly: true }),
    "readOnly is the string true": change({ eventName: "ListUsers", readOnly: "true" }),
    "a service acts for root": change({
      userIdentity: { ...root, invokedBy: "autoscaling.amazonaws.com" },
    }),
    "a service reads for root with a long-term key": change({
      userIdentity: { ...longTermKey, invokedBy: "AWS Internal" },
      readOnly: true,
    }),
    "an event of a service": change({ eventType: "AwsServiceEvent" }),
    "an IAM user by the name of root": change({ userIdentity: { ...alice, userName: "root" } }),
    "type in other letters is another type": change({ userIdentity: { ...root, type: "root" } }),
  },
};
