import { cloudtrailTypes } from "../aws/cloudtrail";
import { iamTypes } from "../aws/iam";
import { identityCalls, identityTypes } from "../aws/identity";
import { kmsCalls } from "../aws/kms";
import { bucket, getBucket } from "../aws/s3/bucket";
import { notificationTypes } from "../aws/s3/notification";
import { protectionTypes } from "../aws/s3/protection";
import { retentionTypes } from "../aws/s3/retention";
import { dynamicTypes } from "./dynamic";
import { randomTypes } from "./random";
import type { Call, ResourceType } from "./resourceType";
import { databaseTypes } from "../snowflake/database";
import { integrationTypes } from "../snowflake/integration";
import { pipeTypes } from "../snowflake/pipe";
import { providerTypes } from "../snowflake/provider";
import { relationTypes } from "../snowflake/relation";
import { stageTypes } from "../snowflake/stage";
import { warehouseTypes } from "../snowflake/warehouse";

/** Everything that the sandbox knows. What is not here is refused. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  [
    identityTypes,
    [bucket],
    protectionTypes,
    retentionTypes,
    notificationTypes,
    iamTypes,
    cloudtrailTypes,
    providerTypes,
    warehouseTypes,
    databaseTypes,
    integrationTypes,
    stageTypes,
    relationTypes,
    pipeTypes,
    randomTypes,
    dynamicTypes,
  ]
    .flat()
    .map((type) => [type.token, type]),
);

export const calls: ReadonlyMap<string, Call> = new Map(
  [identityCalls, [getBucket], kmsCalls].flat().map((call) => [call.token, call]),
);
