import { alice, session, variantsOf, type Event, type Scenarios } from "./event";

const change = variantsOf({
  eventName: "AuthorizeSecurityGroupIngress",
  readOnly: false,
  requestParameters: {
    groupId: "sg-0123456789abcdef0",
    ipPermissions: {
      items: [
        {
          ipProtocol: "tcp",
          fromPort: 22,
          toPort: 22,
          ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] },
        },
      ],
    },
  },
  responseElements: { _return: true },
});

const others = [
  "AuthorizeSecurityGroupEgress",
  "CreateSecurityGroup",
  "DeleteSecurityGroup",
  "ModifySecurityGroupRules",
  "RevokeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
];

export const scenarios: Scenarios = {
  firing: {
    "a group lets somebody in": change(),
    ...Object.fromEntries(
      others.map((eventName): [string, Event] => [eventName, change({ eventName })]),
    ),
    "an error code that is a JSON null is no error": change({ errorCode: null }),
    "requestParameters is a JSON null": change({ requestParameters: null }),
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
    "groups are listed": change({ eventName: "DescribeSecurityGroups", readOnly: true }),
    "a rule gets another description": change({
      eventName: "UpdateSecurityGroupRuleDescriptionsIngress",
    }),
  },
  nearMisses: {
    "a change is refused, which unauthorized_api_calls finds": change({
      errorCode: "Client.UnauthorizedOperation",
    }),
    "a dry run is recorded as an error and changes nothing": change({
      errorCode: "Client.DryRunOperation",
    }),
    "a rule exists already": change({ errorCode: "Client.InvalidPermission.Duplicate" }),
    "another service has an event of the same name": change({ eventSource: "ec2.example.com" }),
    "a database's security group is another thing": change({
      eventSource: "rds.amazonaws.com",
      eventName: "AuthorizeDBSecurityGroupIngress",
    }),
    "a service makes a group for itself": change({
      userIdentity: { ...session, invokedBy: "elasticloadbalancing.amazonaws.com" },
    }),
  },
};
