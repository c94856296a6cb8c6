import { z } from "zod";
import { call, type Call } from "../resource/type";
import type { Aws, Key } from "./account";
import { AwsError } from "./error";
import { refusal, type AccessRequest } from "./policy";

/** A key by its ARN, its id or its alias, as KMS takes it. */
export function findKey({ keys }: Aws, name: string): Key | undefined {
  return keys.values().find(({ arn, id, alias }) => [arn, id, alias].includes(name));
}

/** @returns undefined if the key may be used so, or else why not. */
export function keyRefusal(
  { accountId, partition }: Aws,
  { arn, policy }: Key,
  request: Omit<AccessRequest, "resource" | "accountId" | "resourcePolicy">,
): Promise<string | undefined> {
  const byDefault = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
  return refusal({ ...request, resource: arn, accountId, resourcePolicy: policy ?? byDefault });
}

export const kmsCalls: Call<Aws>[] = [
  call(
    "aws:kms/getKey:getKey",
    z.strictObject({ keyId: z.string(), region: z.string().optional() }),
    ({ keyId, region }, aws, provider) => {
      const key = findKey(aws, keyId);
      if (!key) {
        throw new AwsError(
          `reading KMS Key (${keyId})`,
          "NotFoundException",
          `Key '${keyId}' does not exist`,
        );
      }
      return {
        id: key.id,
        keyId,
        arn: key.arn,
        awsAccountId: aws.accountId,
        cloudHsmClusterId: "",
        creationDate: aws.now.toISOString(),
        customKeyStoreId: "",
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        deletionDate: "",
        description: "",
        enabled: true,
        expirationModel: "",
        keyManager: "CUSTOMER",
        keySpec: "SYMMETRIC_DEFAULT",
        keyState: "Enabled",
        keyUsage: "ENCRYPT_DECRYPT",
        multiRegion: false,
        multiRegionConfigurations: [],
        origin: "AWS_KMS",
        pendingDeletionWindowInDays: 0,
        region: aws.regionOf(region, provider),
        validTo: "",
        xksKeyConfigurations: [],
      };
    },
  ),
];
