import type * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { choiceProblems } from "../validation/existing";
import type { Rule } from "../validation/inputs";
import type { Problem } from "../validation/problem";
import { identifier, identifiers, oneOf, percentages, whole } from "../validation/rules";

/** The sizes of a Snowflake warehouse. */
export const WarehouseSize = {
  XSmall: "XSMALL",
  Small: "SMALL",
  Medium: "MEDIUM",
  Large: "LARGE",
  XLarge: "XLARGE",
  XXLarge: "XXLARGE",
} as const;
export type WarehouseSize = (typeof WarehouseSize)[keyof typeof WarehouseSize];

/** The warehouse: the name of one that exists, or the properties of a new one. */
export interface WarehouseArgs {
  /** Name of a warehouse that exists. Defaults to none: a new warehouse is made. */
  existing?: pulumi.Input<string>;
  /** Name of the new warehouse. Defaults to baseName. */
  name?: pulumi.Input<string>;
  /** Size of the new warehouse. Defaults to "XSMALL". */
  size?: pulumi.Input<WarehouseSize>;
  /** After how many idle seconds the new warehouse suspends. Defaults to 60. */
  autoSuspend?: pulumi.Input<number>;
  /** After how many seconds the new warehouse cancels a statement. Defaults to 900. */
  statementTimeoutInSeconds?: pulumi.Input<number>;
  /** After how many seconds in the queue the new warehouse cancels a statement; 0 lets it wait. Defaults to 300. */
  statementQueuedTimeoutInSeconds?: pulumi.Input<number>;
  /** A limit to the credits that the new warehouse uses. Defaults to none. */
  resourceMonitor?: ResourceMonitorArgs;
}

/** A resource monitor: how many credits a warehouse may use in a calendar month, and what happens on the way there. */
export interface ResourceMonitorArgs {
  /** How many credits the warehouse may use in a calendar month. */
  creditQuota: pulumi.Input<number>;
  /** At which percentages of the quota account administrators and notifyUsers are told. Defaults to [75, 90]. */
  notifyTriggers?: pulumi.Input<number[]>;
  /** At which percentage of the quota the warehouse suspends as soon as its statements have ended. Defaults to 100. */
  suspendTrigger?: pulumi.Input<number>;
  /** At which percentage of the quota the warehouse cancels its statements and suspends. Defaults to 110. */
  suspendImmediateTrigger?: pulumi.Input<number>;
  /** Names of Snowflake users, each with an e-mail address verified, who are told by e-mail. Defaults to none. */
  notifyUsers?: pulumi.Input<string[]>;
}

/** What a new warehouse is like unless told otherwise. Times are in seconds. */
export const warehouseDefaults = {
  size: "XSMALL",
  autoSuspend: 60,
  statementTimeoutInSeconds: 900,
  statementQueuedTimeoutInSeconds: 300,
} as const;

/** At which percentages of its quota a resource monitor acts unless told otherwise. */
export const monitorDefaults = {
  notifyTriggers: [75, 90],
  suspendTrigger: 100,
  suspendImmediateTrigger: 110,
};

const percentage = whole(1, 1000, "percent");

/** What each argument of a warehouse has to be, whenever it is known. */
export const warehouseRules: readonly Rule[] = [
  ["warehouse.existing", identifier],
  ["warehouse.name", identifier],
  ["warehouse.size", oneOf(Object.values(WarehouseSize))],
  // Snowflake bills a minute at each start, and 0 would mean never to suspend.
  ["warehouse.autoSuspend", whole(30, 86400, "seconds")],
  ["warehouse.statementTimeoutInSeconds", whole(1, 604800, "seconds")],
  ["warehouse.statementQueuedTimeoutInSeconds", whole(0, 604800, "seconds")],
  ["warehouse.resourceMonitor.creditQuota", whole(1, 1_000_000, "credits")],
  ["warehouse.resourceMonitor.notifyTriggers", percentages],
  ["warehouse.resourceMonitor.suspendTrigger", percentage],
  ["warehouse.resourceMonitor.suspendImmediateTrigger", percentage],
  ["warehouse.resourceMonitor.notifyUsers", identifiers],
];

/** What contradicts itself in the argument. */
export function warehouseProblems(warehouse: WarehouseArgs | undefined): Problem[] {
  return choiceProblems("warehouse", warehouse, {
    ofNew: ["name", ...Object.keys(warehouseDefaults), "resourceMonitor"],
  });
}

/** Makes a warehouse for the views and for people, unless one exists, under a monitor if one is asked for. The pipe brings its own compute. */
export function makeWarehouse(
  name: string,
  warehouseName: pulumi.Input<string>,
  args: WarehouseArgs = {},
  opts: pulumi.CustomResourceOptions,
): { warehouse?: snowflake.Warehouse; resourceMonitor?: snowflake.ResourceMonitor } {
  if (args.existing !== undefined) return {};
  const { resourceMonitor: monitoring } = args;
  const resourceMonitor =
    monitoring &&
    new snowflake.ResourceMonitor(
      `${name}-resource-monitor`,
      {
        name: warehouseName,
        // Without a frequency it counts from now on and begins anew with each calendar month.
        creditQuota: monitoring.creditQuota,
        notifyTriggers: monitoring.notifyTriggers ?? monitorDefaults.notifyTriggers,
        suspendTrigger: monitoring.suspendTrigger ?? monitorDefaults.suspendTrigger,
        suspendImmediateTrigger:
          monitoring.suspendImmediateTrigger ?? monitorDefaults.suspendImmediateTrigger,
        ...(monitoring.notifyUsers !== undefined && { notifyUsers: monitoring.notifyUsers }),
      },
      opts,
    );
  const warehouse = new snowflake.Warehouse(
    `${name}-warehouse`,
    {
      name: warehouseName,
      warehouseSize: args.size ?? warehouseDefaults.size,
      autoSuspend: args.autoSuspend ?? warehouseDefaults.autoSuspend,
      autoResume: "true",
      initiallySuspended: true,
      // New warehouses may come with it switched on, and it is billed on top.
      enableQueryAcceleration: "false",
      statementTimeoutInSeconds:
        args.statementTimeoutInSeconds ?? warehouseDefaults.statementTimeoutInSeconds,
      statementQueuedTimeoutInSeconds:
        args.statementQueuedTimeoutInSeconds ?? warehouseDefaults.statementQueuedTimeoutInSeconds,
      ...(resourceMonitor && { resourceMonitor: resourceMonitor.name }),
      comment: "Queries CloudTrail in Snowtrail",
    },
    opts,
  );
  return { warehouse, ...(resourceMonitor && { resourceMonitor }) };
}
