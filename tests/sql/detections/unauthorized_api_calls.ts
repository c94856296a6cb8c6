import { alice, session, variantsOf, type Scenarios } from "./event";

const refused = variantsOf({
  eventSource: "secretsmanager.amazonaws.com",
  eventName: "ListSecrets",
  errorCode: "AccessDenied",
  errorMessage: "User: alice is not authorized",
});

export const scenarios: Scenarios = {
  firing: {
    "a call is refused with AccessDenied": refused(),
    "most services say AccessDeniedException": refused({ errorCode: "AccessDeniedException" }),
    "EC2 says Client.UnauthorizedOperation": refused({
      eventSource: "ec2.amazonaws.com",
      errorCode: "Client.UnauthorizedOperation",
    }),
    "the quickstart's UnauthorizedOperation": refused({ errorCode: "UnauthorizedOperation" }),
    "without a source address": refused({ sourceIPAddress: undefined }),
    "with a source address that is a JSON null": refused({ sourceIPAddress: null }),
    "without an event name": refused({ eventName: undefined }),
    "with invokedBy as a JSON null": refused({ userIdentity: { ...alice, invokedBy: null } }),
    "by a person in the console": refused({
      userIdentity: { ...alice, invokedBy: "signin.amazonaws.com" },
    }),
    "by CloudFormation, which does what its caller wrote": refused({
      userIdentity: { ...session, invokedBy: "cloudformation.amazonaws.com" },
    }),
    "by somebody outside the account": refused({
      userIdentity: { type: "AWSAccount", principalId: "", accountId: "ANONYMOUS_PRINCIPAL" },
    }),
    "with a userIdentity that is a string": refused({ userIdentity: "anonymous" }),
    "with a userIdentity that is a JSON null": refused({ userIdentity: null }),
    "without a userIdentity": refused({ userIdentity: undefined }),
  },
  quiet: {
    "a call that succeeds": refused({ errorCode: undefined, errorMessage: undefined }),
    "a call that is throttled": refused({
      errorCode: "ThrottlingException",
      errorMessage: "Rate exceeded",
    }),
    "a call for what does not exist": refused({ errorCode: "ResourceNotFoundException" }),
  },
  nearMisses: {
    "an error code that is a JSON null": refused({ errorCode: null }),
    "AccessDenied in the message alone": refused({
      errorCode: "ValidationException",
      errorMessage: "AccessDenied",
    }),
    "in other letters it is another code": refused({ errorCode: "accessdenied" }),
    "a code that only ends like it": refused({ errorCode: "VpceAccessDenied" }),
    "a code that goes on after it": refused({ errorCode: "Client.UnauthorizedOperations" }),
    "log delivery probes a bucket": refused({ sourceIPAddress: "delivery.logs.amazonaws.com" }),
    "the console asks for a bucket's head": refused({
      eventSource: "s3.amazonaws.com",
      eventName: "HeadBucket",
    }),
    "a service works for itself": refused({
      userIdentity: { ...session, invokedBy: "config.amazonaws.com" },
      sourceIPAddress: "config.amazonaws.com",
    }),
  },
};
