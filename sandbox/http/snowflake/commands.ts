import { listRefusal, readRefusal, roleRefusal } from "../../crossing/access";
import type { Sandbox } from "../../sandbox";
import { may } from "../../snowflake/access";
import type { Integration, Snowflake } from "../../snowflake/account";
import { doesNotExist, SnowflakeError } from "../../snowflake/error";
import { quoted } from "../../snowflake/identifier";
import { locationRefusal } from "../../snowflake/integration";
import { placeOf } from "../../snowflake/location";
import { pipeStatus } from "../../snowflake/pipeStatus";
import type { SecurableType } from "../../snowflake/securable";

export type Row = Record<string, string | null>;

/** Who asks: an account role, or undefined for whoever deploys, who owns all. */
export type Asking = string | undefined;

/** Statements that are no query, each by the pattern of its text, whose groups are its arguments. */
type Command = [
  RegExp,
  (sandbox: Sandbox, asking: Asking, ...given: string[]) => Row[] | Promise<Row[]>,
];

const name = String.raw`("(?:[^"]|"")+"(?:\."(?:[^"]|"")+")*)`;
const text = String.raw`'((?:[^'\\]|''|\\.)*)'`;
const like = (source: string): RegExp =>
  new RegExp(`^${source.replaceAll("<name>", name).replaceAll("<text>", text)}$`, "is");

const commands: Command[] = [
  [like("describe integration <name>"), describeIntegration],
  [like("describe stage <name>"), describeStage],
  [like("describe table <name>"), describeTable],
  [like("describe pipe <name>"), describePipe],
  [like("show (tasks|dynamic tables|alerts) like <text> in schema <name>"), show],
  [like("list @<name>/(\\S*)"), list],
  [like("select system\\$pipe_status\\(<text>\\) as status"), status],
  [
    like(
      "select system\\$validate_storage_integration\\(<text>, <text>, <text>, <text>\\) as result",
    ),
    validate,
  ],
  [like(".*information_schema.alert_history\\(alert_name => <text>\\).*"), alertHistory],
];

/** Runs a statement that is no query; undefined for one that is. */
export function runCommand(
  statement: string,
  sandbox: Sandbox,
  asking: Asking,
): Row[] | Promise<Row[]> | undefined {
  for (const [pattern, run] of commands) {
    const given = pattern.exec(statement);
    if (given) return run(sandbox, asking, ...given.slice(1));
  }
  return undefined;
}

/** What the one who asks may not see is not there. */
function visible<Value>(
  found: Value | undefined,
  [type, object, ...privileges]: [SecurableType, string, ...string[]],
  asking: Asking,
  account: Snowflake,
): Value {
  const isSeen =
    asking === undefined ||
    privileges.some((each) => may(asking, each, { type, name: object }, account));
  if (found === undefined || !isSeen) throw doesNotExist(type, object);
  return found;
}

const property = (property: string, value: string): Row => ({ property, property_value: value });

function describeIntegration({ snowflake }: Sandbox, asking: Asking, id = ""): Row[] {
  const seen = ["INTEGRATION", id, "USAGE"] as [SecurableType, string, string];
  const is = visible(snowflake.integrations.get(id), seen, asking, snowflake);
  return [
    property("ENABLED", String(is.enabled)),
    property("STORAGE_ALLOWED_LOCATIONS", is.allowed.join(",")),
    property("STORAGE_BLOCKED_LOCATIONS", is.blocked.join(",")),
    property("STORAGE_AWS_ROLE_ARN", is.roleArn),
    property("STORAGE_AWS_IAM_USER_ARN", is.userArn),
    property("STORAGE_AWS_EXTERNAL_ID", is.externalId),
  ];
}

function describeStage({ snowflake }: Sandbox, asking: Asking, id = ""): Row[] {
  const is = visible(snowflake.stages.get(id), ["STAGE", id, "USAGE"], asking, snowflake);
  return [
    property("URL", JSON.stringify([is.url])),
    property("STORAGE_INTEGRATION", is.integration.name),
  ];
}

function describeTable({ snowflake }: Sandbox, asking: Asking, id = ""): Row[] {
  const is = visible(
    snowflake.relations.get(id),
    ["TABLE", id, "SELECT", "REFERENCES"],
    asking,
    snowflake,
  );
  return is.columns.map((column) => ({ name: column.name, type: column.type }));
}

function describePipe({ snowflake }: Sandbox, asking: Asking, id = ""): Row[] {
  const is = visible(snowflake.pipes.get(id), ["PIPE", id, "MONITOR"], asking, snowflake);
  return [{ name: is.name, definition: is.statement, pattern: is.copy.pattern ?? null }];
}

function status({ snowflake }: Sandbox, asking: Asking, id = ""): Row[] {
  const is = visible(snowflake.pipes.get(id), ["PIPE", id, "MONITOR"], asking, snowflake);
  return [{ status: JSON.stringify(pipeStatus(is, snowflake)) }];
}

function show({ snowflake }: Sandbox, asking: Asking, kind = "", pattern = "", place = ""): Row[] {
  const id = `${place}.${quoted(pattern)}`;
  const seen = (type: SecurableType): boolean =>
    asking === undefined || may(asking, "MONITOR", { type, name: id }, snowflake);
  switch (kind.toUpperCase()) {
    case "TASKS": {
      const task = seen("TASK") ? snowflake.tasks.get(id) : undefined;
      return task ? [{ name: task.name, state: task.started ? "started" : "suspended" }] : [];
    }
    case "ALERTS": {
      const alert = seen("ALERT") ? snowflake.alerts.get(id) : undefined;
      return alert ? [{ name: alert.name, state: alert.started ? "started" : "suspended" }] : [];
    }
    default: {
      const table = seen("DYNAMIC TABLE") ? snowflake.relations.get(id) : undefined;
      return table ? [{ name: table.name, scheduling_state: "ACTIVE" }] : [];
    }
  }
}

function alertHistory({ snowflake }: Sandbox, asking: Asking, called = ""): Row[] {
  const alert = snowflake.alerts.values().find((each) => each.name === called);
  if (!alert) return [];
  const id = quoted(alert.database, alert.schema, alert.name);
  if (asking !== undefined && !may(asking, "MONITOR", { type: "ALERT", name: id }, snowflake)) {
    return [];
  }
  return alert.runs.slice(-1).map(({ state, error = null }) => ({ state, error }));
}

async function list(sandbox: Sandbox, asking: Asking, id = "", path = ""): Promise<Row[]> {
  const { aws, snowflake } = sandbox;
  const stage = visible(snowflake.stages.get(id), ["STAGE", id, "USAGE"], asking, snowflake);
  const { integration, url } = stage;
  if (snowflake.integrations.get(quoted(integration.name)) !== integration) {
    throw new SnowflakeError(
      `003149 (42601): Integration associated with the stage ${stage.name} cannot be found`,
    );
  }
  const refused = await refusal(sandbox, integration, `${url}${path}`, "list");
  if (refused !== undefined) throw new SnowflakeError(refused);
  const place = placeOf(`${url}${path}`);
  const keys = [...(aws.buckets.get(place.bucket)?.objects.keys() ?? [])];
  return keys.filter((key) => key.startsWith(place.path)).map((name) => ({ name }));
}

/** Source: "SYSTEM$VALIDATE_STORAGE_INTEGRATION". */
async function validate(
  sandbox: Sandbox,
  asking: Asking,
  called = "",
  location = "",
  file = "",
  action = "",
): Promise<Row[]> {
  const { snowflake } = sandbox;
  const id = quoted(called);
  const found = snowflake.integrations.get(id);
  const integration = visible(found, ["INTEGRATION", id, "USAGE"], asking, snowflake);
  const place = action === "read" ? `${location}${file}` : location;
  const message = await refusal(sandbox, integration, place, action);
  const outcome = message === undefined ? { status: "success" } : { status: "failure", message };
  const whole =
    message === undefined
      ? { status: "success" }
      : { status: "failure", message: "Some of the integration checks failed." };
  return [{ result: JSON.stringify({ ...whole, actions: { [action.toUpperCase()]: outcome } }) }];
}

/** Why an integration does not get to a place, in Snowflake's words; undefined if it does. */
async function refusal(
  { aws }: Sandbox,
  integration: Integration,
  location: string,
  action: string,
): Promise<string | undefined> {
  const away = locationRefusal(integration, location);
  if (away !== undefined) return away;
  const role = await roleRefusal(integration, aws);
  if (role !== undefined) return `Error assuming AWS_ROLE: ${role}`;
  const { bucket: bucketName, path } = placeOf(location);
  const bucket = aws.buckets.get(bucketName);
  if (!bucket) return `The bucket '${bucketName}' does not exist`;
  const refused =
    action === "read"
      ? await readRefusal(integration, bucket, path, aws)
      : await listRefusal(integration, bucket, path, aws);
  return refused && `Access Denied (Status Code: 403; Error Code: AccessDenied): ${refused}`;
}
