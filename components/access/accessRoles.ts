import * as pulumi from "@pulumi/pulumi";
import * as snowflake from "@pulumi/snowflake";

import { childOptions, deletingBeforeReplacing } from "../children/options";
import { quoted } from "../names/identifier";
import { checkedLater } from "../validation/inputs";
import { refuse } from "../validation/problem";
import { type AccessRolesArgs, accessProblems, accessRules, rolesIn } from "./args";
import { type AccessGrant, type AccessRole, grantsOf, matrix } from "./privileges";

/**
 * Account roles of least privilege on what an ingest and its views made. They own nothing: whoever deploys does, and
 * they may look, and operate what they see to.
 *
 * Needs `providers: { snowflake }` or the default one, whose role may create roles and grant on all that is named. A
 * grant is deleted before it is replaced, since what is revoked last would be gone. Throws at once if no role is asked for.
 */
export class AccessRoles extends pulumi.ComponentResource {
  /** The roles, by what they are for. */
  public readonly roles: Record<string, snowflake.AccountRole>;
  /** Names of the roles, by what they are for. */
  public readonly roleNames: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: AccessRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `AccessRoles "${name}"`;
    refuse(where, accessProblems(args));
    super("snowtrail:index:AccessRoles", name, {}, deletingBeforeReplacing(opts));
    const { child } = childOptions(this, opts);
    const checked = checkedLater(where, args, accessRules);
    const { baseName, grantedTo, objects, wholeSchema = false } = checked;
    const targets = targetsOf(checked);

    this.roles = Object.fromEntries(
      rolesIn(grantedTo).map((role) => {
        const made = new snowflake.AccountRole(
          `${name}-${role}`,
          { name: pulumi.interpolate`${baseName}_${role.toUpperCase()}`, comment: comments[role] },
          child,
        );
        for (const grantee of grantedTo[role] ?? []) {
          new snowflake.GrantAccountRole(
            `${name}-${role}-to-${grantee}`,
            { roleName: made.fullyQualifiedName, parentRoleName: quoted(grantee) },
            child,
          );
        }
        // What is to come first: then nothing that is made meanwhile falls between the two.
        let before: pulumi.Resource[] = [];
        for (const grant of grantsOf(role, objects, wholeSchema)) {
          const granted = new snowflake.GrantPrivilegesToAccountRole(
            `${name}-${role}-${grant.label}`,
            {
              accountRoleName: made.fullyQualifiedName,
              privileges: [...grant.privileges],
              ...targets(grant),
            },
            { ...child, dependsOn: grant.scope === "all" ? before : [] },
          );
          before = grant.scope === "future" ? [granted] : [];
        }
        return [role, made];
      }),
    );
    this.roleNames = pulumi.output(
      Object.fromEntries(Object.entries(this.roles).map(([role, { name }]) => [role, name])),
    );
    this.registerOutputs({ roles: this.roles, roleNames: this.roleNames });
  }
}

const comments: Record<AccessRole, string> = {
  loader: "Sees to the loading of CloudTrail logs",
  transformer: "Sees to the table of CloudTrail events",
  detector: "Sees to detections and alerts over CloudTrail",
  reader: "Reads CloudTrail events and findings",
  auditor: "Verifies that CloudTrail logs arrive",
};

type Target = Pick<
  snowflake.GrantPrivilegesToAccountRoleArgs,
  "onAccountObject" | "onSchema" | "onSchemaObject"
>;

/** What a grant is on, as the provider takes it: every name in full and in quotes. */
function targetsOf({
  warehouse,
  database,
  schema,
  objects,
}: Pick<AccessRolesArgs, "warehouse" | "database" | "schema" | "objects">): (
  grant: AccessGrant,
) => Target {
  const inQuotes = (...parts: pulumi.Input<string>[]): pulumi.Output<string> =>
    pulumi.all(parts).apply((names) => names.map(quoted).join("."));
  const names = new Map(objects.map(({ label, name }) => [label, name]));
  return ({ kind, label, scope }) => {
    const { type, plural = "" } = matrix[kind];
    if (kind === "schema") return { onSchema: { schemaName: inQuotes(database, schema) } };
    if (kind === "database" || kind === "warehouse") {
      const objectName = inQuotes(kind === "database" ? database : warehouse);
      return { onAccountObject: { objectType: type, objectName } };
    }
    if (kind === "integration") {
      return { onAccountObject: { objectType: type, objectName: names.get(label) ?? "" } };
    }
    return {
      onSchemaObject:
        scope === "object"
          ? { objectType: type, objectName: names.get(label) ?? "" }
          : { [scope]: { objectTypePlural: plural, inSchema: inQuotes(database, schema) } },
    };
  };
}
