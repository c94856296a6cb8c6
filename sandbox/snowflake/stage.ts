import { z } from "zod";
import { automaticName } from "../names";
import { resourceType, type ResourceType } from "../pulumi/resourceType";
import { alreadyExists, SnowflakeError } from "./account";
import { requireSchema } from "./database";
import { quoted } from "./identifier";
import { locationRefusal, type Integration } from "./integration";
import { requireFeature } from "./provider";

/** An external stage: a place in a bucket, reached through an integration. */
export interface Stage {
  /** Fully qualified. */
  name: string;
  url: string;
  /** The integration itself: a new one of the same name is not the one that the stage is bound to. */
  integration: Integration;
}

const stage = resourceType("snowflake:index/stage:Stage", {
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
  create(inputs, creation) {
    requireFeature("snowflake_stage_resource", creation);
    const { sandbox, at, origin } = creation;
    const { snowflake } = sandbox;
    const { database, schema, url, storageIntegration } = inputs;
    requireSchema(snowflake, database, schema, at);
    const name = inputs.name ?? automaticName(creation.name, creation.urn);
    const id = quoted(database, schema, name);
    if (snowflake.stages.has(id)) throw alreadyExists(name);
    // The provider puts the name in quotes, so only the plain name finds the integration.
    const integration = snowflake.integrations.get(quoted(storageIntegration), at);
    if (!integration) {
      throw new SnowflakeError(
        `002003 (02000): SQL compilation error: Integration '${quoted(storageIntegration)}' does not exist or not authorized.`,
      );
    }
    const refused = locationRefusal(integration, url);
    if (refused !== undefined) {
      throw new SnowflakeError(
        `003167 (42601): Invalid stage: ${refused}. Please use DESC INTEGRATION`,
      );
    }
    snowflake.stages.add(id, { name: id, url, integration }, origin);
    return {
      id: `${database}|${schema}|${name}`,
      outputs: { ...inputs, name, fullyQualifiedName: id, awsExternalId: "", snowflakeIamUser: "" },
    };
  },
});

export const stageTypes: ResourceType[] = [stage];

/** Where a stage is: `s3://bucket/path/` as bucket and path. */
export function placeOf(url: string): { bucket: string; path: string } {
  const [, bucket = "", path = ""] = /^s3(?:gov|china)?:\/\/([^/]+)\/(.*)$/.exec(url) ?? [];
  return { bucket, path };
}
