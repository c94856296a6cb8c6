import { resourceType, type Definition, type Request, type ResourceType } from "../resource/type";
import type { Aws } from "./account";

export type AwsRequest = Request<Aws>;

/** Defines a resource type of the AWS provider. */
export function awsType<Inputs>(
  token: string,
  definition: Definition<Inputs, Aws>,
): ResourceType<Aws> {
  return resourceType(token, definition);
}
