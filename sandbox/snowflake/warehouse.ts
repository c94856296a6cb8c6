import { z } from "zod";
import { automaticName } from "../names";
import { resourceType, type ResourceType } from "../pulumi/resourceType";
import { alreadyExists } from "./account";
import { quoted } from "./identifier";

export interface Warehouse {
  name: string;
}

const flag = z.enum(["true", "false"], 'is the string "true" or "false"').optional();
const seconds = z.int().min(0).optional();

const warehouse = resourceType("snowflake:index/warehouse:Warehouse", {
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
  }),
  create(inputs, { sandbox: { snowflake }, name: logicalName, urn, origin }) {
    const name = inputs.name ?? automaticName(logicalName, urn);
    const id = quoted(name);
    if (snowflake.warehouses.has(id)) throw alreadyExists(name);
    snowflake.warehouses.add(id, { name }, origin);
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
});

export const warehouseTypes: ResourceType[] = [warehouse];
