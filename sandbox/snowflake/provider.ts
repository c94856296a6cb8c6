import { z } from "zod";
import { automaticName } from "../names";
import type { Moment } from "../pulumi/order";
import { resourceType, type Creation, type ResourceType } from "../pulumi/resourceType";
import { hasUnknown, type Properties } from "../pulumi/wire";
import { SnowflakeError, type Snowflake } from "./account";
import { quoted } from "./identifier";

/** Configuring a provider logs in, in a preview too. */
const provider = resourceType("pulumi:providers:snowflake", {
  check: (inputs, { sandbox, at }) => logIn(inputs, sandbox.snowflake, at),
  inputs: z.looseObject({
    warehouse: z.string().optional(),
    validateDefaultParameters: z.enum(["true", "false"]).optional(),
    previewFeaturesEnabled: z.string().optional(),
    authenticator: z.string().optional(),
  }),
  create: (inputs, { name, urn }) => ({ id: automaticName(name, urn), outputs: inputs }),
});

export const providerTypes: ResourceType[] = [provider];

/** @throws SnowflakeError if the login names a warehouse that does not exist, and asks to check that. */
function logIn(inputs: Properties, { warehouses }: Snowflake, at: Moment): void {
  const { warehouse, validateDefaultParameters } = inputs;
  if (validateDefaultParameters === "false" || hasUnknown(warehouse)) return;
  if (typeof warehouse === "string" && warehouse !== "" && !warehouses.get(quoted(warehouse), at)) {
    throw new SnowflakeError(
      `390201 (08004): The requested warehouse does not exist or not authorized: ${warehouse}. ` +
        'A preview logs in too, before the warehouse is made: set validateDefaultParameters to "false"',
    );
  }
}

/** @throws SnowflakeError if the resource is in preview and its flag is not set on its own provider. */
export function requireFeature(feature: string, { provider }: Creation): void {
  const flags = z.array(z.string()).safeParse(fromJson(provider.previewFeaturesEnabled));
  if (!flags.success || !flags.data.includes(feature)) {
    throw new SnowflakeError(
      `${feature} is currently a preview feature, and must be enabled by adding ${feature} to \`preview_features_enabled\` in Terraform configuration.`,
    );
  }
}

/** @throws SnowflakeError if the session of this provider has no warehouse to run a query on. */
export function requireWarehouse({ provider, sandbox, at }: Creation): void {
  const { warehouse } = provider;
  if (typeof warehouse !== "string" || !sandbox.snowflake.warehouses.get(quoted(warehouse), at)) {
    throw new SnowflakeError(
      "000606 (57P03): No active warehouse selected in the current session. Select an active warehouse with the 'use warehouse' command.",
    );
  }
}

/** The SDK hands a provider's lists and booleans over as JSON. */
function fromJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
