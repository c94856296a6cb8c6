import type { Aws } from "../aws/account";
import { cloudtrailTypes } from "../aws/cloudtrail";
import { eventBridgeTypes } from "../aws/eventBridge";
import { iamTypes } from "../aws/iam";
import { identityCalls, identityTypes } from "../aws/identity";
import { kmsCalls, kmsTypes } from "../aws/kms";
import { logsTypes } from "../aws/logs";
import { bucket, getBucket } from "../aws/s3/bucket";
import { getBucketNotification, notificationTypes } from "../aws/s3/notification";
import { protectionTypes } from "../aws/s3/protection";
import { retentionTypes } from "../aws/s3/retention";
import { snsTypes } from "../aws/sns";
import type { Properties } from "../resource/properties";
import type { Call, Request, ResourceType } from "../resource/type";
import type { Snowflake } from "../snowflake/account";
import { alertTypes } from "../snowflake/alert";
import { databaseTypes } from "../snowflake/database";
import { dynamicTableTypes } from "../snowflake/dynamicTable";
import { executeTypes } from "../snowflake/execute";
import { functionTypes } from "../snowflake/function";
import { grantTypes } from "../snowflake/grant";
import { integrationTypes } from "../snowflake/integration";
import { notifierTypes } from "../snowflake/notifier";
import { getSystemGetAwsSnsIamPolicy, pipeTypes } from "../snowflake/pipe";
import { providerTypes } from "../snowflake/provider";
import { resourceMonitorTypes } from "../snowflake/resourceMonitor";
import { roleTypes } from "../snowflake/role";
import { secretTypes } from "../snowflake/secret";
import { stageTypes } from "../snowflake/stage";
import { streamTypes } from "../snowflake/stream";
import { tableTypes } from "../snowflake/table";
import { taskTypes } from "../snowflake/task";
import { viewTypes } from "../snowflake/view";
import { warehouseTypes } from "../snowflake/warehouse";
import { randomTypes } from "./random";

/** The accounts that providers work on. */
export interface Accounts {
  readonly aws: Aws;
  readonly snowflake: Snowflake;
}

type AccountOf<Account> = (accounts: Accounts, provider: Properties) => Account;

/** In AWS, the account that a provider acts in. */
const awsOf: AccountOf<Aws> = ({ aws }, provider) => aws.of(provider);

/** Everything that the sandbox knows. What is not here is refused. */
export const resourceTypes: ReadonlyMap<string, ResourceType<Accounts>> = byToken([
  ...[
    identityTypes,
    [bucket],
    protectionTypes,
    retentionTypes,
    notificationTypes,
    iamTypes,
    kmsTypes,
    cloudtrailTypes,
    logsTypes,
    snsTypes,
    eventBridgeTypes,
  ]
    .flat()
    .map((type) => within(type, awsOf)),
  ...[
    providerTypes,
    roleTypes,
    grantTypes,
    resourceMonitorTypes,
    warehouseTypes,
    databaseTypes,
    integrationTypes,
    notifierTypes,
    secretTypes,
    executeTypes,
    stageTypes,
    tableTypes,
    functionTypes,
    viewTypes,
    streamTypes,
    taskTypes,
    alertTypes,
    dynamicTableTypes,
    pipeTypes,
  ]
    .flat()
    .map((type) => within(type, ({ snowflake }) => snowflake)),
  ...randomTypes,
]);

export const calls: ReadonlyMap<string, Call<Accounts>> = byToken([
  ...[identityCalls, [getBucket, getBucketNotification], kmsCalls]
    .flat()
    .map((call) => asking(call, awsOf)),
  asking(getSystemGetAwsSnsIamPolicy, ({ snowflake }) => snowflake),
]);

/** A call that is answered from one of the accounts. */
function asking<Account>(call: Call<Account>, accountOf: AccountOf<Account>): Call<Accounts> {
  return {
    ...call,
    answer: (inputs, accounts, provider) =>
      call.answer(inputs, accountOf(accounts, provider), provider),
  };
}

function byToken<T extends { token: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((each) => [each.token, each]));
}

/** A type that works on one of the accounts. */
function within<Account>(
  type: ResourceType<Account>,
  accountOf: AccountOf<Account>,
): ResourceType<Accounts> {
  const inside = (request: Request<Accounts>): Request<Account> => ({
    ...request,
    account: accountOf(request.account, request.provider),
  });
  const { check, update } = type;
  return {
    ...type,
    check: check && ((inputs, request) => check(inputs, inside(request))),
    create: (inputs, request) => type.create(inputs, inside(request)),
    update: update && ((inputs, before, request) => update(inputs, before, inside(request))),
    delete: (before, request) => type.delete(before, inside(request)),
    read: (before, request) => type.read(before, inside(request)),
  };
}
