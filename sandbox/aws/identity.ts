import { z } from "zod";
import { call, resourceType, type Call, type ResourceType } from "../pulumi/resourceType";
import { automaticName } from "../names";

/** Who and where one is: the provider itself, the caller, the partition, the region, the organization. */

const region = z.string().optional();

const provider = resourceType("pulumi:providers:aws", {
  inputs: z.looseObject({
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is no AWS region")
      .optional(),
  }),
  seconds: 0,
  create: (inputs, { name, urn }) => ({ id: automaticName(name, urn), outputs: inputs }),
});

export const identityTypes: ResourceType[] = [provider];

export const identityCalls: Call[] = [
  call(
    "aws:index/getCallerIdentity:getCallerIdentity",
    z.strictObject({ id: z.string().optional() }),
    (_, { aws }) => ({
      id: aws.accountId,
      accountId: aws.accountId,
      arn: `arn:${aws.partition}:iam::${aws.accountId}:user/operator`,
      userId: "AIDASANDBOXOPERATOR00",
    }),
  ),
  call(
    "aws:index/getPartition:getPartition",
    z.strictObject({ id: z.string().optional() }),
    (_, { aws }) => ({
      id: aws.partition,
      partition: aws.partition,
      dnsSuffix: aws.dnsSuffix,
      reverseDnsPrefix: aws.dnsSuffix.split(".").reverse().join("."),
    }),
  ),
  call(
    "aws:index/getRegion:getRegion",
    z.strictObject({
      endpoint: z.string().optional(),
      id: z.string().optional(),
      name: z.string().optional(),
      region,
    }),
    (inputs, { aws }, provider) => {
      const name = aws.regionOf(inputs.region ?? inputs.name, provider);
      return {
        id: name,
        name,
        region: name,
        description: name,
        endpoint: `ec2.${name}.${aws.dnsSuffix}`,
      };
    },
  ),
  call(
    "aws:organizations/getOrganization:getOrganization",
    z.strictObject({ returnOrganizationOnly: z.boolean().optional() }),
    (_, { aws }) => {
      const id = aws.organizationId;
      if (id === undefined) {
        throw new Error(
          "reading Organizations Organization: AWSOrganizationsNotInUseException: Your account is not a member of an organization.",
        );
      }
      const master = `arn:${aws.partition}:organizations::${aws.accountId}:account/${id}/${aws.accountId}`;
      return {
        id,
        arn: `arn:${aws.partition}:organizations::${aws.accountId}:organization/${id}`,
        accounts: [],
        awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com"],
        enabledPolicyTypes: [],
        featureSet: "ALL",
        masterAccountArn: master,
        masterAccountEmail: "master@example.com",
        masterAccountId: aws.accountId,
        masterAccountName: "master",
        nonMasterAccounts: [],
        roots: [],
      };
    },
  ),
];
