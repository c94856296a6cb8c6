import type { AccountArgs } from "../components";
import type { Reader } from "./reader";

/** Another AWS account, by the names that its arguments have; an object without a key is as good as none. */
export function readAccount(account: Reader): AccountArgs | undefined {
  const rest = { profile: account.text("profile"), assumeRoleArn: account.text("assumeRoleArn") };
  const id = account.text("id");
  const isGiven = Object.values(rest).some((value) => value !== undefined);
  if (isGiven) account.required("id", id);
  return id === undefined ? undefined : { id, ...rest };
}
