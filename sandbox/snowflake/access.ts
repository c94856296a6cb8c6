import { translateQuery } from "../../engine";
import type { Inventory } from "../resource/inventory";
import type { Namespace, Snowflake } from "./account";
import { SnowflakeError } from "./error";
import { quoted } from "./identifier";
import { compiling, scope } from "./scope";
import type { Securable, SecurableType } from "./securable";

/** An object that privileges are granted on, by its full name in quotes. */
export interface SecuredObject {
  type: SecurableType;
  name: string;
}

const inventories: Record<SecurableType, (account: Snowflake) => Inventory<unknown>> = {
  DATABASE: ({ databases }) => databases,
  SCHEMA: ({ schemas }) => schemas,
  WAREHOUSE: ({ warehouses }) => warehouses,
  INTEGRATION: ({ integrations }) => integrations,
  STAGE: ({ stages }) => stages,
  PIPE: ({ pipes }) => pipes,
  TASK: ({ tasks }) => tasks,
  ALERT: ({ alerts }) => alerts,
  FUNCTION: ({ functions }) => functions,
  TABLE: ({ relations }) => relations,
  VIEW: ({ relations }) => relations,
  STREAM: ({ relations }) => relations,
  "DYNAMIC TABLE": ({ relations }) => relations,
};

/** Where objects of a type stand. Tables, views, streams and dynamic tables share a name space. */
export function objectsOf(type: SecurableType, account: Snowflake): Inventory<unknown> {
  return inventories[type](account);
}

/** Whether an object of the type is there by that name, and no other thing. */
export function isThere({ type, name }: SecuredObject, account: Snowflake): boolean {
  const relation = account.relations.get(name);
  return objectsOf(type, account) === account.relations
    ? relation?.kind.toUpperCase() === type
    : objectsOf(type, account).has(name);
}

/** A role, and those that were granted to it, and to these in turn. */
export function inherited(role: string, account: Snowflake): Set<string> {
  const found = new Set([role]);
  // A set that grows while it is walked is walked to its end.
  for (const each of found) {
    for (const granted of account.roles.get(each)?.granted ?? []) found.add(granted);
  }
  return found;
}

/**
 * Whether a role has a privilege on an object that is there: granted on it, on all of its kind when it was there
 * already, or on those to come before it came. Whoever deploys owns all objects, and is not asked about.
 */
export function may(
  role: string,
  privilege: string,
  object: SecuredObject,
  account: Snowflake,
): boolean {
  if (!account.roles.has(quoted(role))) throw new SnowflakeError(`Role '${role}' does not exist.`);
  if (!isThere(object, account)) return false;
  const born = objectsOf(object.type, account).born(object.name);
  return [...inherited(quoted(role), account)].some(
    (each) =>
      account.grants
        .filter(({ role, privilege: of }) => role === each && of === privilege)
        .filter(({ on, at }) => covers(on, at, object, born))
        .at(-1)?.isGranted ?? false,
  );
}

/** Whether a grant or revocation of a time has something to say of an object that came at another. */
function covers(on: Securable, at: number, { type, name }: SecuredObject, born: number): boolean {
  if (on.type !== type) return false;
  if (on.scope === "object") return on.name === name && at > born;
  return name.startsWith(`${on.schema}.`) && (on.scope === "all" ? at > born : at < born);
}

/**
 * Compiles a query as a role, for which what it may not read is not there. What a view reads is its owner's to read.
 *
 * @throws SnowflakeError for what the role may not, or has no warehouse for.
 */
export function authorize(
  sql: string,
  role: string,
  namespace: Namespace,
  account: Snowflake,
): void {
  const has = (privilege: string, type: SecurableType, name: string): boolean =>
    may(role, privilege, { type, name }, account);
  if (!account.warehouses.names().some((name) => has("USAGE", "WAREHOUSE", name))) {
    throw new SnowflakeError(
      "000606 (57P03): No active warehouse selected in the current session. Select an active warehouse with the 'use warehouse' command.",
    );
  }
  const all = scope(account, namespace);
  const within = (name: readonly string[]): string[] => [...namespace, ...name].slice(-3);
  const isOpen = ([database = "", schema = ""]: string[]): boolean =>
    has("USAGE", "DATABASE", quoted(database)) && has("USAGE", "SCHEMA", quoted(database, schema));
  const isReadable = (name: string[]): boolean => {
    const types = ["TABLE", "VIEW", "STREAM", "DYNAMIC TABLE"] as const;
    return isOpen(name) && types.some((type) => has("SELECT", type, quoted(...name)));
  };
  const isCallable = (name: string[]): boolean =>
    isOpen(name) && has("USAGE", "FUNCTION", quoted(...name));
  const readable = account.relations
    .values()
    .map(({ database, schema, name }) => [database, schema, name])
    .filter(isReadable)
    .map((name) => quoted(...name));
  compiling(() =>
    translateQuery(sql, {
      names: () => readable,
      resolve: (name) => (isReadable(within(name)) ? all.resolve(name) : undefined),
      function: (name) => (isCallable(within(name)) ? all.function?.(name) : undefined),
    }),
  );
}
