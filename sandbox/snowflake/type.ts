import { resourceType, type Definition, type Request, type ResourceType } from "../resource/type";
import type { Snowflake } from "./account";

export type SnowflakeRequest = Request<Snowflake>;

/** Defines a resource type of the Snowflake provider. */
export function snowflakeType<Inputs>(
  token: string,
  definition: Definition<Inputs, Snowflake>,
): ResourceType<Snowflake> {
  return resourceType(token, { naming: "name", ...definition });
}
