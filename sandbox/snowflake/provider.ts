import { z } from "zod";
import { automaticName } from "../resource/names";
import type { Moment } from "../resource/order";
import { hasUnknown, type Properties } from "../resource/properties";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { snowflakeType, type SnowflakeRequest } from "./type";

/** Configuring a provider logs in, in a preview too. */
const provider = snowflakeType("pulumi:providers:snowflake", {
  check: (inputs, { account, at }) => logIn(inputs, account, at),
  inputs: z.looseObject({
    warehouse: z.string().optional(),
    validateDefaultParameters: z.enum(["true", "false"]).optional(),
    previewFeaturesEnabled: z.string().optional(),
    authenticator: z.string().optional(),
  }),
  create: (inputs, request) => ({ id: automaticName(request), outputs: inputs }),
  update: () => ({}),
  delete: () => undefined,
  read: () => ({}),
});

export const providerTypes: ResourceType<Snowflake>[] = [provider];

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
export function requireFeature(
  feature: string,
  { provider }: Pick<SnowflakeRequest, "provider">,
): void {
  const flags = z.array(z.string()).safeParse(fromJson(provider.previewFeaturesEnabled));
  if (!flags.success || !flags.data.includes(feature)) {
    throw new SnowflakeError(
      `${feature} is currently a preview feature, and must be enabled by adding ${feature} to \`preview_features_enabled\` in Terraform configuration.`,
    );
  }
}

/** @throws SnowflakeError if the session of this provider has no warehouse to run a query on. */
export function requireWarehouse({ provider, account, at }: SnowflakeRequest): void {
  const { warehouse } = provider;
  if (typeof warehouse !== "string" || !account.warehouses.get(quoted(warehouse), at)) {
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
