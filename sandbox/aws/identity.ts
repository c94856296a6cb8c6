import { z } from "zod";
import { call, type Call, type ResourceType } from "../resource/type";
import { automaticName } from "../resource/names";
import type { Aws } from "./account";
import { awsType } from "./type";

/** Who and where one is: the provider itself, the caller, the partition, the region, the organization. */

const region = z.string().optional();

const provider = awsType("pulumi:providers:aws", {
  inputs: z.looseObject({
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is no AWS region")
      .optional(),
  }),
  seconds: 0,
  create(inputs, request) {
    // It tries its credentials.
    request.account.of(inputs);
    return { id: automaticName(request), outputs: inputs };
  },
  update: () => ({}),
  delete: () => undefined,
  read: () => ({}),
});

export const identityTypes: ResourceType<Aws>[] = [provider];

export const identityCalls: Call<Aws>[] = [
  call(
    "aws:index/getCallerIdentity:getCallerIdentity",
    z.strictObject({ id: z.string().optional() }),
    (_, aws: Aws) => ({
      id: aws.accountId,
      accountId: aws.accountId,
      arn: `arn:${aws.partition}:iam::${aws.accountId}:user/operator`,
      userId: "AIDASANDBOXOPERATOR00",
    }),
  ),
  call(
    "aws:index/getPartition:getPartition",
    z.strictObject({ id: z.string().optional() }),
    (_, aws: Aws) => ({
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
    (inputs, aws: Aws, provider) => {
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
    (_, aws: Aws) => {
      const { organization } = aws;
      if (!organization) {
        throw new Error(
          "reading Organizations Organization: AWSOrganizationsNotInUseException: Your account is not a member of an organization.",
        );
      }
      const { id, managementAccountId, trustsCloudTrail } = organization;
      const owner = `arn:${aws.partition}:organizations::${managementAccountId}`;
      return {
        id,
        arn: `${owner}:organization/${id}`,
        accounts: [],
        awsServiceAccessPrincipals: trustsCloudTrail ? ["cloudtrail.amazonaws.com"] : [],
        enabledPolicyTypes: [],
        featureSet: "ALL",
        masterAccountArn: `${owner}:account/${id}/${managementAccountId}`,
        masterAccountEmail: "master@example.com",
        masterAccountId: managementAccountId,
        masterAccountName: "master",
        nonMasterAccounts: [],
        roots: [],
      };
    },
  ),
];
