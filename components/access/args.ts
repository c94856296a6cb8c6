import type * as pulumi from "@pulumi/pulumi";

import { type Rule, knownProblems } from "../validation/inputs";
import { type Problem, problemsOf } from "../validation/problem";
import { identifier, identifiers } from "../validation/rules";
import { type AccessKind, AccessRole } from "./privileges";

/** Which account roles get which of the new ones, each made only if there is one that gets it. */
export interface GranteesArgs {
  /** Names of the roles that see to the loading of files. Defaults to none: no loader is made. */
  loader?: string[];
  /** Names of the roles that see to the table of events. Defaults to none: no transformer is made. */
  transformer?: string[];
  /** Names of the roles that see to detections and alerts. Defaults to none: no detector is made. */
  detector?: string[];
  /** Names of the roles that read events and findings. Defaults to none: no reader is made. */
  reader?: string[];
  /** Names of the roles that verify that everything works. Defaults to none: no auditor is made. */
  auditor?: string[];
}

/** An object in the schema, or the integration. */
export interface AccessObjectArgs {
  /** What it is for, which decides who may do what with it. */
  kind: AccessKind;
  /** What tells it from the others, in lower case with hyphens, such as "raw-table". */
  label: string;
  /** Its full name, each part in quotes; of a function with the types of its parameters. */
  name: pulumi.Input<string>;
}

/** The arguments of AccessRoles. */
export interface AccessRolesArgs {
  /** The name that others derive from, in upper case with underscores, such as SNOWTRAIL_DEV. Unique to the stack. */
  baseName: pulumi.Input<string>;
  /** Who gets the new roles. */
  grantedTo: GranteesArgs;
  /** Name of the warehouse to query on. */
  warehouse: pulumi.Input<string>;
  /** Name of the database that holds the schema. */
  database: pulumi.Input<string>;
  /** Name of the schema that holds the objects. */
  schema: pulumi.Input<string>;
  /** The objects, as accessObjects lists them. */
  objects: AccessObjectArgs[];
  /** Whether views, functions and alerts are granted as all that the schema has and will have, for a schema that holds nothing else. Defaults to false: those among the objects. */
  wholeSchema?: boolean;
}

/** What each argument has to be, whenever it is known. */
export const accessRules: readonly Rule[] = [
  ["baseName", identifier],
  ...Object.values(AccessRole).map((role): Rule => [`grantedTo.${role}`, identifiers]),
  ["warehouse", identifier],
  ["database", identifier],
  ["schema", identifier],
];

/** The roles that are asked for, in a fixed order. */
export function rolesIn(grantedTo: GranteesArgs): AccessRole[] {
  return Object.values(AccessRole).filter((role) => grantedTo[role] !== undefined);
}

/** Everything that is wrong with the arguments and can be seen before anything is made. */
export function accessProblems(args: Pick<AccessRolesArgs, "grantedTo">): Problem[] {
  return [
    ...knownProblems(args, accessRules),
    ...problemsOf([
      [
        "grantedTo",
        rolesIn(args.grantedTo).length === 0
          ? `names no role. Give one or more of ${Object.values(AccessRole).join(", ")}.`
          : undefined,
      ],
    ]),
  ];
}
