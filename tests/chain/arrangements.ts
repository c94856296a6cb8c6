import { Sandbox } from "../../sandbox/sandbox";
import { bucketName, region } from "./adopted";
import * as settings from "./settings";
import type { Settings } from "./settings";

/** The account of the bucket and of its key. */
export const archive = "111122223333";
/** The account that manages the organization, and that of Snowflake's role, where they are accounts of their own. */
const [management, security] = ["123456789012", "777788889999"];
/** An account that nobody named. */
export const stranger = "444455556666";

const organizationId = "o-exampleorgid";

/** Where trail, bucket and role are. */
export interface Arrangement {
  config: Settings;
  /** The account that owns the trail, and that of the role. */
  trail: string;
  role: string;
  /** The folder in which the accounts' own stand. */
  root: string;
  /** The folders below AWSLogs/ into which the trail delivers. */
  folders: string[];
}

const ofOrganization = (...ids: string[]): string[] => ids.map((id) => `${organizationId}/${id}`);

export const arrangements = {
  "one account": {
    config: {},
    trail: archive,
    role: archive,
    root: "AWSLogs/",
    folders: [archive],
  },
  "an organization": {
    config: settings.trail({ organization: { id: organizationId } }),
    trail: archive,
    role: archive,
    root: `AWSLogs/${organizationId}/`,
    // Its members, one that may come later, and the account that manages it, both ways.
    folders: [...ofOrganization(stranger, security, archive), archive],
  },
  // Trail and role are in accounts of their own.
  "a log archive": {
    config: {
      ...settings.trail({
        organization: { id: organizationId },
        account: { id: management, profile: "management" },
      }),
      ...settings.roleAccount({
        id: security,
        assumeRoleArn: `arn:aws:iam::${security}:role/deployer`,
      }),
    },
    trail: management,
    role: security,
    root: `AWSLogs/${organizationId}/`,
    folders: [...ofOrganization(archive, stranger, management), management],
  },
} satisfies Record<string, Arrangement>;

/** The accounts before the stack is there: an organization, the trail's account and a bucket. */
export function accountsOf({ trail }: Arrangement): Sandbox {
  const sandbox = new Sandbox({ region, accountId: archive });
  sandbox.given.organization(organizationId, { managementAccountId: trail });
  sandbox.given.profile("management", management);
  sandbox.given.bucket(bucketName);
  return sandbox;
}
