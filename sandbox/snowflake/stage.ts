import { z } from "zod";
import type { ResourceType } from "../resource/type";
import type { Integration, Snowflake } from "./account";
import { newIn, requireSchema } from "./database";
import { doesNotExist, SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { locationRefusal } from "./integration";
import { requireFeature } from "./provider";
import { snowflakeType, type SnowflakeRequest } from "./type";

const feature = "snowflake_stage_resource";

const stage = snowflakeType("snowflake:index/stage:Stage", {
  replacedBy: ["name", "database", "schema"],
  // Not taken: fileFormat (reads back incompletely, so every update shows a change), directory (replaces
  // the stage on every update and so stops its pipe), tags (silently not created), credentials.
  inputs: z.strictObject({
    database: z.string(),
    schema: z.string(),
    name: z.string().optional(),
    comment: z.string().optional(),
    url: z.string().regex(/^s3(gov|china)?:\/\/[^/]+\//, "must be s3://<bucket>/<path>/"),
    storageIntegration: z.string(),
  }),
  create(inputs, request) {
    requireFeature(feature, request);
    const { account, origin } = request;
    const { database, schema, url, storageIntegration } = inputs;
    const { name, id } = newIn(account.stages, inputs, request);
    const integration = integrationFor(storageIntegration, request);
    refuseLocation(integration, url);
    account.stages.add(id, { database, schema, name, url, integration }, origin);
    return {
      id: `${database}|${schema}|${name}`,
      outputs: { ...inputs, name, fullyQualifiedName: id, awsExternalId: "", snowflakeIamUser: "" },
    };
  },
  update({ url, storageIntegration }, { inputs, outputs }, request) {
    requireFeature(feature, request);
    const { account, at, origin } = request;
    const id = String(outputs.fullyQualifiedName);
    const found = account.stages.get(id, at);
    if (!found) throw doesNotExist("Stage", id);
    // Only what differs is altered: a stage stays bound to an integration that was made anew under its name.
    if (storageIntegration !== inputs.storageIntegration) {
      found.integration = integrationFor(storageIntegration, request);
    }
    refuseLocation(found.integration, url);
    found.url = url;
    account.stages.change(id, found, origin);
    return {};
  },
  delete({ inputs, outputs }, request) {
    requireFeature(feature, request);
    requireSchema(request.account, inputs.database, inputs.schema, request.at);
    request.account.stages.remove(String(outputs.fullyQualifiedName));
  },
  read({ outputs }, request) {
    requireFeature(feature, request);
    const found = request.account.stages.get(String(outputs.fullyQualifiedName));
    if (!found) {
      throw new SnowflakeError(
        "002043 (02000): SQL compilation error: Object does not exist, or operation cannot be performed.",
      );
    }
    return { url: found.url, storageIntegration: found.integration.name };
  },
});

export const stageTypes: ResourceType<Snowflake>[] = [stage];

/** The provider puts the name in quotes, so only the plain name finds the integration. */
function integrationFor(name: string, { account, at }: SnowflakeRequest): Integration {
  const found = account.integrations.get(quoted(name), at);
  if (!found) throw doesNotExist("Integration", quoted(name));
  return found;
}

function refuseLocation(integration: Integration, url: string): void {
  const refused = locationRefusal(integration, url);
  if (refused === undefined) return;
  throw new SnowflakeError(
    `003167 (42601): Invalid stage: ${refused}. Please use DESC INTEGRATION`,
  );
}
