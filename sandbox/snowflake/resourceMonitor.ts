import { z } from "zod";
import { automaticName } from "../resource/names";
import type { Properties } from "../resource/properties";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { alreadyExists, doesNotExist, SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { snowflakeType, type SnowflakeRequest } from "./type";

const percentage = z.int().min(1);

const inputs = z.strictObject({
  name: z.string().optional(),
  creditQuota: z.int().min(1),
  notifyTriggers: z.array(percentage).optional(),
  suspendTrigger: percentage.optional(),
  suspendImmediateTrigger: percentage.optional(),
  notifyUsers: z.array(z.string()).optional(),
});

/** A monitor that counts from its creation on, and begins anew with each month. */
const resourceMonitor = snowflakeType("snowflake:index/resourceMonitor:ResourceMonitor", {
  replacedBy: ["name"],
  inputs,
  create(given, request) {
    const { account, origin } = request;
    const name = given.name ?? automaticName(request);
    const id = quoted(name);
    if (account.resourceMonitors.has(id)) throw alreadyExists(name);
    requireUsers(given, request);
    account.resourceMonitors.add(id, { name, exceeded: false }, origin);
    return { id, outputs: { ...given, ...facts(name, given.creditQuota) } };
  },
  update(given, { id }, request) {
    const found = request.account.resourceMonitors.get(id, request.at);
    if (!found) throw doesNotExist("Resource monitor", id);
    requireUsers(given, request);
    return { outputs: facts(found.name, given.creditQuota) };
  },
  delete({ id }, { account }) {
    account.resourceMonitors.remove(id);
    // A warehouse without its monitor runs without a limit.
    for (const warehouse of account.warehouses.values()) {
      if (warehouse.resourceMonitor === id) warehouse.resourceMonitor = undefined;
    }
  },
  read: ({ id }, { account }) => (account.resourceMonitors.has(id) ? {} : undefined),
});

export const resourceMonitorTypes: ResourceType<Snowflake>[] = [resourceMonitor];

/** @throws SnowflakeError if one of the users does not exist, or has verified no e-mail address. */
function requireUsers(
  { notifyUsers = [] }: z.infer<typeof inputs>,
  { account }: SnowflakeRequest,
): void {
  const unknown = notifyUsers.find((user) => !account.users.has(user));
  if (unknown === undefined) return;
  throw new SnowflakeError(
    `090268 (22023): User '${unknown}' does not exist or has no verified email address.`,
  );
}

function facts(name: string, creditQuota: number): Properties {
  return { name, fullyQualifiedName: quoted(name), showOutputs: [{ name, creditQuota }] };
}
