import type { Trail, TrailStatus } from "../facts";
import { clientSettings, regionOf, type AwsAccess } from "./clients";
import { answered } from "./failure";

type Question<Value> = (abortSignal: AbortSignal) => Promise<Value>;

/** What may be asked of CloudTrail about a trail; undefined is answered for one that does not exist. */
export async function trailQuestions(
  arn: string,
  access: AwsAccess,
): Promise<{ trail: Question<Trail | undefined>; status: Question<TrailStatus | undefined> }> {
  const sdk = await import("@aws-sdk/client-cloudtrail");
  const client = new sdk.CloudTrailClient(clientSettings(regionOf(arn), access));
  const missing = ["TrailNotFoundException"];
  return {
    trail: async (abortSignal) => {
      const told = await answered("cloudtrail:GetTrail", missing, () =>
        client.send(new sdk.GetTrailCommand({ Name: arn }), { abortSignal }),
      );
      const trail = told?.Trail;
      return trail && { bucket: trail.S3BucketName ?? "", prefix: trail.S3KeyPrefix ?? "" };
    },
    status: async (abortSignal) => {
      const told = await answered("cloudtrail:GetTrailStatus", missing, () =>
        client.send(new sdk.GetTrailStatusCommand({ Name: arn }), { abortSignal }),
      );
      return (
        told && {
          isLogging: told.IsLogging ?? false,
          deliveryError: told.LatestDeliveryError ?? "",
          delivered: later(told.LatestDeliveryTime, told.LatestDigestDeliveryTime),
          started: told.StartLoggingTime,
        }
      );
    },
  };
}

function later(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one !== undefined && other !== undefined && one < other ? other : (one ?? other);
}
