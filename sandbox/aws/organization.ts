import type { Aws } from "./account";
import { AwsError } from "./error";

/**
 * Who owns a trail that an account makes for its organization: the management account, whoever makes it.
 *
 * @throws AwsError if CloudTrail would refuse it to this account.
 */
export function managementAccount({ accountId, organization }: Aws, operation: string): string {
  if (!organization) {
    throw new AwsError(
      operation,
      "OrganizationsNotInUseException",
      "The account is not a member of an organization",
    );
  }
  const { managementAccountId, delegatedAdministrators, trustsCloudTrail } = organization;
  if (![managementAccountId, ...delegatedAdministrators].includes(accountId)) {
    throw new AwsError(
      operation,
      "NotOrganizationManagementAccountException",
      "The account is neither the management account nor a delegated administrator of CloudTrail",
    );
  }
  if (!trustsCloudTrail) {
    throw new AwsError(
      operation,
      "CloudTrailAccessNotEnabledException",
      "Trusted access is not enabled for CloudTrail in AWS Organizations",
    );
  }
  return managementAccountId;
}
