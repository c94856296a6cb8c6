import type { CloudTrailClientConfig } from "@aws-sdk/client-cloudtrail";
import { boundedBytes } from "../bounded";

/** How AWS is reached. What is not told here comes from where the SDK looks: the environment and the AWS profile. */
export interface AwsAccess {
  /** Another server that speaks AWS's protocols. Defaults to AWS's own. */
  endpointUrl?: string;
  /** The profile whose credentials are used. Defaults to those of the environment. */
  profile?: string;
}

type Settings = Pick<
  CloudTrailClientConfig,
  | ("region" | "maxAttempts" | "requestHandler" | "streamCollector")
  | ("logger" | "endpoint" | "profile")
>;

/** What the clients of all services are made with. */
export function clientSettings(region: string, { endpointUrl, profile }: AwsAccess): Settings {
  // On stderr the SDK tells which versions of Node its later releases will need. This release is the one that is used.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  return {
    region,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 10_000 },
    streamCollector: (stream: AsyncIterable<Uint8Array>) => boundedBytes(stream),
    // That a profile goes before the keys of the environment is what was asked for.
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    ...(profile === undefined ? {} : { profile }),
  };
}

function silent(): void {
  // Nothing is told.
}

/** The region that an ARN names. */
export function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}
