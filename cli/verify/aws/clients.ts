import type { CloudTrailClientConfig } from "@aws-sdk/client-cloudtrail";
import { boundedBytes } from "../bounded";

type Settings = Required<
  Pick<CloudTrailClientConfig, "region" | "maxAttempts" | "requestHandler" | "streamCollector">
> &
  Pick<CloudTrailClientConfig, "endpoint">;

/**
 * What the clients of all services are made with. Credentials come from where the SDK looks: the environment and the
 * AWS profile.
 *
 * @param endpointUrl Another server that speaks AWS's protocols. Undefined for AWS's own.
 */
export function clientSettings(region: string, endpointUrl: string | undefined): Settings {
  // On stderr the SDK tells which versions of Node its later releases will need. This release is the one that is used.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  return {
    region,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 10_000 },
    streamCollector: (stream: AsyncIterable<Uint8Array>) => boundedBytes(stream),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
  };
}

/** The region that an ARN names. */
export function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}
