import { z } from "zod";
import { automaticName } from "../names";
import { resourceType, type ResourceType } from "../pulumi/resourceType";
import { alreadyExists, SnowflakeError } from "./account";
import { quoted } from "./identifier";
import { requireFeature } from "./provider";

/** A storage integration: which role Snowflake assumes, and where it may then go. */
export interface Integration {
  name: string;
  enabled: boolean;
  roleArn: string;
  allowed: string[];
  blocked: string[];
  externalId: string;
}

/** How locations begin in the partitions of AWS. */
const schemes = { S3: "s3://", S3GOV: "s3gov://", S3CHINA: "s3china://" };

const integration = resourceType("snowflake:index/storageIntegration:StorageIntegration", {
  replacedBy: ["name", "type", "storageProvider"],
  inputs: z.strictObject({
    name: z.string().optional(),
    comment: z.string().optional(),
    type: z.literal("EXTERNAL_STAGE").optional(),
    enabled: z.boolean().optional(),
    storageProvider: z.enum(["S3", "S3GOV", "S3CHINA"]),
    storageAwsRoleArn: z
      .string()
      .regex(/^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/.+$/, "is no role's ARN"),
    storageAllowedLocations: z.array(z.string()).min(1),
    storageBlockedLocations: z.array(z.string()).optional(),
  }),
  seconds: 2,
  create(inputs, creation) {
    requireFeature("snowflake_storage_integration_resource", creation);
    const { snowflake } = creation.sandbox;
    const name = inputs.name ?? automaticName(creation.name, creation.urn);
    const { storageAllowedLocations: allowed, storageBlockedLocations: blocked = [] } = inputs;
    const scheme = schemes[inputs.storageProvider];
    for (const location of [...allowed, ...blocked]) {
      if (location !== "*" && !location.startsWith(scheme)) {
        throw new SnowflakeError(
          `001011 (42601): SQL compilation error: invalid value [${location}] for parameter 'STORAGE_ALLOWED_LOCATIONS': a location of ${inputs.storageProvider} begins with ${scheme}`,
        );
      }
    }
    const id = quoted(name);
    if (snowflake.integrations.has(id)) throw alreadyExists(name);
    const externalId = snowflake.newExternalId();
    snowflake.integrations.add(
      id,
      {
        name,
        enabled: inputs.enabled ?? true,
        roleArn: inputs.storageAwsRoleArn,
        allowed,
        blocked,
        externalId,
      },
      creation.origin,
    );
    return {
      id: name,
      outputs: {
        enabled: true,
        type: "EXTERNAL_STAGE",
        ...inputs,
        name,
        fullyQualifiedName: id,
        createdOn: creation.sandbox.now.toISOString(),
        storageAwsExternalId: externalId,
        storageAwsIamUserArn: snowflake.iamUserArn,
        storageGcpServiceAccount: "",
        azureConsentUrl: "",
        azureMultiTenantAppName: "",
      },
    };
  },
});

export const integrationTypes: ResourceType[] = [integration];

/** @returns undefined if the integration lets Snowflake go there, or else why not. */
export function locationRefusal(
  { name, enabled, allowed, blocked }: Integration,
  location: string,
): string | undefined {
  if (!enabled) return `integration '${name}' is disabled`;
  const within = (place: string): boolean => place === "*" || location.startsWith(place);
  return allowed.some(within) && !blocked.some(within)
    ? undefined
    : `location '${location}' is not allowed by integration '${name}' (allowed: ${allowed.join(", ")})`;
}
