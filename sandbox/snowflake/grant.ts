import { z } from "zod";
import { nextBirth } from "../resource/inventory";
import type { ResourceType } from "../resource/type";
import { isThere, objectsOf } from "./access";
import type { Snowflake } from "./account";
import { doesNotExist, SnowflakeError } from "./error";
import { quoted, unquoted } from "./identifier";
import { requireRole } from "./role";
import type { Securable, SecurableType } from "./securable";
import { snowflakeType, type SnowflakeRequest } from "./type";

/** What can be granted on an object of a type. Source: Snowflake, "Access control privileges". */
const privilegesOf: Record<SecurableType, RegExp> = {
  DATABASE: /^(USAGE|MONITOR|MODIFY|CREATE SCHEMA)$/,
  SCHEMA: /^(USAGE|MONITOR|MODIFY|CREATE [A-Z ]+)$/,
  WAREHOUSE: /^(USAGE|MONITOR|MODIFY|OPERATE)$/,
  INTEGRATION: /^USAGE$/,
  // Of the stages, the sandbox has external ones only; READ and WRITE are for those inside.
  STAGE: /^USAGE$/,
  PIPE: /^(MONITOR|OPERATE)$/,
  TASK: /^(MONITOR|OPERATE)$/,
  ALERT: /^(MONITOR|OPERATE)$/,
  FUNCTION: /^USAGE$/,
  TABLE: /^(SELECT|INSERT|UPDATE|DELETE|TRUNCATE|REFERENCES)$/,
  VIEW: /^(SELECT|REFERENCES)$/,
  STREAM: /^SELECT$/,
  "DYNAMIC TABLE": /^(SELECT|MONITOR|OPERATE)$/,
};

const plurals = new Map<string, SecurableType>([
  ["STAGES", "STAGE"],
  ["PIPES", "PIPE"],
  ["TASKS", "TASK"],
  ["ALERTS", "ALERT"],
  ["FUNCTIONS", "FUNCTION"],
  ["TABLES", "TABLE"],
  ["VIEWS", "VIEW"],
  ["STREAMS", "STREAM"],
  ["DYNAMIC TABLES", "DYNAMIC TABLE"],
]);

const inSchema = z.strictObject({
  objectTypePlural: z.enum([...plurals.keys()]),
  inSchema: z.string(),
});

const inputs = z
  .strictObject({
    accountRoleName: z.string(),
    privileges: z.array(z.string().regex(/^[A-Z ]+$/, "is not in upper case")).min(1),
    onAccountObject: z
      .strictObject({
        objectType: z.enum(["DATABASE", "WAREHOUSE", "INTEGRATION"]),
        objectName: z.string(),
      })
      .optional(),
    onSchema: z.strictObject({ schemaName: z.string() }).optional(),
    onSchemaObject: z
      .strictObject({
        objectType: z.enum([...plurals.values()]).optional(),
        objectName: z.string().optional(),
        all: inSchema.optional(),
        future: inSchema.optional(),
      })
      .optional(),
  })
  .refine(
    ({ onAccountObject, onSchema, onSchemaObject }) =>
      [onAccountObject, onSchema, onSchemaObject].filter(Boolean).length === 1,
    "takes exactly one of onAccountObject, onSchema and onSchemaObject",
  );

const grantPrivileges = snowflakeType(
  "snowflake:index/grantPrivilegesToAccountRole:GrantPrivilegesToAccountRole",
  {
    replacedBy: ["accountRoleName", "onAccountObject", "onSchema", "onSchemaObject"],
    inputs,
    create(given, request) {
      const on = securableOf(given, request);
      const role = requireRole(given.accountRoleName, request);
      const { privileges } = given;
      note(role, privileges, on, true, request);
      return { id: [role, false, false, privileges.join(), idOf(on)].join("|"), outputs: {} };
    },
    update(given, { inputs: before }, request) {
      const on = securableOf(given, request);
      const role = requireRole(given.accountRoleName, request);
      const gone = before.privileges.filter((each) => !given.privileges.includes(each));
      const added = given.privileges.filter((each) => !before.privileges.includes(each));
      note(role, gone, on, false, request);
      note(role, added, on, true, request);
      return { id: [role, false, false, given.privileges.join(), idOf(on)].join("|") };
    },
    delete({ inputs: given }, request) {
      const on = securableOf(given, request);
      note(requireRole(given.accountRoleName, request), given.privileges, on, false, request);
    },
    // Of a grant on all objects of a kind the provider does not ask whether it still holds.
    read: () => ({}),
  },
);

export const grantTypes: ResourceType<Snowflake>[] = [grantPrivileges];

function note(
  role: string,
  privileges: readonly string[],
  on: Securable,
  isGranted: boolean,
  { account }: SnowflakeRequest,
): void {
  for (const privilege of privileges) {
    if (!privilegesOf[on.type].test(privilege)) {
      throw new SnowflakeError(
        `003001 (42501): SQL access control error: privilege '${privilege}' cannot be granted on objects of the type ${on.type}.`,
      );
    }
    // A revoked future grant is as if it had never been for what is still to come, and stays for what has come.
    account.grants.push({ role, privilege, on, isGranted, at: nextBirth() });
  }
}

/** What the grant is on. @throws SnowflakeError if that is not there. */
function securableOf(
  { onAccountObject, onSchema, onSchemaObject }: z.infer<typeof inputs>,
  request: SnowflakeRequest,
): Securable {
  if (onAccountObject) {
    const { objectType: type, objectName } = onAccountObject;
    return existing({ scope: "object", type, name: quoted(unquoted(objectName)) }, request);
  }
  if (onSchema) {
    return existing({ scope: "object", type: "SCHEMA", name: onSchema.schemaName }, request);
  }
  const { objectType, objectName, all, future } = onSchemaObject ?? {};
  const many = all ?? future;
  if (many) {
    const type = plurals.get(many.objectTypePlural) ?? "TABLE";
    if (all && type === "PIPE") {
      throw new SnowflakeError(
        "SQL compilation error: Bulk grant on objects of type PIPE to ROLE is restricted.",
      );
    }
    existing({ scope: "object", type: "SCHEMA", name: many.inSchema }, request);
    return { scope: all ? "all" : "future", type, schema: many.inSchema };
  }
  if (objectType === undefined || objectName === undefined) {
    throw new Error("onSchemaObject takes objectType with objectName, all or future");
  }
  const name = objectType === "FUNCTION" ? objectName.replace(/\([^()]*\)$/, "") : objectName;
  return existing({ scope: "object", type: objectType, name }, request);
}

function existing<On extends Extract<Securable, { scope: "object" }>>(
  on: On,
  { account, at }: SnowflakeRequest,
): On {
  const placed = objectsOf(on.type, account).get(on.name, at);
  if (placed === undefined || !isThere(on, account)) {
    throw doesNotExist(`${on.type.charAt(0)}${on.type.slice(1).toLowerCase()}`, on.name);
  }
  return on;
}

/** The end of the id, as the provider writes it. */
function idOf(on: Securable): string {
  if (on.scope !== "object") {
    const kind = on.scope === "all" ? "OnAll" : "OnFuture";
    const [plural = ""] = [...plurals].find(([, type]) => type === on.type) ?? [];
    return `OnSchemaObject|${kind}|${plural}|InSchema|${on.schema}`;
  }
  if (on.type === "SCHEMA") return `OnSchema|OnSchema|${on.name}`;
  const isOfAccount = ["DATABASE", "WAREHOUSE", "INTEGRATION"].includes(on.type);
  return isOfAccount
    ? `OnAccountObject|${on.type}|${on.name}`
    : `OnSchemaObject|OnObject|${on.type}|${on.name}`;
}
