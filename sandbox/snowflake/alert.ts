import { z } from "zod";
import { blockStatements, SqlError } from "../../engine";
import type { Properties } from "../resource/properties";
import type { ResourceType } from "../resource/type";
import type { Snowflake } from "./account";
import type { Alert } from "./alertState";
import { newIn, requireSchema } from "./database";
import { doesNotExist, SnowflakeError } from "./error";
import { fullName, quoted } from "./identifier";
import { requireFeature } from "./provider";
import { isSameText } from "./sameText";
import { columnsOf } from "./scope";
import { snowflakeType, type SnowflakeRequest } from "./type";

const feature = "snowflake_alert_resource";

const inputs = z.strictObject({
  database: z.string(),
  schema: z.string(),
  name: z.string().optional(),
  comment: z.string().optional(),
  warehouse: z.string(),
  // Without a schedule, the provider of this version ends with a panic.
  alertSchedule: z.strictObject({
    interval: z.int("the sandbox knows alerts that run every so many minutes").min(1).max(1439),
  }),
  condition: z.string(),
  action: z.string(),
  enabled: z.boolean().optional(),
});

const alert = snowflakeType("snowflake:index/alert:Alert", {
  replacedBy: ["name", "database", "schema"],
  same: (input, before, after) =>
    (input === "condition" || input === "action") && isSameText(before, after),
  inputs,
  create(given, request) {
    requireFeature(feature, request);
    const { account, origin } = request;
    const { database, schema } = given;
    const { name, id } = newIn(account.alerts, given, request);
    const made = alertOf({ ...given, name }, { runs: [], faults: [] }, request);
    account.alerts.add(id, made, origin);
    return {
      id: `${database}|${schema}|${name}`,
      outputs: { enabled: false, ...given, ...facts(made) },
    };
  },
  // The provider suspends the alert, alters it, and resumes it if it is to be enabled.
  update(given, { inputs: old, outputs }, request) {
    requireFeature(feature, request);
    const id = String(outputs.fullyQualifiedName);
    const found = request.account.alerts.get(id, request.at);
    if (!found) throw doesNotExist("Alert", id);
    const { name, runs, faults } = found;
    // A change that the provider cannot see is not sent either.
    const sent = {
      condition: isSameText(old.condition, given.condition) ? found.condition : given.condition,
      action: isSameText(old.action, given.action) ? found.action : given.action,
    };
    const made = alertOf({ ...given, ...sent, name }, { runs, faults }, request);
    request.account.alerts.change(id, made, request.origin);
    return {};
  },
  delete({ inputs: { database, schema }, outputs }, request) {
    requireFeature(feature, request);
    requireSchema(request.account, database, schema, request.at);
    request.account.alerts.remove(String(outputs.fullyQualifiedName));
  },
  read({ outputs }, request) {
    requireFeature(feature, request);
    const found = request.account.alerts.get(String(outputs.fullyQualifiedName));
    return found && { enabled: found.started !== undefined };
  },
});

export const alertTypes: ResourceType<Snowflake>[] = [alert];

/** The condition is compiled here, so that a deployment shows what is wrong with it; the action, when it runs. */
function alertOf(
  given: z.infer<typeof inputs> & { name: string },
  history: Pick<Alert, "runs" | "faults">,
  request: SnowflakeRequest,
): Alert {
  const { account, at } = request;
  const { database, schema, name, warehouse, condition, action } = given;
  if (!account.warehouses.get(quoted(warehouse), at)) throw doesNotExist("Warehouse", warehouse);
  columnsOf({ database, schema, statement: condition }, request);
  try {
    blockStatements(action);
  } catch (error) {
    if (error instanceof SqlError) {
      throw new SnowflakeError(`SQL compilation error: ${error.message}`, { cause: error });
    }
    throw error;
  }
  return {
    database,
    schema,
    name,
    condition,
    action,
    warehouse,
    interval: given.alertSchedule.interval * 60,
    started: given.enabled ? account.now : undefined,
    ...history,
  };
}

function facts(made: Alert): Properties {
  return { name: made.name, fullyQualifiedName: fullName(made) };
}
