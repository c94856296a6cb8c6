import { alice, root, session, variantsOf, type Scenarios } from "./event";

const login = variantsOf({
  eventSource: "signin.amazonaws.com",
  eventName: "ConsoleLogin",
  eventType: "AwsConsoleSignIn",
  awsRegion: "us-east-1",
  readOnly: false,
  responseElements: { ConsoleLogin: "Success" },
  additionalEventData: {
    LoginTo: "https://console.aws.amazon.com/",
    MobileVersion: "No",
    MFAUsed: "No",
  },
});

export const scenarios: Scenarios = {
  firing: {
    "an IAM user signs in with a password alone": login(),
    "root signs in with a password alone": login({ userIdentity: root }),
    "no second factor is recorded as false": login({ additionalEventData: { MFAUsed: false } }),
    "MFAUsed is a JSON null": login({ additionalEventData: { MFAUsed: null } }),
    "MFAUsed is absent": login({
      additionalEventData: { LoginTo: "https://console.aws.amazon.com/" },
    }),
    "additionalEventData is absent": login({ additionalEventData: undefined }),
    "additionalEventData is a JSON null": login({ additionalEventData: null }),
    "additionalEventData is a string that tells nothing": login({
      additionalEventData: "MFAUsed: Yes",
    }),
    "a key of other letters is another key": login({ additionalEventData: { mfaUsed: "Yes" } }),
    "a SamlProviderArn that is a JSON null is no federation": login({
      additionalEventData: { MFAUsed: "No", SamlProviderArn: null },
    }),
  },
  quiet: {
    "a call is no login": login({
      eventName: "DescribeInstances",
      eventSource: "ec2.amazonaws.com",
    }),
    "a refused switch of roles is no login": login({
      eventName: "SwitchRole",
      responseElements: { SwitchRole: "Failure" },
    }),
  },
  nearMisses: {
    "an IAM user signs in with a second factor": login({ additionalEventData: { MFAUsed: "Yes" } }),
    "the second factor is written YES": login({ additionalEventData: { MFAUsed: "YES" } }),
    "the second factor is a boolean": login({ additionalEventData: { MFAUsed: true } }),
    "the password is wrong": login({
      errorMessage: "Failed authentication",
      responseElements: { ConsoleLogin: "Failure" },
    }),
    "responseElements is a JSON null": login({ responseElements: null }),
    "responseElements is a string": login({ responseElements: "Success" }),
    "the second factor of IAM Identity Center is not known to AWS": login({
      userIdentity: session,
    }),
    "that of a SAML provider neither": login({
      userIdentity: { ...session, type: "SAMLUser" },
      additionalEventData: {
        MFAUsed: "No",
        SamlProviderArn: "arn:aws:iam::111122223333:saml-provider/idp",
      },
    }),
    "that of a federation token neither": login({
      userIdentity: { ...session, type: "FederatedUser" },
    }),
    "another service has an event of the same name": login({ eventSource: "console.example.com" }),
    "type in other letters is another type": login({ userIdentity: { ...alice, type: "iamuser" } }),
  },
};
