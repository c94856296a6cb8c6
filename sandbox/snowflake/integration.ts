import { z } from "zod";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Integration, Snowflake } from "./account";
import { alreadyExists, doesNotExist, SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { requireFeature } from "./provider";
import { snowflakeType } from "./type";

/** How locations begin in the partitions of AWS. */
const schemes = { S3: "s3://", S3GOV: "s3gov://", S3CHINA: "s3china://" };

const feature = "snowflake_storage_integration_resource";

const inputs = z.strictObject({
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
});

const integration = snowflakeType("snowflake:index/storageIntegration:StorageIntegration", {
  replacedBy: ["name", "type", "storageProvider"],
  inputs,
  seconds: 2,
  create(inputs, request) {
    requireFeature(feature, request);
    const { account, origin } = request;
    const name = inputs.name ?? automaticName(request);
    const properties = propertiesOf(inputs);
    const id = quoted(name);
    requireFreeName(account, name);
    const identity = { userArn: account.iamUserArn, externalId: account.newExternalId() };
    account.integrations.add(id, { name, ...identity, ...properties }, origin);
    return {
      id: name,
      outputs: {
        enabled: true,
        type: "EXTERNAL_STAGE",
        ...inputs,
        name,
        fullyQualifiedName: id,
        createdOn: account.now.toISOString(),
        storageAwsExternalId: identity.externalId,
        storageAwsIamUserArn: identity.userArn,
        storageGcpServiceAccount: "",
        azureConsentUrl: "",
        azureMultiTenantAppName: "",
      },
    };
  },
  update(inputs, { id }, request) {
    requireFeature(feature, request);
    const { integrations } = request.account;
    const found = integrations.get(quoted(id), request.at);
    if (!found) throw doesNotExist("Integration", id);
    // ALTER keeps the identity, and stages stay bound to it.
    integrations.change(quoted(id), Object.assign(found, propertiesOf(inputs)), request.origin);
    return {};
  },
  delete({ id }, request) {
    requireFeature(feature, request);
    // Stages that are bound to it stay, and lead nowhere.
    request.account.integrations.remove(quoted(id));
  },
  read({ id }, request) {
    requireFeature(feature, request);
    const found = request.account.integrations.get(quoted(id));
    return (
      found && {
        enabled: found.enabled,
        storageAwsRoleArn: found.roleArn,
        storageAllowedLocations: found.allowed,
      }
    );
  },
});

export const integrationTypes: ResourceType<Snowflake>[] = [integration];

/** Integrations of every type share one name space. @throws SnowflakeError if one has the name. */
export function requireFreeName({ integrations, notifiers }: Snowflake, name: string): void {
  if (integrations.has(quoted(name)) || notifiers.has(quoted(name))) throw alreadyExists(name);
}

/** What ALTER may change. */
function propertiesOf(
  given: z.infer<typeof inputs>,
): Pick<Integration, "enabled" | "roleArn" | "allowed" | "blocked"> {
  const { storageAllowedLocations: allowed, storageBlockedLocations: blocked = [] } = given;
  const scheme = schemes[given.storageProvider];
  for (const location of [...allowed, ...blocked]) {
    if (location !== "*" && !location.startsWith(scheme)) {
      throw new SnowflakeError(
        `001011 (42601): SQL compilation error: invalid value [${location}] for parameter 'STORAGE_ALLOWED_LOCATIONS': a location of ${given.storageProvider} begins with ${scheme}`,
      );
    }
  }
  return { enabled: given.enabled ?? true, roleArn: given.storageAwsRoleArn, allowed, blocked };
}

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
