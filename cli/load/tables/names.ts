import { eventFields } from "../../../sql/catalogue";

/** What an event may have, as CLOUDTRAIL has columns for it. */
const fields = eventFields();

/** Columns of an event whose values are objects or lists. */
export const objectColumns: readonly string[] = fields
  .filter(({ declaredType }) => declaredType === "VARIANT")
  .map(({ label }) => label);

/** Names inside of these that AWS's table definitions know, which engines write in lower case. */
const innerNames: readonly string[] = [
  "principalId",
  "accountId",
  "accessKeyId",
  "userName",
  "invokedBy",
  "sessionContext",
  "mfaAuthenticated",
  "creationDate",
  "sessionIssuer",
  "webIdFederationData",
  "federatedProvider",
  "sourceIdentity",
  "ec2RoleDelivery",
  "onBehalfOf",
  "identityStoreArn",
  "userId",
  "credentialId",
  "identityProvider",
  "inScopeOf",
  "issuerType",
  "credentialsIssuedTo",
  "tlsVersion",
  "cipherSuite",
  "clientProvidedHostHeader",
];

const byLowerCase = new Map(
  [...fields.map(({ label }) => label), ...innerNames].map((name) => [name.toLowerCase(), name]),
);

/** A name as CloudTrail writes it, whatever letter case and underscores an export gave it. */
export function cloudTrailName(name: string): string {
  const folded = name.toLowerCase();
  return byLowerCase.get(folded) ?? byLowerCase.get(folded.replaceAll("_", "")) ?? name;
}

/** Columns that hold a whole event as JSON, in lower case. */
export const eventColumns: readonly string[] = [
  "eventjson",
  "event_json",
  "cloudtrailevent",
  "eventdata",
];

/** Whether columns are those of events. */
export function areOfEvents(columns: readonly string[]): boolean {
  const known = columns.filter((column) => byLowerCase.has(cloudTrailName(column).toLowerCase()));
  return known.length >= 2 || columns.some((column) => eventColumns.includes(column.toLowerCase()));
}
