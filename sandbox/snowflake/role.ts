import { z } from "zod";
import { automaticName } from "../resource/names";
import type { ResourceType } from "../resource/type";
import { inherited } from "./access";
import type { Snowflake } from "./account";
import { alreadyExists, doesNotExist, SnowflakeError } from "./error";
import { quoted, unquoted } from "./identifier";
import { snowflakeType, type SnowflakeRequest } from "./type";

const accountRole = snowflakeType("snowflake:index/accountRole:AccountRole", {
  inputs: z.strictObject({ name: z.string().optional(), comment: z.string().optional() }),
  create(given, request) {
    const { account, origin } = request;
    const name = given.name ?? automaticName(request);
    const id = quoted(name);
    if (account.roles.has(id)) throw alreadyExists(name);
    account.roles.add(id, { name, granted: new Set() }, origin);
    return { id, outputs: { name, fullyQualifiedName: id, showOutputs: [{ name }] } };
  },
  update({ name: after }, { id: before }, { account, at, origin }) {
    const found = account.roles.get(before, at);
    if (!found) throw doesNotExist("Role", before);
    const name = after ?? found.name;
    if (name !== found.name) {
      throw new Error(`the sandbox does not rename the role ${found.name} to ${name}`);
    }
    account.roles.change(before, found, origin);
    return {};
  },
  // With a role goes what was granted to it, and it to others.
  delete({ id }, { account }) {
    account.roles.remove(id);
    account.grants = account.grants.filter(({ role }) => role !== id);
    for (const { granted } of account.roles.values()) granted.delete(id);
  },
  read: ({ id }, { account }) => (account.roles.has(id) ? {} : undefined),
});

const grantAccountRole = snowflakeType("snowflake:index/grantAccountRole:GrantAccountRole", {
  replacedBy: ["roleName", "parentRoleName"],
  inputs: z.strictObject({ roleName: z.string(), parentRoleName: z.string() }),
  create({ roleName, parentRoleName }, request) {
    const role = requireRole(roleName, request);
    const parent = requireRole(parentRoleName, request);
    if (inherited(role, request.account).has(parent)) {
      throw new SnowflakeError(
        `003013 (22023): SQL execution error: Granting the role ${role} to ${parent} would make a circle of roles.`,
      );
    }
    request.account.roles.get(parent)?.granted.add(role);
    return { id: `${role}|ROLE|${parent}`, outputs: {} };
  },
  delete({ inputs: { roleName, parentRoleName } }, request) {
    const { roles } = request.account;
    roles.get(quoted(unquoted(parentRoleName)))?.granted.delete(quoted(unquoted(roleName)));
  },
  read({ inputs: { roleName, parentRoleName } }, { account: { roles } }) {
    const parent = roles.get(quoted(unquoted(parentRoleName)));
    return parent?.granted.has(quoted(unquoted(roleName))) ? {} : undefined;
  },
});

export const roleTypes: ResourceType<Snowflake>[] = [accountRole, grantAccountRole];

/** The role's name in quotes. @throws SnowflakeError if there is no such role. */
export function requireRole(written: string, { account, at }: SnowflakeRequest): string {
  const id = quoted(unquoted(written));
  if (!account.roles.get(id, at)) throw doesNotExist("Role", unquoted(written));
  return id;
}
