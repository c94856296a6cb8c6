import { type Statement, statementsOf } from "./document";
import type { Resource, RoleInput, Stack } from "./stack";

/** The input of an integration that names the role by which Snowflake reads. */
export const readingRole: RoleInput = {
  type: "snowflake:index/storageIntegration:StorageIntegration",
  input: "storageAwsRoleArn",
};

/** Who acts by a role. */
interface RoleUse {
  /** The input that names the role. */
  named: RoleInput;
  /** The type of what acts by it, unless that is what names it. */
  user?: string;
  /** Whom the role has to trust, by the outputs of the user. */
  trust: (user: Resource["props"]) => Pick<Statement, "Principal" | "Condition">;
}

const uses: readonly RoleUse[] = [
  {
    named: readingRole,
    trust: ({ storageAwsIamUserArn, storageAwsExternalId }) =>
      ofSnowflake(storageAwsIamUserArn, storageAwsExternalId),
  },
  {
    named: {
      type: "snowflake:index/notificationIntegration:NotificationIntegration",
      input: "awsSnsRoleArn",
    },
    trust: ({ awsSnsIamUserArn, awsSnsExternalId }) =>
      ofSnowflake(awsSnsIamUserArn, awsSnsExternalId),
  },
  {
    named: { type: "aws:cloudwatch/eventTarget:EventTarget", input: "roleArn" },
    user: "aws:cloudwatch/eventRule:EventRule",
    trust: ({ arn }) => ({
      Principal: { Service: "events.amazonaws.com" },
      Condition: {
        ArnEquals: { "aws:SourceArn": arn },
        StringEquals: { "aws:SourceAccount": typeof arn === "string" ? arn.split(":")[4] : arn },
      },
    }),
  },
  {
    named: { type: "aws:cloudtrail/trail:Trail", input: "cloudWatchLogsRoleArn" },
    trust: ({ arn }) => ({
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceArn": arn } },
    }),
  },
];

function ofSnowflake(user: unknown, externalId: unknown): ReturnType<RoleUse["trust"]> {
  return {
    Principal: { AWS: user },
    Condition: { StringEquals: { "sts:ExternalId": externalId } },
  };
}

/**
 * Whether a role trusts whom it has to and nobody else, as far as both are known: a preview cannot tell all, and the update
 * does.
 */
export function trustsExactly(role: Resource, stack: Stack): boolean {
  if (typeof role.props.assumeRolePolicy !== "string") return true;
  const trusted = statementsOf(role.props.assumeRolePolicy).map(
    ({ Effect, Principal, Action, Condition }) => ({ Effect, Principal, Action, Condition }),
  );
  return uses
    .filter(({ named }) => stack.namesRole(role, named))
    .flatMap(({ named, user = named.type, trust }) =>
      stack.siblings(role, user).map(({ props }) => trust(props)),
    )
    .some((trust) => fits(trusted, [{ Effect: "Allow", Action: "sts:AssumeRole", ...trust }]));
}

/** Whether something is exactly what is expected, of which undefined is what is not known yet. */
function fits(found: unknown, expected: unknown): boolean {
  if (expected === undefined || found === expected) return true;
  if (!isObject(found) || !isObject(expected)) return false;
  const keys = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...keys].every(
    (key) => key in found && key in expected && fits(found[key], expected[key]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
