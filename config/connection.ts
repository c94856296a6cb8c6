import * as pulumi from "@pulumi/pulumi";
import type * as snowflake from "@pulumi/snowflake";

import type { Reader } from "./reader";

// Everything that the provider's constructor takes, except what the program decides itself.
const connectionKeys = {
  text:
    "accountName authenticator clientIp clientRequestMfaToken clientStoreTemporaryCredential disableConsoleLogin " +
    "driverTracing host includeRetryReason ocspFailOpen oktaUrl organizationName passcode password privateKey " +
    "privateKeyPassphrase profile protocol role tmpDirectoryPath token user",
  whole:
    "clientTimeout externalBrowserTimeout jwtClientTimeout jwtExpireTimeout loginTimeout maxRetryCount port requestTimeout",
  flag:
    "disableQueryContextCache disableTelemetry insecureMode keepSessionAlive passcodeInPassword " +
    "skipTomlFilePermissionVerification useLegacyTomlFile",
  json: "params tokenAccessor",
} as const;

/** What the program sets itself: a stack may hold them for other programs. */
export const decidedByProgram = [
  "previewFeaturesEnabled",
  "validateDefaultParameters",
  "warehouse",
];

/**
 * The stack's `snowflake:*` configuration, which an explicit provider does not see by itself. All of it is
 * forwarded as secret: whether a value was stored as one cannot be asked.
 */
export function readConnection(read: Reader): snowflake.ProviderArgs {
  const args = (["text", "whole", "flag", "json"] as const).flatMap((kind) =>
    connectionKeys[kind].split(" ").flatMap((key): [string, pulumi.Output<unknown>][] => {
      const value = read[kind](key);
      return value === undefined ? [] : [[key, pulumi.secret(value)]];
    }),
  );
  return Object.fromEntries(args);
}
