import { z } from "zod";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import { alreadyExists, doesNotExist } from "./error";
import { quoted } from "./identifier";
import { snowflakeType, type SnowflakeRequest } from "./type";

const flag = z.enum(["true", "false"], 'is the string "true" or "false"').optional();
const seconds = z.int().min(0).optional();

const warehouse = snowflakeType("snowflake:index/warehouse:Warehouse", {
  replacedWithout: ["warehouseSize"],
  inputs: z.strictObject({
    name: z.string().optional(),
    comment: z.string().optional(),
    warehouseSize: z
      .string()
      .regex(
        /^(X-?SMALL|SMALL|MEDIUM|LARGE|X-?LARGE|XX-?LARGE|2X-?LARGE|XXX-?LARGE|[3-6]X-?LARGE)$/i,
        "is no warehouse size",
      )
      .optional(),
    warehouseType: z.enum(["STANDARD", "SNOWPARK-OPTIMIZED"]).optional(),
    autoSuspend: seconds,
    autoResume: flag,
    initiallySuspended: z.boolean().optional(),
    enableQueryAcceleration: flag,
    queryAccelerationMaxScaleFactor: z.int().min(0).max(100).optional(),
    minClusterCount: z.int().min(1).max(10).optional(),
    maxClusterCount: z.int().min(1).max(10).optional(),
    maxConcurrencyLevel: z.int().min(1).optional(),
    scalingPolicy: z.enum(["STANDARD", "ECONOMY"]).optional(),
    statementTimeoutInSeconds: z.int().min(0).max(604_800).optional(),
    statementQueuedTimeoutInSeconds: seconds,
    resourceMonitor: z.string().optional(),
  }),
  create(inputs, request) {
    const { account, origin } = request;
    const resourceMonitor = monitorOf(inputs, request);
    const name = inputs.name ?? automaticName(request);
    const id = quoted(name);
    if (account.warehouses.has(id)) throw alreadyExists(name);
    account.warehouses.add(id, { name, resourceMonitor }, origin);
    return {
      id,
      outputs: {
        maxConcurrencyLevel: 8,
        statementQueuedTimeoutInSeconds: 0,
        statementTimeoutInSeconds: 172_800,
        ...inputs,
        name,
        fullyQualifiedName: id,
        parameters: [],
        showOutputs: [{ name, size: inputs.warehouseSize ?? "XSMALL" }],
      },
    };
  },
  update(inputs, { id: before, outputs }, request) {
    const { account, origin } = request;
    const resourceMonitor = monitorOf(inputs, request);
    const name = inputs.name ?? String(outputs.name);
    const id = quoted(name);
    if (!account.warehouses.has(before)) throw doesNotExist("Warehouse", before);
    if (id !== before) {
      if (account.warehouses.has(id)) throw alreadyExists(name);
    }
    account.warehouses.change(id, { name, resourceMonitor }, origin, before);
    return { id, outputs: { name, fullyQualifiedName: id } };
  },
  delete({ id }, { account }) {
    account.warehouses.remove(id);
  },
  read: ({ id }, { account }) => (account.warehouses.has(id) ? {} : undefined),
});

export const warehouseTypes: ResourceType<Snowflake>[] = [warehouse];

/** The monitor by its quoted name. @throws SnowflakeError if there is none of that name. */
function monitorOf(
  { resourceMonitor: name }: { resourceMonitor?: string | undefined },
  { account, at }: SnowflakeRequest,
): string | undefined {
  if (name === undefined) return undefined;
  const id = quoted(name);
  if (!account.resourceMonitors.get(id, at)) throw doesNotExist("Resource monitor", name);
  return id;
}
